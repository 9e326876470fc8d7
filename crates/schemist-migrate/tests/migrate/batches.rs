//! Statements in batches: the same rows as at once, each exactly once, whatever happens in between.

use schemist_migrate::{MigrateError, Progress, Revision, Runner, WhatStands};
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::faults::{killed_at_every_point, text};
use crate::support::{Folder, connect, databases, downgrade, upgrade};

/// Forty rows with gaps between their keys, three without a key.
const ROWS: &str = "CREATE TABLE orders (id int, name varchar(20), day date, total int NOT NULL);
     CREATE INDEX ix_orders ON orders (id);
     INSERT INTO orders SELECT n.n * 7, concat('n', n.n), '2026-01-01', 0 FROM (SELECT a.n * 8 + b.n AS n FROM \
     (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) AS a, \
     (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7) AS b) AS n;
     INSERT INTO orders VALUES (NULL, 'x', NULL, 0), (NULL, 'y', NULL, 0), (NULL, 'z', NULL, 0);";

const DOUBLED: &str = "-- Twice would show.
-- schemist:batch key=id size=10
UPDATE orders SET total = total + 1, name = concat(name, '!') WHERE total >= 0 OR total IS NULL;
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.plain("1_rows", ROWS, "DROP TABLE orders;");
    folder.loose("2_fill", DOUBLED, "-- schemist:batch key=id size=15\nUPDATE orders SET total = total - 1;");
    folder
}

/// How the rows are, and how often they were changed.
const SUMS: &str = "SELECT concat(count(*), ' ', sum(total), ' ', sum(CASE WHEN name LIKE '%!' AND name NOT LIKE '%!!' THEN 1 ELSE 0 END)) FROM orders";

/// Writes down what batches were run.
#[derive(Default)]
struct Batches(Vec<(u64, Option<u64>)>);

impl Progress for Batches {
    fn counts_rows(&self) -> bool {
        true
    }

    fn batch(&mut self, _: &Revision, rows: u64, total: Option<u64>) {
        self.0.push((rows, total));
    }
}

#[test]
fn rows_are_gone_through_by_ranges() {
    for database in databases() {
        let mut connection = connect(database.url());
        let folder = folder();
        let directory = folder.load();
        let mut batches = Batches::default();
        Runner::new(&mut connection, &directory).upgrade("head", &mut batches).unwrap();
        let expected: Vec<_> = [10, 20, 30, 40].map(|rows| (rows, Some(40))).into();
        assert_eq!(batches.0, expected, "{}", database.url());
        assert_eq!(text(&mut connection, SUMS), "43 43 43");
        assert_eq!(downgrade(&mut connection, &folder, "1").unwrap(), ["2_fill"]);
        assert_eq!(text(&mut connection, SUMS), "43 0 43");
    }
}

#[test]
fn keys_may_be_texts_or_dates_and_tables_empty() {
    for database in databases() {
        let mut connection = connect(database.url());
        let folder = Folder::new();
        folder.plain("1_rows", ROWS, "");
        folder.loose(
            "2_fill",
            "CREATE TABLE empty (id int, n int);
             -- schemist:batch key=name size=7
             UPDATE orders SET total = total + 1;
             -- schemist:batch key=orders.day size=7
             UPDATE orders SET total = total + 1;
             -- schemist:batch key=id
             UPDATE empty SET n = 1;
             CREATE TABLE names (name varchar(20));
             -- schemist:batch key=o.id size=9 pause=1ms
             INSERT INTO names SELECT o.name FROM orders AS o WHERE o.total = 2;
             -- schemist:batch key=id size=9
             DELETE FROM orders WHERE name LIKE 'n1%'",
            "",
        );
        upgrade(&mut connection, &folder, "head").unwrap();
        let found = text(
            &mut connection,
            "SELECT concat((SELECT count(*) FROM names), ' ', count(*), ' ', sum(total)) FROM orders",
        );
        assert_eq!(found, "43 32 64", "{}", database.url());
    }
}

#[test]
fn a_batch_that_fails_leaves_those_before_it() {
    for database in databases() {
        let mut connection = connect(database.url());
        let folder = Folder::new();
        folder.plain("1_rows", ROWS, "");
        folder.loose(
            "2_fill",
            "CREATE TABLE once (id int);\n-- schemist:batch key=id size=10\nUPDATE orders SET total = total + 1, name = concat(name, '!');",
            "",
        );
        // The third batch meets it.
        let failing = match &connection {
            Connection::Sqlite(_) => {
                "CREATE TRIGGER stop BEFORE UPDATE ON orders WHEN new.id = 175 BEGIN SELECT raise(ABORT, 'stopped'); END;"
            }
            Connection::Postgres(_) => {
                "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stopped'; END $$;
                 CREATE TRIGGER stop BEFORE UPDATE ON orders FOR EACH ROW WHEN (new.id = 175) EXECUTE FUNCTION stop();"
            }
            _ => {
                "CREATE TRIGGER stop BEFORE UPDATE ON orders FOR EACH ROW BEGIN IF new.id = 175 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'stopped'; END IF; END;"
            }
        };
        folder.plain("1b_trigger", failing, "");
        let directory = folder.load();
        let error = Runner::new(&mut connection, &directory).upgrade("head", &mut ()).unwrap_err();
        let MigrateError::Statement(failure) = &error else { panic!("{error}") };
        assert_eq!(failure.stands, WhatStands::Batches { done: 1, line: 3, rows: 20 });
        assert!(
            error.to_string().contains("its first 1 statement and the batches of the statement at line 3 that took 20 rows so far took effect and stand"),
            "{error}"
        );
        assert_eq!(text(&mut connection, SUMS), "43 20 20");

        // What has run is not what the file says: there is no telling where to go on.
        for (wrong, words) in [
            (
                "CREATE TABLE once (id int);\nUPDATE orders SET total = total + 1;",
                "help: bring the first 1 statement",
            ),
            (
                "CREATE TABLE once (id int);\n-- schemist:batch key=total\nUPDATE orders SET day = NULL;",
                "no longer where it was",
            ),
            (
                "CREATE TABLE once (id int);\nSELECT 1;\n-- schemist:batch key=id\nUPDATE orders SET total = 1;",
                "help: bring the first 1 statement",
            ),
            (
                "CREATE TABLE other (id int);\n-- schemist:batch key=id\nUPDATE orders SET total = 1;",
                "were edited since",
            ),
        ] {
            folder.write("2_fill/up.sql", wrong);
            let error = upgrade(&mut connection, &folder, "head").unwrap_err();
            assert!(error.contains(words), "{wrong}: {error}");
        }
        assert_eq!(text(&mut connection, SUMS), "43 20 20");

        folder.write(
            "2_fill/up.sql",
            "CREATE TABLE once (id int);\n-- schemist:batch key=id size=4\nUPDATE orders SET total = total + 1, name = concat(name, '!') WHERE id <> 175 OR id IS NULL;",
        );
        assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_fill"]);
        assert_eq!(text(&mut connection, SUMS), "43 42 42", "{}", database.url());
    }
}

#[test]
fn a_directive_that_cannot_be_followed_stops_before_anything_runs() {
    for database in databases() {
        let mut connection = connect(database.url());
        let folder = Folder::new();
        folder.plain("1_rows", ROWS, "");
        for (name, sql, expected) in [
            (
                "loose",
                "-- schemist:bach key=id\nUPDATE orders SET total = 1;",
                "migrations/2_x/up.sql:2: unknown directive",
            ),
            ("loose", "-- schemist:batch key=id\nCREATE TABLE a (id int);", "batches take an UPDATE"),
            (
                "plain",
                DOUBLED,
                "migrations/2_x/up.sql:3: a statement in batches, in a migration that runs in one transaction",
            ),
        ] {
            folder.write("2_x/metadata.toml", format!("run_in_transaction = {}\n", name == "plain"));
            folder.write("2_x/up.sql", sql);
            let error = upgrade(&mut connection, &folder, "head").unwrap_err();
            assert!(error.contains(expected), "{error}");
            assert!(error.contains("help: "), "{error}");
        }
        let folder = self::folder();
        folder.write("2_fill/up.sql", "-- schemist:batch key=wrong\nUPDATE orders SET total = 1;");
        let error = upgrade(&mut connection, &folder, "head").unwrap_err();
        assert!(error.contains("wrong"), "{error}");
        // Nothing stands of it: corrected, it begins anew.
        folder.write("2_fill/up.sql", DOUBLED);
        assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_fill"]);
        assert_eq!(text(&mut connection, SUMS), "43 43 43");
    }
}

/// Diesel sees a comment, and runs the statement at once.
#[test]
fn plain_diesel_does_the_same_at_once() {
    use diesel_migrations::{FileBasedMigrations, MigrationHarness};
    let folder = folder();
    for database in databases().into_iter().take(2) {
        let mut connection = connect(database.url());
        let migrations = FileBasedMigrations::from_path(folder.path()).unwrap();
        match &mut connection {
            Connection::Sqlite(connection) => {
                connection.run_pending_migrations(migrations).map(drop).unwrap()
            }
            Connection::Postgres(connection) => {
                connection.run_pending_migrations(migrations).map(drop).unwrap()
            }
            _ => panic!("another engine"),
        }
        assert_eq!(text(&mut connection, SUMS), "43 43 43");
        assert!(upgrade(&mut connection, &folder, "head").unwrap().is_empty());
    }
}

const SQLITE: [&str; 1] =
    ["SELECT group_concat(id || name || total, ' ') FROM (SELECT * FROM orders ORDER BY name)"];
const POSTGRES: [&str; 1] = ["SELECT string_agg(concat(id, name, total), ' ' ORDER BY name) FROM orders"];
#[cfg(feature = "mysql")]
const MYSQL: [&str; 1] = ["SELECT group_concat(coalesce(id, ''), name, total ORDER BY name) FROM orders"];

#[test]
fn sqlite_killed_within_batches() {
    killed_at_every_point(&folder(), &TestDatabase::sqlite, &SQLITE, 16);
}

#[test]
fn postgres_killed_within_batches() {
    killed_at_every_point(&folder(), &|| schemist_testing::postgres().database(), &POSTGRES, 16);
}

#[cfg(feature = "mysql")]
#[test]
fn mysql_killed_within_batches() {
    killed_at_every_point(&folder(), &|| schemist_testing::mysql().database(), &MYSQL, 16);
}

/// On SQLite, where others may come between two batches, they share the work.
#[test]
fn several_migrators_share_the_batches() {
    for database in databases() {
        let folder = folder();
        upgrade(&mut connect(database.url()), &folder, "1").unwrap();
        std::thread::scope(|scope| {
            let run = || {
                let done = upgrade(&mut connect(database.url()), &folder, "head");
                done.unwrap_or_else(|error| panic!("{}: {error}", database.url())).len()
            };
            let runs: Vec<_> = (0..6).map(|_| scope.spawn(run)).collect();
            let done: usize = runs.into_iter().map(|run| run.join().unwrap()).sum();
            assert!(done >= 1, "{done}");
        });
        assert_eq!(text(&mut connect(database.url()), SUMS), "43 43 43", "{}", database.url());
    }
}
