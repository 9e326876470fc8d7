//! The example programs run, on the migrations that stand beside them; and these are what the models say.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use diesel::{Connection as _, PgConnection, migration::MigrationSource};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schemist_schema::Engine;
use schemist_testing::TestDatabase;

mod support;

#[allow(dead_code, unreachable_pub)]
#[path = "../examples/postgres/main.rs"]
mod postgres;
#[allow(dead_code, unreachable_pub)]
#[path = "../examples/sqlite/main.rs"]
mod sqlite;

fn migrations<DB: diesel::backend::Backend>(example: &str) -> impl MigrationSource<DB> {
    let folder = format!("{}/examples/{example}/migrations", env!("CARGO_MANIFEST_DIR"));
    FileBasedMigrations::from_path(folder).unwrap()
}

/// The second run is empty.
fn assert_reached(database: &TestDatabase, engine: Engine, example: &str) {
    let mut connection = support::connect(database);
    let more = support::statements(&mut connection, &format!("examples/{example}/main.rs"));
    assert!(more.is_empty(), "{engine:?}: {more:#?}");
}

#[test]
fn sqlite() {
    let database = TestDatabase::sqlite();
    let mut connection = support::sqlite(&database);
    connection.run_pending_migrations(migrations::<diesel::sqlite::Sqlite>("sqlite")).unwrap();
    assert_reached(&database, Engine::Sqlite, "sqlite");
    let lines = sqlite::run(&mut connection).unwrap();
    assert_eq!(lines, ["1 paid", "grace@example.org owes 300", "order 1 is Paid, changed: true"]);
    assert_eq!(
        sqlite::run(&mut support::sqlite(&database)).unwrap_err().to_string(),
        "UNIQUE constraint failed: customers.email"
    );
}

#[test]
fn postgres() {
    let database = schemist_testing::postgres().database();
    let mut connection = PgConnection::establish(database.url()).unwrap();
    connection.run_pending_migrations(migrations::<diesel::pg::Pg>("postgres")).unwrap();
    assert_reached(&database, Engine::Postgres, "postgres");
    let lines = postgres::run(&mut connection).unwrap();
    assert_eq!(lines, ["order 2 is OnHold, after [Open, OnHold]", "ada@example.org owes 12.50"]);
}
