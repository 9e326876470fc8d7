//! What models declare besides tables: how enums are kept, views, tables of others, names by template.

use crate::support::Project;

const TICKETS: &str = "
use schemist::{Model, ModelEnum};

#[derive(Model)]
pub struct Ticket {
    id: i64,
    state: State,
}

#[derive(ModelEnum)]
#[model(repr = text)]
pub enum State {
    Open,
    Fixed,
}
";

#[test]
fn the_snapshot_remembers_the_values_of_an_unchecked_enum() {
    let project = Project::with_models(TICKETS);
    project.ok(&["revision", "--autogenerate", "-m", "first"]);
    project.ok(&["upgrade"]);
    assert!(project.read("migrations/schema.json").contains("\"values\""));
    project.sql("app.db", "INSERT INTO tickets VALUES (1, 'open'), (2, 'fixed')");

    let closed = "#[model(renamed_from = \"fixed\")] Closed";
    project.write("models.rs", TICKETS.replace("Fixed", closed));
    let check = project.run(&["check"]);
    assert_eq!(check.code, 1, "{}", check.stderr);
    assert_eq!(check.stdout, "  ~ replace values of tickets.state: 'fixed' by 'closed', 2 rows written\n");
    project.ok(&["revision", "--autogenerate", "-m", "closed"]);
    project.ok(&["upgrade"]);
    assert_eq!(project.ok(&["check"]), "");
    let states = "SELECT state AS value FROM tickets ORDER BY id";
    assert_eq!(project.query("app.db", states), ["open", "closed"]);
    project.ok(&["downgrade", "-1"]);
    assert_eq!(project.query("app.db", states), ["open", "fixed"]);
}

#[test]
fn a_view_is_compared_and_never_made() {
    let project = Project::with_models(
        "use schemist::Model;
#[derive(Model)]
pub struct User {
    id: i64,
    name: String,
}
#[derive(Model)]
#[model(view)]
pub struct ActiveUser {
    id: i64,
    name: String,
    since: Option<i64>,
}
",
    );
    project.ok(&["revision", "--autogenerate", "-m", "first"]);
    assert!(!project.read("migrations/schema.json").contains("active"));
    project.ok(&["upgrade"]);
    project.run(&["check"]).fails(
        1,
        &["the view `active_users` is not in the database", "models.rs:9", "the models of views describe"],
    );

    project.sql("app.db", "CREATE VIEW active_users AS SELECT id, name, name AS nick FROM users");
    project.run(&["check"]).fails(1, &["the view `active_users` has no column `since`", "models.rs:12"]);
    project.sql(
        "app.db",
        "DROP VIEW active_users; CREATE VIEW active_users AS SELECT id, name, name AS since FROM users",
    );
    project
        .run(&["check"])
        .fails(1, &["column `since` of the view `active_users` is `TEXT` in the database"]);
    project.sql(
        "app.db",
        "DROP VIEW active_users; CREATE VIEW active_users AS SELECT id, name, id + 1 AS since FROM users",
    );
    assert_eq!(project.ok(&["check"]), "");
    assert_eq!(project.ok(&["revision", "--autogenerate", "-m", "nothing"]), "");
}

#[test]
fn tables_of_others_are_not_ours_to_record() {
    let models = "use schemist::Model;
#[derive(Model)]
#[model(managed = false)]
pub struct Account {
    id: i64,
}
#[derive(Model)]
pub struct Order {
    id: i64,
    #[model(references = Account)]
    account_id: i64,
}
";
    let project = Project::with_models(models);
    let missing = project.run(&["revision", "--autogenerate", "-m", "too early"]);
    assert_eq!(missing.code, 0, "{}", missing.stderr);
    assert!(
        missing.stderr.contains("refers to `accounts`, which is not in the database"),
        "{}",
        missing.stderr
    );

    let project = Project::with_models(models);
    project.sql("app.db", "CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL)");
    project.ok(&["revision", "--autogenerate", "-m", "first"]);
    let snapshot = project.read("migrations/schema.json");
    assert!(!snapshot.contains("\"accounts\": {") && snapshot.contains("account_id"), "{snapshot}");
    project.ok(&["upgrade"]);
    assert_eq!(project.ok(&["check"]), "");
    assert_eq!(project.ok(&["diff", "--from", "sqlite:app.db", "--to", "models:models.rs"]), "");
    assert_eq!(project.ok(&["diff", "--from", "models:models.rs", "--to", "sqlite:app.db"]), "");
    assert_eq!(project.ok(&["diff", "--from", "models:models.rs", "--to", "models:models.rs"]), "");
}

#[test]
fn names_follow_the_configuration() {
    let project = Project::with_models(
        "use schemist::Model;
#[derive(Model)]
pub struct User {
    id: i64,
    #[model(index)]
    name: String,
}
",
    );
    let toml = "database_url = \"sqlite:app.db\"\nmodels = [\"models.rs\"]\n[naming]\nindex = ";
    project.write("schemist.toml", format!("{toml}\"{{table}}_{{columns}}_idx\"\n"));
    project.ok(&["revision", "--autogenerate", "-m", "first"]);
    assert!(
        project
            .read("migrations/2026-11-21-103000-0000_first/up.sql")
            .contains("CREATE INDEX users_name_idx")
    );
    project.ok(&["upgrade"]);
    // Another convention renames nothing.
    project.write("schemist.toml", format!("{toml}\"i_{{columns}}\"\n"));
    assert_eq!(project.ok(&["check"]), "");
    assert_eq!(project.ok(&["diff", "--from", "sqlite:app.db", "--to", "models:models.rs"]), "");
    project.write("schemist.toml", format!("{toml}\"ix_{{colums}}\"\n"));
    project.run(&["check"]).fails(2, &["unknown placeholder `{colums}`", "schemist.toml:4:13"]);
}

#[test]
fn the_configuration_that_init_writes_is_the_default() {
    let project = Project::empty();
    project.ok(&["init"]);
    let text = project.read("schemist.toml").replace("# [naming]", "[naming]");
    let (head, naming) = text.split_once("[naming]\n").unwrap();
    let naming = naming.replace("# ", "");
    assert!(naming.contains("foreign_key = \"fk_{table}_{columns}_{referenced_table}\""), "{naming}");
    project.write("schemist.toml", format!("{head}[naming]\n{naming}"));
    project.run(&["heads"]);
    assert_eq!(project.ok(&["heads"]), "");
}

#[test]
fn models_are_shown_without_a_database_where_the_engine_is_said() {
    let project = Project::with_models(
        "use schemist::Model;
#[derive(Model)]
#[model(table = \"users\")]
pub struct User {
    id: i32,
    done: bool,
}
",
    );
    project.write("schemist.toml", "models = [\"models.rs\"]\n");
    let inspect = ["inspect", "--source", "models", "--format", "sql"];
    project.run(&inspect).fails(2, &["no database is named", "--engine", "engine = \"postgres\""]);
    let said = [&inspect[..], &["--engine", "mysql"]].concat();
    assert!(project.ok(&said).contains("`done` tinyint(1) NOT NULL"));
    project.write("schemist.toml", "engine = \"postgres\"\nmodels = [\"models.rs\"]\n");
    assert!(project.ok(&inspect).contains("done boolean NOT NULL"));
    assert!(project.ok(&said).contains("tinyint(1)"));
    project.run(&["inspect", "--engine", "mysql"]).fails(2, &["--engine is for --source models"]);
}
