//! A program's own migrations: within it, run at its start, and looked at by its tests.

#![allow(clippy::unwrap_used)]

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use schemist::migrate::EmbeddedMigrations;
use schemist::testing::{assert_models_match_in, assert_up_down_up, sql_to_models_in};

const MIGRATIONS: EmbeddedMigrations = schemist::migrate!("examples/sqlite/migrations");

const PROJECT: &str = "examples/sqlite";

fn connection() -> SqliteConnection {
    SqliteConnection::establish(":memory:").unwrap()
}

#[test]
fn what_is_pending_runs_at_the_start() {
    let mut connection = connection();
    assert!(!MIGRATIONS.status(&mut connection).unwrap().is_up_to_date());
    assert!(!MIGRATIONS.run_pending(&mut connection).unwrap().is_empty());
    assert!(MIGRATIONS.run_pending(&mut connection).unwrap().is_empty());
    assert!(MIGRATIONS.status(&mut connection).unwrap().is_up_to_date());
}

#[test]
fn the_migrations_make_what_the_models_declare() {
    let mut connection = connection();
    MIGRATIONS.run_pending(&mut connection).unwrap();
    assert_models_match_in(&mut connection, PROJECT);
    assert_eq!(sql_to_models_in(&mut connection, PROJECT), "");
}

#[test]
fn every_migration_can_be_undone() {
    assert_up_down_up(&mut connection(), &MIGRATIONS);
}

#[test]
#[should_panic(expected = "create table")]
fn a_difference_is_told() {
    assert_models_match_in(&mut connection(), PROJECT);
}

#[test]
#[should_panic(expected = "does not lead back to the schema before it")]
fn a_down_that_leaves_something_is_told() {
    const LEFT: EmbeddedMigrations = EmbeddedMigrations::new(
        "migrations",
        &[schemist::migrate::EmbeddedRevision {
            directory: "1_a",
            up: "CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER);",
            down: Some("DROP TABLE a;"),
            metadata_toml: None,
            revision_json: None,
        }],
    );
    assert_up_down_up(&mut connection(), &LEFT);
}

#[test]
fn the_statements_to_the_models_in_one_line() {
    let mut empty = connection();
    let sql = sql_to_models_in(&mut empty, PROJECT);
    assert!(sql.starts_with("CREATE TABLE "), "{sql}");
    empty.batch_execute(&sql).unwrap();
    assert_models_match_in(&mut empty, PROJECT);
}
