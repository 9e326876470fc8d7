//! `lint`: migrations that are written, with and without a database.

use crate::support::Project;

const MODELS: &str = "
use schemist::Model;

#[derive(Model)]
#[model(table = \"users\")]
pub struct User {
    pub id: i32,
    pub name: Option<String>,
    pub nick: Option<String>,
}
";

const UP: &str = "migrations/2026-12-01-000000-0000_by_hand/up.sql";

/// A project with a table of three rows, and a revision by hand that is pending.
fn pending(up: &str) -> Project {
    let project = Project::with_models(MODELS);
    for args in [&["revision", "--autogenerate", "-m", "the users"][..], &["upgrade", "head"]] {
        let run = project.run(args);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    }
    project.sql("app.db", "INSERT INTO users VALUES (1, 'a', NULL), (2, 'a', NULL), (3, NULL, NULL)");
    project.write(UP, up);
    project.write("migrations/2026-12-01-000000-0000_by_hand/down.sql", "SELECT 2;\n");
    project
}

#[test]
fn pending_revisions_are_looked_at_with_their_rows() {
    let project =
        pending("CREATE UNIQUE INDEX uq_users_name ON users (name);\nALTER TABLE users DROP COLUMN nick;\n");
    let run = project.run(&["lint"]);
    assert_eq!(run.code, 4, "{}{}", run.stdout, run.stderr);
    let wanted = [
        "warning[L107]: unique index uq_users_name on users fails where two rows are alike",
        "1 | CREATE UNIQUE INDEX uq_users_name ON users (name);",
        "one group of rows is alike in the database at hand: SELECT count(*) AS n FROM",
        "warning[L102]: column users.nick is dropped with all its values",
        "2 | ALTER TABLE users DROP COLUMN nick;",
        "users holds 3 rows",
    ];
    for words in wanted {
        assert!(run.stdout.contains(words), "`{words}` is missing:\n{}", run.stdout);
    }
    // Nothing was written, and what is applied is not looked at.
    assert!(!run.stdout.contains("the_users"), "{}", run.stdout);
    let run = project.run(&["lint", "--fail-on", "error"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.run(&["upgrade", "head", "--sql"]).code, 0);
}

#[test]
fn findings_are_allowed_or_weighed() {
    let project =
        pending("ALTER TABLE users DROP COLUMN nick; -- schemist: allow drop-column (nobody has one)\n");
    let run = project.run(&["lint", "--fail-on", "note"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    project.write(UP, "ALTER TABLE users DROP COLUMN nick;\n");
    assert_eq!(project.run(&["lint"]).code, 4);
    let config = project.read("schemist.toml");
    project.write("schemist.toml", format!("{config}[lint]\nrules = {{ drop-column = \"off\" }}\n"));
    assert_eq!(project.run(&["lint"]).code, 0);
    // By the model, whose name for it is the same.
    project.write("schemist.toml", config);
    project.write("models.rs", MODELS.replace("\"users\")", "\"users\", allow(drop_column))"));
    let run = project.run(&["lint"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    // The runner knows that these comments are not for it.
    project.write(UP, "-- schemist: allow drop-column\nALTER TABLE users DROP COLUMN nick;\n");
    let run = project.run(&["upgrade", "head"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn files_without_a_database() {
    let project = Project::empty();
    project.write("change.sql", "CREATE TABLE t (id int PRIMARY KEY);\nDROP TABLE users;\n");
    let run = project.run(&["lint", "change.sql", "--engine", "postgres", "--format", "github"]);
    assert_eq!(run.code, 4, "{}", run.stderr);
    assert!(run.stdout.starts_with("::warning file=change.sql,line=2"), "{}", run.stdout);
    let run = project.run(&["lint", "change.sql"]);
    run.fails(2, &["--engine postgres"]);
    let run = project.run(&["lint", "nothing.sql", "--engine", "sqlite"]);
    run.fails(2, &["there is no file nothing.sql"]);
}

#[test]
fn what_is_pending_and_clean_says_so() {
    let project = pending("CREATE TABLE logs (id INTEGER PRIMARY KEY);\n");
    let run = project.run(&["lint"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.contains("no findings"), "{}", run.stderr);
}
