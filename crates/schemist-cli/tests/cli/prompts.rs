//! The questions that `revision --autogenerate` asks on a terminal, through one.

use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::support::{NOW, Project};

const UP: &str = "\u{1b}[A";
const ENTER: &str = "\r";
const ESCAPE: &str = "\u{1b}";

fn models(fields: &str) -> String {
    format!(
        "use schemist::Model;\n\n#[derive(Model)]\n#[model(table = \"users\")]\npub struct User {{\n    pub id: i32,\n{fields}}}\n"
    )
}

/// A database, and models in which `age` was surely renamed and `nick` perhaps.
fn edited() -> Project {
    let before = "    pub nick: Option<String>,\n    pub email: String,\n    pub age: Option<i32>,\n";
    let after =
        "    pub email: String,\n    pub age_years: Option<i32>,\n    pub shown_nick: Option<String>,\n";
    let project = Project::with_models(&models(before));
    project.ok(&["revision", "--autogenerate", "-m", "users", "--rev-id", "1"]);
    project.ok(&["upgrade", "head"]);
    project.write("models.rs", models(after));
    project
}

fn asked(project: &Project) -> PtySession {
    let mut command = Command::new("sh");
    let schemist = env!("CARGO_BIN_EXE_schemist");
    let line =
        format!("stty rows 40 cols 140; exec {schemist} revision --autogenerate -m handles --rev-id 2");
    command.args(["-c", &line]).current_dir(project.path(""));
    command.env("SCHEMIST_NOW", NOW).env("TERM", "xterm").env_remove("DATABASE_URL");
    spawn_command(command, Some(20_000)).unwrap()
}

fn up_sql(project: &Project) -> String {
    project.read("migrations/2_handles/up.sql")
}

#[test]
fn answers_are_followed_and_written_into_the_model() {
    let project = edited();
    let mut terminal = asked(&project);
    terminal.exp_string("users.nick is gone and shown_nick has come: is it a rename?").unwrap();
    terminal.exp_string("perhaps (").unwrap();
    // What is not sure stands on `no`: one above it is a rename, and say so in the model.
    terminal.send(UP).and_then(|_| terminal.send(ENTER)).and_then(|_| terminal.flush()).unwrap();
    terminal.exp_string("users.age is gone and age_years has come: is it a rename?").unwrap();
    terminal.exp_string("surely (+").unwrap();
    // What is sure stands on `a rename`.
    terminal.send(ENTER).and_then(|_| terminal.flush()).unwrap();
    terminal.exp_string("2_handles").unwrap();
    terminal.exp_eof().unwrap();
    let up = up_sql(&project);
    assert!(up.contains("RENAME COLUMN age TO age_years"), "{up}");
    assert!(up.contains("RENAME COLUMN nick TO shown_nick"), "{up}");
    let models = project.read("models.rs");
    assert!(models.contains("renamed_from = \"nick\"") && !models.contains("\"age\""), "{models}");
    project.ok(&["upgrade", "head"]);
    project.ok(&["check"]);
}

#[test]
fn whoever_breaks_off_gets_what_nobody_answered() {
    let project = edited();
    let before = project.read("models.rs");
    let mut terminal = asked(&project);
    terminal.exp_string("users.nick is gone").unwrap();
    terminal.send(ESCAPE).and_then(|_| terminal.flush()).unwrap();
    terminal.exp_string("2_handles").unwrap();
    terminal.exp_eof().unwrap();
    let up = up_sql(&project);
    assert!(up.contains("RENAME COLUMN age TO age_years") && up.contains("DROP COLUMN nick"), "{up}");
    assert!(up.contains("warning[D103]"), "{up}");
    assert_eq!(project.read("models.rs"), before);
}
