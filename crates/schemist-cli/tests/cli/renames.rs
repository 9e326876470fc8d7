//! Renames that the models do not declare: by evidence, by answers, out of version control.

use std::process::Command;

use crate::support::Project;

fn models(fields: &str) -> String {
    format!(
        "use schemist::Model;\n\n#[derive(Model)]\n#[model(table = \"users\")]\npub struct User {{\n    pub id: i32,\n{fields}}}\n"
    )
}

const BEFORE: &str = "    pub nick: Option<String>,\n    pub email: String,\n    pub age: Option<i32>,\n";
/// `age` was edited where it stands, `nick` went and `shown_nick` came elsewhere.
const AFTER: &str =
    "    pub email: String,\n    pub age_years: Option<i32>,\n    pub shown_nick: Option<String>,\n";

/// A database with a row, and models that changed.
fn edited(after: &str) -> Project {
    let project = Project::with_models(&models(BEFORE));
    project.ok(&["revision", "--autogenerate", "-m", "users", "--rev-id", "1"]);
    project.ok(&["upgrade", "head"]);
    project.sql("app.db", "INSERT INTO users VALUES (1, 'ada', 'ada@example.org', 36)");
    project.write("models.rs", models(after));
    project
}

fn operations(project: &Project, args: &[&str]) -> Vec<String> {
    let mut all = vec!["check"];
    all.extend(args);
    let run = project.run(&all);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    run.stdout.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn what_is_sure_is_renamed_and_what_is_likely_dropped_with_the_hint() {
    let project = edited(AFTER);
    let run = project.run(&["revision", "--autogenerate", "-m", "handles", "--rev-id", "2"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let up = project.read("migrations/2_handles/up.sql");
    let rename = up.split("\n\n").find(|block| block.contains("RENAME COLUMN age TO age_years")).unwrap();
    assert!(rename.contains("note[D117]") && rename.contains("why: sure by the evidence (+"), "{rename}");
    assert!(rename.contains("was_dropped(\"age\")"), "{rename}");
    let drop = up.split("\n\n").find(|block| block.contains("DROP COLUMN nick")).unwrap();
    assert!(drop.contains("-- warning[D103]"), "{drop}");
    assert!(drop.contains("write `#[model(renamed_from = \"nick\")]` on the field"), "{drop}");
    assert!(drop.contains("or give `--rename users.nick=shown_nick`"), "{drop}");
    assert_eq!(drop.matches("renamed_from").count(), 1, "said once: {drop}");
    assert!(run.stderr.contains("mind: users.nick may have got another name"), "{}", run.stderr);

    project.ok(&["upgrade", "head"]);
    let row = "SELECT id || coalesce(shown_nick, '-') || age_years AS value FROM users";
    assert_eq!(project.query("app.db", row), ["1-36"]);
    project.ok(&["check"]);
    let again = project.run(&["revision", "--autogenerate", "-m", "again"]);
    assert!(again.stderr.contains("no changes"), "{}", again.stderr);
    project.ok(&["downgrade", "-1"]);
    assert_eq!(project.query("app.db", "SELECT age AS value FROM users"), ["36"]);
}

#[test]
fn a_project_may_want_an_answer_first() {
    let project = edited(AFTER);
    let config = "database_url = \"sqlite:app.db\"\nmodels = [\"models.rs\"]\n[revisions]\n";
    project.write("schemist.toml", format!("{config}possible_renames = \"refuse\"\n"));
    let before = project.files();
    let run = project.run(&["revision", "--autogenerate", "-m", "handles"]);
    run.fails(
        2,
        &["D103", "--rename users.nick=shown_nick", "error[C324]: one possible rename is not answered"],
    );
    assert_eq!(project.files(), before, "nothing is written");
    // What is sure needs none, and an answer settles the rest.
    project.ok(&["revision", "--autogenerate", "-m", "handles", "--rename", "users.nick=shown_nick"]);
    project.write("schemist.toml", format!("{config}possible_renames = \"guess\"\n"));
    project.run(&["check"]).fails(2, &["error[C101]", "guess"]);
}

#[test]
fn answers_come_from_arguments_and_files() {
    let project = edited(AFTER);
    let both = ["> rename column users.age to age_years", "> rename column users.nick to shown_nick"];
    assert_eq!(operations(&project, &["--rename", "users.nick=shown_nick"]), both);
    project.write("answers.toml", "[renames]\n\"users.nick\" = \"shown_nick\"\n");
    assert_eq!(operations(&project, &["--renames", "answers.toml"]), both);
    project.write("answers.json", r#"{"renames": {"users.nick": "shown_nick"}, "dropped": []}"#);
    assert_eq!(operations(&project, &["--renames", "answers.json"]), both);
    project.write("answers.toml", "dropped = [\"users.age\", \"users.nick\"]\n");
    let operations = operations(&project, &["--renames", "answers.toml"]);
    assert!(operations.iter().all(|line| !line.starts_with('>')), "{operations:?}");
    let run = project.run(&["check", "--renames", "answers.toml"]);
    assert!(!run.stderr.contains("D103"), "{}", run.stderr);

    project.ok(&["revision", "--autogenerate", "-m", "handles", "--rename", "users.nick=shown_nick"]);
    project.ok(&["upgrade", "head"]);
    assert_eq!(project.query("app.db", "SELECT shown_nick AS value FROM users"), ["ada"]);
    let used_up = project.run(&["check", "--rename", "users.nick=shown_nick"]);
    used_up
        .fails(2, &["error[D118]", "`--rename users.nick=shown_nick` cannot be followed", "nothing is gone"]);
}

#[test]
fn wrong_answers_say_so() {
    let project = edited(AFTER);
    let check = |args: &[&str], words: &[&str]| {
        let mut all = vec!["check"];
        all.extend(args);
        project.run(&all).fails(2, words);
    };
    check(&["--rename", "users.nick"], &["error[C106]", "says no rename", "old=new"]);
    check(&["--rename", "users.nik=shown_nick"], &["error[D118]", "gone are users.age, users.nick"]);
    check(&["--rename", "users.nick=handel"], &["error[D118]", "no column `users.handel`"]);
    check(&["--rename", "users.email=shown_nick"], &["error[D118]", "the models still declare"]);
    check(&["--renames", "none.toml"], &["error[C102]", "none.toml"]);
    project.write("bad.toml", "droped = []\n");
    check(&["--renames", "bad.toml"], &["error[C106]", "bad.toml holds no answers", "droped"]);
    project.write("bad.json", "{\"renames\": [1]}");
    check(&["--renames", "bad.json"], &["error[C106]", "bad.json holds no answers"]);
    project.write("stale.toml", "dropped = [\"users.email\"]\n");
    check(
        &["--renames", "stale.toml"],
        &["dropped users.email in stale.toml", "the models still declare it"],
    );
}

#[test]
fn the_last_commit_tells_where_a_field_stood() {
    // The database appended `email`; in the source `age` stood at the end.
    let project = edited(BEFORE);
    project.sql("app.db", "ALTER TABLE users ADD COLUMN city TEXT");
    let first = "    pub nick: Option<String>,\n    pub city: Option<String>,\n    pub email: String,\n    /// In years\n    pub age: Option<i32>,\n";
    project.write("models.rs", models(first));
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(project.path("")).args(["-c", "user.name=t", "-c", "user.email=t@t"]).args(args);
        command.output().is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q"]) {
        eprintln!("skipped: there is no git");
        return;
    }
    project.ok(&["check"]);
    // `city` got another name in the middle of the struct; the table has it at its end.
    let after = first.replace("city", "home");
    project.write("models.rs", models(&after));
    assert_eq!(
        operations(&project, &[]),
        ["+ add column users.home", "- drop column users.city (its data is deleted), 1 row"]
    );
    project.write("models.rs", models(first));
    assert!(git(&["add", "-A"]) && git(&["commit", "-q", "-m", "models"]));
    project.write("models.rs", models(&after));
    let run = project.run(&["check"]);
    assert!(run.stderr.contains("same place among its siblings"), "{}", run.stderr);
}

#[test]
fn between_databases_a_rename_is_said_or_asked_for() {
    let project = Project::empty();
    project.sql("old.db", "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name TEXT, email TEXT)");
    project.sql("new.db", "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, full_name TEXT, email TEXT)");
    let diff = |more: &[&str]| {
        let mut all = vec!["diff", "--from", "old.db", "--to", "new.db", "--format", "text"];
        all.extend(more);
        project.run(&all)
    };
    let plain = diff(&[]);
    assert!(plain.stdout.contains("drop column users.name"), "{}", plain.stdout);
    assert!(plain.stderr.contains("give `--rename users.name=full_name`"), "{}", plain.stderr);
    for more in [&["--match-renames"][..], &["--rename", "users.name=full_name"]] {
        assert_eq!(diff(more).stdout.trim(), "> rename column users.name to full_name");
    }
    diff(&["--rename", "users.name=email"]).fails(2, &["D118"]);
}
