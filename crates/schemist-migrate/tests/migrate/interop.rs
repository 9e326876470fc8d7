//! The same directories under plain Diesel: each continues what the other began.

use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schemist_migrate::Runner;
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::support::{Folder, applied, connect, downgrade, upgrade};

/// All pending migrations by plain Diesel.
fn diesel_up(connection: &mut Connection, folder: &Folder) -> Vec<String> {
    let source = FileBasedMigrations::from_path(folder.path()).unwrap();
    match connection {
        Connection::Sqlite(connection) => {
            connection.run_pending_migrations(source).unwrap().iter().map(ToString::to_string).collect()
        }
        Connection::Postgres(connection) => {
            connection.run_pending_migrations(source).unwrap().iter().map(ToString::to_string).collect()
        }
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => {
            connection.run_pending_migrations(source).unwrap().iter().map(ToString::to_string).collect()
        }
        _ => panic!("another engine"),
    }
}

fn diesel_down(connection: &mut Connection, folder: &Folder) -> String {
    let source = FileBasedMigrations::from_path(folder.path()).unwrap();
    match connection {
        Connection::Sqlite(connection) => connection.revert_last_migration(source).unwrap().to_string(),
        Connection::Postgres(connection) => connection.revert_last_migration(source).unwrap().to_string(),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => connection.revert_last_migration(source).unwrap().to_string(),
        _ => panic!("another engine"),
    }
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.plain("00000000000000_diesel_initial_setup", "SELECT 1;", "SELECT 1;");
    folder.plain("2020-01-01-000000_a", "CREATE TABLE a (id INTEGER PRIMARY KEY);", "DROP TABLE a;");
    folder.revision("2026-01-01-000000-0000_b", &["20200101000000"]);
    folder
}

fn one_continues_the_other(url: &str) {
    let mut connection = connect(url);
    let folder = folder();

    // Diesel first.
    assert_eq!(diesel_up(&mut connection, &folder).len(), 3);
    assert!(upgrade(&mut connection, &folder, "head").unwrap().is_empty());
    folder.revision("2026-02-01-000000-0000_c", &["202601010000000000"]);
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2026-02-01-000000-0000_c"]);

    // Then Diesel behind ours, and back.
    folder.plain("2026-03-01-000000_d", "CREATE TABLE d (id INTEGER);", "DROP TABLE d;");
    assert_eq!(diesel_up(&mut connection, &folder), ["20260301000000"]);
    assert_eq!(
        downgrade(&mut connection, &folder, "-2").unwrap(),
        ["2026-03-01-000000_d", "2026-02-01-000000-0000_c"]
    );
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap().len(), 2);
    assert_eq!(diesel_down(&mut connection, &folder), "20260301000000");
    assert_eq!(applied(&mut connection).len(), 4);

    // What Diesel reverted and applied again is Diesel's: our record of the first time does not count.
    let directory = folder.load();
    upgrade(&mut connection, &folder, "head").unwrap();
    diesel_down(&mut connection, &folder);
    folder.plain("2026-03-01-000000_d", "CREATE TABLE d (id INTEGER, name TEXT);", "DROP TABLE d;");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    diesel_up(&mut connection, &folder);
    let status = Runner::new(&mut connection, &directory).status().unwrap();
    assert!(status.edited.is_empty(), "{:?}", status.edited);
    assert_eq!(downgrade(&mut connection, &folder, "base").unwrap().len(), 5);
}

#[test]
fn sqlite() {
    one_continues_the_other("sqlite::memory:");
    one_continues_the_other(TestDatabase::sqlite().url());
}

#[test]
fn postgres() {
    one_continues_the_other(schemist_testing::postgres().database().url());
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    one_continues_the_other(schemist_testing::mysql().database().url());
}

/// The same directory by each of them alone, on databases of their own.
fn either_gives_the_same(databases: [TestDatabase; 2]) {
    let folder = folder();
    folder.plain(
        "2026-02-01-000000-0000_c",
        "CREATE TABLE c (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id), note VARCHAR(20) NOT NULL DEFAULT 'x');\nCREATE INDEX ix_c ON c (note);",
        "DROP TABLE c;",
    );
    folder.loose(
        "2026-03-01-000000-0000_d",
        "INSERT INTO a VALUES (1);\n-- schemist:batch key=id\nINSERT INTO c (id, a_id) SELECT id, id FROM a;",
        "DELETE FROM c;",
    );
    let [mut ours, mut of_diesel] = databases.each_ref().map(|database| connect(database.url()));
    assert_eq!(upgrade(&mut ours, &folder, "head").unwrap().len(), 5);
    assert_eq!(diesel_up(&mut of_diesel, &folder).len(), 5);
    let schema = |connection: &mut Connection| schemist_reflect::reflect(connection).unwrap().0;
    assert_eq!(schema(&mut ours), schema(&mut of_diesel));
    for connection in [&mut ours, &mut of_diesel] {
        assert_eq!(crate::faults::text(connection, "SELECT concat(count(*), ' ', sum(a_id)) FROM c"), "1 1");
    }
}

#[test]
fn sqlite_either_gives_the_same() {
    either_gives_the_same([TestDatabase::sqlite(), TestDatabase::sqlite()]);
}

#[test]
fn postgres_either_gives_the_same() {
    either_gives_the_same([schemist_testing::postgres().database(), schemist_testing::postgres().database()]);
}

#[cfg(feature = "mysql")]
#[test]
fn mysql_either_gives_the_same() {
    either_gives_the_same([schemist_testing::mysql().database(), schemist_testing::mysql().database()]);
}

#[test]
fn versions_are_read_as_diesel_reads_them() {
    use diesel::migration::{Migration, MigrationSource};
    let folder = Folder::new();
    for name in ["2026-01-01-000000-0000_x", "1-2-3", "a_b_c", "_x", "é-1_ü"] {
        folder.plain(name, "SELECT 1", "");
    }
    let source = FileBasedMigrations::from_path(folder.path()).unwrap();
    let migrations: Vec<Box<dyn Migration<diesel::sqlite::Sqlite>>> = source.migrations().unwrap();
    for migration in migrations {
        let name = migration.name();
        assert_eq!(schemist_migrate::version_of_directory(&name.to_string()), name.version().to_string());
    }
}

/// The ledger as its first version made it, with a revision applied and one half-way.
const EARLIER_LEDGER: &str = "CREATE TABLE __schemist_ledger (
    version VARCHAR(50) PRIMARY KEY NOT NULL,
    up_checksum VARCHAR(64),
    down_checksum VARCHAR(64),
    applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    duration_ms BIGINT NOT NULL,
    tool_version VARCHAR(50) NOT NULL,
    state VARCHAR(20) NOT NULL,
    statements_done BIGINT NOT NULL
);
INSERT INTO __diesel_schema_migrations (version) VALUES ('1');
INSERT INTO __schemist_ledger (version, up_checksum, applied_at, duration_ms, tool_version, state, statements_done)
SELECT version, 'CHECKSUM', run_on, 7, '0.0.1', 'applied', 1 FROM __diesel_schema_migrations;";

#[test]
fn a_ledger_of_an_earlier_version_is_taken_over() {
    for database in crate::support::databases() {
        let mut connection = crate::support::connect(database.url());
        let folder = Folder::new();
        folder.plain("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
        connection.execute(diesel::migration::CREATE_MIGRATIONS_TABLE).unwrap();
        let checksum = schemist_migrate::checksum("CREATE TABLE a (id int);");
        connection.execute(&EARLIER_LEDGER.replace("CHECKSUM", &checksum)).unwrap();
        connection.execute("CREATE TABLE a (id int)").unwrap();
        // Nothing is written to read it.
        let directory = folder.load();
        let mut runner = Runner::new(&mut connection, &directory);
        let status = runner.status().unwrap();
        assert!(status.is_up_to_date() && status.edited.is_empty());
        let ledger = status.applied[0].ledger.as_ref().unwrap();
        assert_eq!((ledger.duration_ms, ledger.tool_version.as_str()), (7, "0.0.1"));
        assert_eq!(runner.rows_in_batches("1").unwrap(), None);
        // The first write brings it up to date.
        folder.loose(
            "2_b",
            "CREATE TABLE b (id int);\n-- schemist:batch key=id size=1\nDELETE FROM a WHERE id < 0;",
            "DROP TABLE b;",
        );
        assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_b"]);
        let directory = folder.load();
        let mut runner = Runner::new(&mut connection, &directory);
        assert!(!runner.ensure_tables(&mut ()).unwrap(), "{}: complete", database.url());
        assert_eq!(downgrade(&mut connection, &folder, "base").unwrap(), ["2_b", "1_a"]);
        // An edit of what an earlier version applied is still seen.
        connection.execute("DROP TABLE __schemist_ledger").unwrap();
        connection.execute(&EARLIER_LEDGER.replace("CHECKSUM", "other")).unwrap();
        let error = upgrade(&mut connection, &folder, "head").unwrap_err();
        assert!(error.contains("1_a/up.sql was changed since it was applied"), "{error}");
    }
}
