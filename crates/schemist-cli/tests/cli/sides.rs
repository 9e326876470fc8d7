//! `diff` between whatever a schema can be read from, and `inspect` of the same.

use crate::support::Project;

const SQL: &str = "PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, email TEXT NOT NULL, nick TEXT);
INSERT INTO users VALUES (1, 'it''s; \"x\"', NULL);
CREATE UNIQUE INDEX ix_users_email ON users (email);
COMMIT;
";

const MODELS: &str = r#"
use schemist::Model;

#[derive(Model)]
#[model(table = "users", index(email, unique))]
pub struct User {
    pub id: i32,
    pub email: String,
    pub nick: Option<String>,
}
"#;

/// A project with one schema in every form.
fn forms() -> Project {
    let project = Project::with_models(MODELS);
    project.write("users.sql", SQL);
    project.sql("users.db", SQL);
    project.write("src/deep/users.rs", MODELS);
    project.ok(&["revision", "--autogenerate", "-m", "users"]);
    project
}

const FORMS: [&str; 8] = [
    "users.sql",
    "users.db",
    "sqlite:users.db",
    "migrations",
    "migrations/schema.json",
    "models.rs",
    "models:models.rs",
    "src",
];

#[test]
fn all_forms_of_a_schema_are_equal() {
    let project = forms();
    let before = project.files();
    for from in FORMS {
        for to in FORMS {
            let script = project.ok(&["diff", "--engine", "sqlite", "--from", from, "--to", to]);
            assert_eq!(script, "", "{from} to {to}");
        }
    }
    assert!(project.files() == before, "something was written");
}

#[test]
fn a_difference_is_the_same_in_all_forms() {
    let project = forms();
    project.write("empty.sql", "-- nothing yet\n");
    project.write("wanted.sql", format!("{SQL}CREATE TABLE orders (id INTEGER PRIMARY KEY NOT NULL);"));
    for form in FORMS {
        let all = project.ok(&["diff", "--from", "empty.sql", "--to", form, "--format", "text"]);
        assert!(all.contains("+ create table users"), "{form}: {all}");
        let more = project.ok(&["diff", "--from", form, "--to", "wanted.sql", "--format", "text"]);
        assert_eq!(more.lines().count(), 1, "{form}: {more}");
        assert!(more.contains("+ create table orders"), "{form}: {more}");
    }
}

#[test]
fn models_drop_only_what_was_managed() {
    let project = forms();
    let other = "#[derive(Model)]\npub struct Order {\n    pub id: i32,\n}\n";
    project.write("models.rs", other);
    // By the snapshot `users` was managed; `theirs` never was.
    project.write("live.sql", format!("{SQL}CREATE TABLE theirs (id INTEGER PRIMARY KEY NOT NULL);"));
    for from in ["live.sql", "migrations", "migrations/schema.json", "src"] {
        let text = project.ok(&[
            "diff",
            "--engine",
            "sqlite",
            "--from",
            from,
            "--to",
            "models.rs",
            "--format",
            "text",
        ]);
        assert!(
            text.contains("- drop table users") && text.contains("+ create table orders"),
            "{from}: {text}"
        );
        assert!(!text.contains("theirs"), "{from}: {text}");
    }
}

#[test]
fn what_is_no_schema_is_named() {
    let project = forms();
    let check = |side: &str, code: i32, words: &[&str]| {
        project.run(&["diff", "--from", side, "--to", "users.db"]).fails(code, words);
        project.run(&["diff", "--from", "users.db", "--to", side]).fails(code, words);
    };
    check("gone.sql", 2, &["there is no gone.sql", "a migrations directory"]);
    check("gone.db", 3, &["there is no database sqlite:gone.db"]);
    check("gone/", 2, &["there is no gone/"]);
    check("models:gone", 2, &["there is no gone"]);
    project.write("notes.txt", "hello");
    check("notes.txt", 2, &["notes.txt is no SQLite database"]);
    std::fs::create_dir(project.path("nothing")).unwrap();
    check("nothing", 2, &["nothing holds neither migrations nor Rust files"]);
    project.write("both/001_x/up.sql", "SELECT 1;");
    project.write("both/a.rs", MODELS);
    check("both", 2, &["both holds both migrations and Rust files", "models:both"]);
    project.write("bad.sql", "CREATE TABLE a (x);\n\nCREATE TABLE\n  a (y);\n");
    check("bad.sql", 3, &["bad.sql:3: ", "already exists"]);
    project.write("reach.sql", "CREATE TABLE a (x);\nATTACH 'users.db' AS u;\n");
    check("reach.sql", 2, &["reach.sql:2 cannot be run in scratch: it attaches another database"]);
    project.write("odd.json", "{}");
    check("odd.json", 2, &["odd.json", "format"]);
    project.write("bad.rs", "#[derive(Model)]\nstruct A { x: Mystery }\n");
    check("bad.rs", 2, &["bad.rs:2", "Mystery"]);
    project
        .run(&["diff", "--from", "users.db", "--to", "users.sql", "--engine", "postgres"])
        .fails(2, &["the engines differ"]);
    let nowhere = Project::empty();
    nowhere.write("a.sql", "");
    nowhere.run(&["diff", "--from", "a.sql", "--to", "a.sql"]).fails(2, &["--engine"]);
    nowhere
        .run(&["diff", "--from", "a.sql", "--to", "a.sql", "--engine", "postgres"])
        .fails(2, &["no PostgreSQL server", "--database-url"]);
}

#[test]
fn the_models_and_the_snapshot_are_inspected() {
    let project = forms();
    let of = |args: &[&str]| project.ok(&[&["inspect"], args].concat());
    for source in ["models", "snapshot"] {
        let sql = of(&["--source", source, "--format", "sql"]);
        project.write("inspected.sql", &sql);
        assert_eq!(project.ok(&["diff", "--from", "inspected.sql", "--to", "users.db"]), "", "{sql}");
        assert!(of(&["--source", source]).contains("table users\n"));
        let json: serde_json::Value =
            serde_json::from_str(&of(&["--source", source, "--format", "json"])).unwrap();
        assert_eq!(json["schema"]["tables"].as_object().unwrap().len(), 1, "{source}");
    }
    // Nothing was applied, and the models are not in need of a database.
    assert!(!project.path("app.db").exists());
    project.write("models.rs", "#[derive(Model)]\nstruct A { x: Mystery }\n");
    project.run(&["inspect", "--source", "models"]).fails(2, &["models.rs:2"]);
    std::fs::remove_file(project.path("migrations/schema.json")).unwrap();
    project
        .run(&["inspect", "--source", "snapshot"])
        .fails(2, &["there is no snapshot migrations/schema.json"]);
}

#[test]
fn what_is_printed_is_not_all_there_is() {
    let project = Project::empty();
    project.write(
        "from.sql",
        "CREATE TABLE t (a INTEGER NOT NULL, b INTEGER); CREATE VIEW v AS SELECT a FROM t;",
    );
    project.write(
        "to.sql",
        "CREATE TABLE t (b INTEGER NOT NULL, a INTEGER NOT NULL); CREATE VIEW w AS SELECT a FROM t;",
    );
    let diff = |more: &[&str]| {
        let args = ["diff", "--engine", "sqlite", "--from", "from.sql", "--to", "to.sql", "--format", "text"];
        project.run(&[&args, more].concat())
    };
    let plain = diff(&[]);
    assert!(plain.stdout.contains("alter column t.b"), "{}", plain.stdout);
    for words in
        ["view v is only in --from; view w is only in --to", "warning[L104]: column t.b becomes required"]
    {
        assert!(plain.stderr.contains(words), "{}", plain.stderr);
    }
    assert!(!plain.stderr.contains("order"), "{}", plain.stderr);
    let ordered = diff(&["--column-order"]);
    for words in ["the columns of t stand in another order", "there:  a, b", "wanted: b, a"] {
        assert!(ordered.stderr.contains(words), "{}", ordered.stderr);
    }
    assert_eq!(
        project
            .run(&["diff", "--from", "to.sql", "--to", "to.sql", "--engine", "sqlite", "--column-order"])
            .stderr,
        ""
    );
}
