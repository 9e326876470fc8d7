//! From nothing to a migrated database and back.

use crate::support::Project;

const FIRST: &str = r#"
use schemist::Model;

/// People who buy.
#[derive(Model)]
#[model(table = "users")]
pub struct User {
    #[model(id)]
    id: i32,
    email: String,
    nick: Option<String>,
}
"#;

const SECOND: &str = r#"
use schemist::Model;

#[derive(Model)]
#[model(table = "users", index(email, name = "ix_users_email", unique))]
pub struct User {
    #[model(id)]
    id: i32,
    email: String,
    #[model(renamed_from = "nick")]
    name: Option<String>,
    #[model(default = 0)]
    points: i32,
}

#[derive(Model)]
#[model(table = "orders")]
pub struct Order {
    #[model(id)]
    id: i32,
    #[model(references = User(id), on_delete = cascade, index)]
    user_id: i32,
    #[model(check("total >= 0"))]
    total: f64,
}
"#;

#[test]
fn from_init_to_downgrade() {
    let project = Project::empty();
    assert_eq!(project.ok(&["init"]), "schemist.toml\nmigrations\n");
    assert_eq!(project.ok(&["init"]), "");
    project.write("src/models.rs", FIRST);
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\nmodels = [\"src\"]\n");

    let first = "migrations/2026-11-21-103000-0000_first_light";
    let written = project.ok(&["revision", "--autogenerate", "-m", "First light"]);
    assert_eq!(written, format!("{first}\nmigrations/schema.json\n"));
    for file in ["up.sql", "down.sql", "metadata.toml", "revision.json"] {
        assert!(!project.read(&format!("{first}/{file}")).is_empty(), "{file}");
    }
    assert!(!project.path("app.db").exists());

    let behind = project.run(&["revision", "--autogenerate", "-m", "again"]);
    behind.fails(2, &["Target database is not up to date", "schemist upgrade head"]);

    project.run(&["check"]).fails(3, &["there is no database sqlite:app.db"]);
    assert_eq!(project.ok(&["upgrade", "--dry-run"]), "apply 2026-11-21-103000-0000, First light\n");
    assert!(!project.path("app.db").exists());
    assert_eq!(project.ok(&["upgrade", "head"]), "");
    assert_eq!(project.ok(&["check"]), "");
    assert_eq!(project.ok(&["current"]), "2026-11-21-103000-0000 (head), First light\n");
    assert_eq!(project.ok(&["revision", "--autogenerate", "-m", "nothing"]), "");

    project.sql("app.db", "INSERT INTO users (id, email, nick) VALUES (1, 'a@b', 'A'), (2, 'c@d', NULL)");
    let schema = project.schema("app.db");
    let rows =
        project.query("app.db", "SELECT id || email || coalesce(nick, '-') AS value FROM users ORDER BY id");

    project.write("src/models.rs", SECOND);
    let check = project.run(&["check"]);
    assert_eq!(check.code, 1, "{}{}", check.stdout, check.stderr);
    assert!(check.stdout.contains("+ create table orders"), "{}", check.stdout);
    assert!(check.stdout.contains("> rename column users.nick to name"), "{}", check.stdout);
    project.ok(&["revision", "--autogenerate", "-m", "orders"]);
    project.ok(&["upgrade"]);
    assert_eq!(project.ok(&["check"]), "");
    assert_eq!(project.query("app.db", "SELECT name || points AS value FROM users WHERE id = 1"), ["A0"]);

    let history = project.ok(&["history"]);
    assert_eq!(
        history,
        "2026-11-21-103000-0000 -> 2026-11-21-103000-0001 (head) (current), orders\n\
         <base> -> 2026-11-21-103000-0000, First light\n"
    );
    assert_eq!(project.ok(&["heads"]), "2026-11-21-103000-0001 (head), orders\n");
    assert!(project.ok(&["show", "orders"]).contains("Revises:     2026-11-21-103000-0000\n"));

    project.ok(&["downgrade", "-1"]);
    assert_eq!(project.schema("app.db"), schema);
    let after =
        project.query("app.db", "SELECT id || email || coalesce(nick, '-') AS value FROM users ORDER BY id");
    assert_eq!(after, rows);
    project.ok(&["upgrade", "head"]);
    assert_eq!(project.ok(&["check"]), "");
    project.ok(&["downgrade", "base"]);
    assert!(project.schema("app.db").is_empty());
    assert_eq!(project.ok(&["current"]), "");
}

#[test]
fn two_runs_write_the_same_bytes() {
    let files = || {
        let project = Project::with_models(SECOND);
        project.ok(&["revision", "--autogenerate", "-m", "all of it"]);
        project.files()
    };
    assert_eq!(files(), files());
}

#[test]
fn tables_without_models_stay_unless_they_were_managed() {
    let project = Project::with_models(SECOND);
    project.sql("app.db", "CREATE TABLE theirs (a INTEGER)");
    project.ok(&["revision", "--autogenerate", "-m", "first"]);
    project.ok(&["upgrade"]);
    let check = project.run(&["check"]);
    assert_eq!((check.code, check.stdout.as_str()), (0, ""), "{}", check.stderr);
    assert!(check.stderr.contains("table `theirs` has no model"), "{}", check.stderr);
    assert!(!project.read("migrations/schema.json").contains("theirs"));

    project.write("models.rs", FIRST.replace("nick:", "name:"));
    let check = project.run(&["check"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.contains("- drop table orders (its data is deleted)"), "{}", check.stdout);
    assert!(!check.stdout.contains("theirs"), "{}", check.stdout);
}

#[test]
fn a_hand_written_revision_is_run() {
    let project = Project::with_models(FIRST);
    let written = project.ok(&["revision", "-m", "Fill in", "--rev-id", "2026-12-01-000000-0000"]);
    assert_eq!(written, "migrations/2026-12-01-000000-0000_fill_in\n");
    let folder = "migrations/2026-12-01-000000-0000_fill_in";
    project.write(&format!("{folder}/up.sql"), "CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (7);\n");
    project.write(&format!("{folder}/down.sql"), "DROP TABLE t;\n");
    project.ok(&["upgrade", "head"]);
    assert_eq!(project.query("app.db", "SELECT a AS value FROM t"), ["7"]);
    project.run(&["revision", "-m", "x", "--rev-id", "2025"]).fails(2, &["sorts before"]);
    project.run(&["revision", "-m", "x", "--rev-id", "../x"]).fails(2, &["cannot be a version"]);
    project.run(&["revision", "-m", "x", "--rev-id", "20261201-0000000000"]).fails(2, &["is taken by"]);
}

#[test]
fn a_diesel_project_is_adopted() {
    let project = Project::empty();
    let diesel_toml = "[migrations_directory]\ndir = \"db/changes\"\n";
    project.write("diesel.toml", diesel_toml);
    project.write("db/changes/.keep", "");
    project.write(
        "db/changes/2024-01-01-000000_users/up.sql",
        "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL);\n",
    );
    project.write("db/changes/2024-01-01-000000_users/down.sql", "DROP TABLE users;\n");
    assert_eq!(project.ok(&["init"]), "schemist.toml\n");
    assert_eq!(project.read("diesel.toml"), diesel_toml);
    let url = ["--database-url", "sqlite:app.db"];
    project.ok(&[&url[..], &["upgrade"]].concat());
    assert_eq!(project.ok(&[&url[..], &["current"]].concat()), "2024-01-01-000000 (head), users\n");
    project.ok(&[&url[..], &["scaffold", "--out", "src", "--one-file"]].concat());
    assert_eq!(project.ok(&[&url[..], &["check"]].concat()), "");
}

#[test]
fn scaffold_records_where_it_wrote_and_checks_clean() {
    let project = Project::empty();
    project.sql(
        "shop.db",
        "CREATE TABLE customer (id INTEGER PRIMARY KEY, \"order\" TEXT NOT NULL DEFAULT 'it''s', born DATE);
         CREATE TABLE \"my table\" (a INTEGER REFERENCES customer (id) ON DELETE CASCADE, \"b c\" NUMERIC(10,2) CHECK (\"b c\" > 0));
         CREATE UNIQUE INDEX \"odd ix\" ON \"my table\" (a DESC, \"b c\") WHERE a IS NOT NULL;",
    );
    let url = ["--database-url", "shop.db"];
    let written = project.ok(&[&url[..], &["scaffold", "--out", "src/db"]].concat());
    assert!(written.starts_with("src/db/mod.rs\n"), "{written}");
    assert!(project.read("schemist.toml").contains("models = [\"src/db/mod.rs\"]"));
    let check = project.run(&[&url[..], &["check"]].concat());
    assert_eq!((check.code, check.stdout.as_str()), (0, ""), "{}", check.stderr);

    let before = project.files();
    project
        .run(&[&url[..], &["scaffold", "--out", "src/db"]].concat())
        .fails(2, &["src/db/mod.rs exists already", "--force"]);
    assert_eq!(project.files(), before);
    project.ok(&[&url[..], &["scaffold", "--out", "src/db", "--force"]].concat());
    assert_eq!(project.files(), before);

    // Without `init`: the first revision makes the migrations directory, and nothing else does.
    assert_eq!(project.ok(&[&url[..], &["revision", "--autogenerate", "-m", "x"]].concat()), "");
    assert_eq!(project.files(), before);
    assert!(!project.path("migrations").exists());
    let models = project.read("src/db/customer.rs").replacen(
        "pub struct Customer {",
        "pub struct Customer {\n    pub note: Option<String>,",
        1,
    );
    project.write("src/db/customer.rs", models);
    project.ok(&[&url[..], &["revision", "--autogenerate", "-m", "x"]].concat());
    project.ok(&[&url[..], &["upgrade"]].concat());
    assert_eq!(project.ok(&[&url[..], &["check"]].concat()), "");
}

#[test]
fn findings_as_json() {
    let project = Project::with_models(FIRST);
    project.sql("app.db", "CREATE TABLE theirs (a INTEGER)");
    let run = project.run(&["check", "--format", "json", "-q"]);
    assert_eq!(run.code, 1);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["operations"][0]["description"], "create table users");
    assert_eq!(json["operations"][0]["op"], "create_table");
    assert_eq!(json["diagnostics"][0]["code"], "D101");
    assert!(!run.stderr.contains("theirs"), "{}", run.stderr);
}

#[test]
fn the_database_is_named_by_flag_environment_dotenv_config_in_this_order() {
    let project = Project::with_models(FIRST);
    for name in ["flag", "environment", "dotenv", "app"] {
        project.sql(&format!("{name}.db"), &format!("CREATE TABLE t_{name} (a INTEGER)"));
    }
    let shows = |args: &[&str], env: &[(&str, &str)], expected: &str| {
        let run = project.run_with(args, env);
        assert!(run.stdout.contains(expected), "{}{}", run.stdout, run.stderr);
    };
    shows(&["inspect"], &[], "t_app");
    project.write(".env", "DATABASE_URL=sqlite:dotenv.db\n");
    shows(&["inspect"], &[], "t_dotenv");
    shows(&["inspect"], &[("DATABASE_URL", "")], "t_dotenv");
    shows(&["inspect"], &[("DATABASE_URL", "environment.db")], "t_environment");
    shows(&["inspect", "--database-url", "flag.db"], &[("DATABASE_URL", "environment.db")], "t_flag");
    // From a folder below, the configuration and the paths in it are the same.
    std::fs::create_dir(project.path("src")).unwrap();
    assert!(project.run_in("src", &["inspect"], &[]).stdout.contains("t_dotenv"));
    std::fs::remove_file(project.path(".env")).unwrap();
    assert!(project.run_in("src", &["inspect"], &[]).stdout.contains("t_app"));
}

#[test]
fn explains_codes() {
    let project = Project::empty();
    assert!(project.ok(&["explain", "D101"]).starts_with("# unmanaged-table (D101)\n"));
    assert!(project.ok(&["explain"]).contains("D101  unmanaged-table\n"));
    project.run(&["explain", "unmanaged-tabel"]).fails(2, &["did you mean `unmanaged-table`?"]);
}
