//! Migrations within a program, SQL and Rust.

use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationName, MigrationVersion, Result};
use diesel::{Connection as _, PgConnection, RunQueryDsl, SqliteConnection};
use schemist_migrate::{Code, EmbeddedMigrations, EmbeddedRevision, RunnerOptions};
use schemist_testing::TestDatabase;

const fn sql(directory: &'static str, up: &'static str, down: &'static str) -> EmbeddedRevision {
    EmbeddedRevision { directory, up, down: Some(down), metadata_toml: None, revision_json: None }
}

const MIGRATIONS: EmbeddedMigrations = EmbeddedMigrations::new(
    "migrations",
    &[
        sql(
            "1_words",
            "CREATE TABLE words (id INTEGER PRIMARY KEY, word VARCHAR(20) NOT NULL);",
            "DROP TABLE words;",
        ),
        sql("3_last", "CREATE TABLE last (id INTEGER PRIMARY KEY);", "DROP TABLE last;"),
    ],
);

/// Fills the table with what no SQL could compute.
struct Fill;

impl<B: diesel::backend::Backend> Migration<B> for Fill {
    fn run(&self, connection: &mut dyn BoxableConnection<B>) -> Result<()> {
        for (id, word) in ["one", "two"].iter().enumerate() {
            connection
                .batch_execute(&format!("INSERT INTO words VALUES ({id}, '{}')", word.to_uppercase()))?;
        }
        Ok(())
    }

    fn revert(&self, connection: &mut dyn BoxableConnection<B>) -> Result<()> {
        Ok(connection.batch_execute("DELETE FROM words")?)
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        &InTransaction
    }

    fn name(&self) -> &dyn MigrationName {
        &FillName
    }
}

struct InTransaction;

impl MigrationMetadata for InTransaction {}

struct FillName;

impl std::fmt::Display for FillName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("2_fill_words")
    }
}

impl MigrationName for FillName {
    fn version(&self) -> MigrationVersion<'_> {
        MigrationVersion::from("2")
    }
}

/// Runs, asks and reverts on one engine.
macro_rules! sql_and_rust {
    ($connection:ty, $database:expr) => {{
        let database: TestDatabase = $database;
        let url = database.url().trim_start_matches("sqlite:").to_owned();
        let mut connection = <$connection>::establish(&url).unwrap();
        let code = Code::default().with::<$connection, _>(Fill);
        let status = MIGRATIONS.status_with(&mut connection, &code).unwrap();
        assert_eq!(status.pending, ["1_words", "2_fill_words", "3_last"]);
        let run = |connection: &mut $connection| {
            MIGRATIONS.run_with(connection, &code, RunnerOptions::default(), &mut ()).unwrap()
        };
        assert_eq!(run(&mut connection), ["1_words", "2_fill_words", "3_last"]);
        assert!(run(&mut connection).is_empty());
        let status = MIGRATIONS.status_with(&mut connection, &code).unwrap();
        assert!(status.is_up_to_date() && status.current == ["3_last"], "{status:?}");
        let count = |connection: &mut $connection| -> i64 {
            diesel::dsl::sql::<diesel::sql_types::BigInt>("SELECT count(*) FROM words")
                .get_result(connection)
                .unwrap()
        };
        assert_eq!(count(&mut connection), 2);
        assert_eq!(MIGRATIONS.revert_to("1", &mut connection, &code).unwrap(), ["3_last", "2_fill_words"]);
        assert_eq!(count(&mut connection), 0);
        run(&mut connection);
        // A program that does not know the Rust migration is told.
        let error = MIGRATIONS.run_pending(&mut connection).unwrap_err();
        assert!(error.to_string().starts_with("Can't locate revision identified by '2'"), "{error}");
    }};
}

#[test]
fn sqlite() {
    sql_and_rust!(SqliteConnection, TestDatabase::sqlite());
}

#[test]
fn postgres() {
    sql_and_rust!(PgConnection, schemist_testing::postgres().database());
}

#[test]
fn rust_for_another_engine_is_refused_and_rolled_back() {
    let database = TestDatabase::sqlite();
    let mut connection = SqliteConnection::establish(database.url().trim_start_matches("sqlite:")).unwrap();
    let code = Code::default().with::<PgConnection, _>(Fill);
    let error = MIGRATIONS
        .run_with(&mut connection, &code, RunnerOptions::default(), &mut ())
        .unwrap_err()
        .to_string();
    assert!(error.contains("2_fill_words is for another kind of connection"), "{error}");
    assert_eq!(MIGRATIONS.status_with(&mut connection, &code).unwrap().current, ["1_words"]);
}

/// As many replicas of a program do that start at the same time.
#[test]
fn twenty_at_once() {
    for database in [TestDatabase::sqlite(), schemist_testing::postgres().database()] {
        let run = || {
            let mut connection = crate::support::connect(database.url());
            MIGRATIONS.run_pending(&mut connection).unwrap().len()
        };
        let done: Vec<usize> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..20).map(|_| scope.spawn(run)).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert_eq!(done.iter().sum::<usize>(), 2, "{done:?}");
    }
}
