//! A process that is killed: the next run finishes what it began, each statement exactly once.

use std::process::Command;
use std::time::Duration;

use schemist_migrate::{MigrationDirectory, Progress, Revision, Runner};
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::support::{Folder, applied, connect, upgrade};

/// The environment of the child: where it is killed, the database, the folder.
const KILL_AT: &str = "SCHEMIST_TEST_KILL_AT";
const WITHIN: &str = "SCHEMIST_TEST_KILL_WITHIN";
const URL: &str = "SCHEMIST_TEST_KILL_URL";
const FOLDER: &str = "SCHEMIST_TEST_KILL_FOLDER";

/// Ends the process at a point as `kill -9` does: nothing is unwound, nothing is said to the server. The points are
/// before and after each statement.
struct Killed {
    left: usize,
    /// Not at the point but so long behind it: most likely in the middle of a statement.
    within: Option<Duration>,
}

impl Killed {
    fn point(&mut self) {
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            return;
        }
        let Some(within) = self.within else { std::process::abort() };
        std::thread::spawn(move || {
            std::thread::sleep(within);
            std::process::abort();
        });
    }
}

impl Progress for Killed {
    fn batch(&mut self, _: &Revision, _: u64, _: Option<u64>) {
        self.point();
    }

    fn statement(&mut self, _: &Revision, _: usize, _: usize) {
        self.point();
    }

    fn ran(&mut self, _: &Revision, _: usize, _: usize) {
        self.point();
    }
}

/// Does nothing unless a test below starts it as a process of its own.
#[test]
fn child() {
    let Ok(at) = std::env::var(KILL_AT) else { return };
    let within = std::env::var(WITHIN).ok().map(|text| Duration::from_micros(text.parse().unwrap()));
    let mut connection = connect(&std::env::var(URL).unwrap());
    let directory = MigrationDirectory::load(std::env::var(FOLDER).unwrap().as_str().into()).unwrap();
    Runner::new(&mut connection, &directory)
        .upgrade("head", &mut Killed { left: at.parse().unwrap(), within })
        .unwrap();
}

/// Whether the process came to its end.
fn run_child(url: &str, folder: &Folder, at: usize) -> bool {
    child_process(url, folder, at, None).output().unwrap().status.success()
}

pub(crate) fn child_process(url: &str, folder: &Folder, at: usize, within: Option<Duration>) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "faults::child", "--nocapture"]);
    if let Some(within) = within {
        command.env(WITHIN, within.as_micros().to_string());
    }
    command.env(KILL_AT, at.to_string()).env(URL, url).env(FOLDER, folder.path().as_str());
    command
}

/// What a database holds, ledger included, but for times.
pub(crate) fn content(connection: &mut Connection, queries: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = queries.iter().map(|sql| text(connection, sql)).collect();
    found.push(applied(connection).join(" "));
    let aggregate = match connection {
        Connection::Sqlite(_) => "group_concat(entry, ' ')",
        #[cfg(feature = "mysql")]
        Connection::Mysql(_) => "group_concat(entry SEPARATOR ' ')",
        _ => "string_agg(entry, ' ')",
    };
    let entry = match connection {
        Connection::Sqlite(_) | Connection::Postgres(_) => "version || state || statements_done",
        #[allow(unreachable_patterns)] // reachable with MySQL
        _ => "concat(version, state, statements_done)",
    };
    found.push(text(
        connection,
        &format!(
            "SELECT {aggregate} FROM (SELECT {entry} AS entry \
             FROM __schemist_ledger ORDER BY version) AS entries"
        ),
    ));
    found
}

pub(crate) fn text(connection: &mut Connection, sql: &str) -> String {
    use diesel::RunQueryDsl;
    use diesel::sql_types::{Nullable, Text};
    let sql = diesel::dsl::sql::<Nullable<Text>>(sql);
    let found: Option<String> = match connection {
        Connection::Sqlite(connection) => sql.get_result(connection).unwrap(),
        Connection::Postgres(connection) => sql.get_result(connection).unwrap(),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => sql.get_result(connection).unwrap(),
        _ => panic!("another engine"),
    };
    found.unwrap_or_default()
}

/// Kills a run at every point, and finishes it.
pub(crate) fn killed_at_every_point(
    folder: &Folder,
    database: &dyn Fn() -> TestDatabase,
    queries: &[&str],
    least: usize,
) {
    let undisturbed = database();
    let mut connection = connect(undisturbed.url());
    upgrade(&mut connection, folder, "head").unwrap();
    let expected = content(&mut connection, queries);
    let mut points = 0;
    loop {
        let database = database();
        let came_to_its_end = run_child(database.url(), folder, points);
        let mut connection = connect(database.url());
        let rest = upgrade(&mut connection, folder, "head");
        let rest = rest.unwrap_or_else(|error| panic!("killed at point {points}: {error}"));
        assert_eq!(content(&mut connection, queries), expected, "killed at point {points}");
        if came_to_its_end {
            assert!(rest.is_empty(), "{rest:?}");
            break;
        }
        points += 1;
    }
    assert!(points >= least, "only {points} points");
}

const SQLITE: [&str; 3] = [
    "SELECT group_concat(sql, ' ') FROM (SELECT sql FROM sqlite_master ORDER BY name)",
    "SELECT group_concat(id || name, ' ') FROM (SELECT * FROM parents ORDER BY id)",
    "SELECT cast(count(*) AS TEXT) FROM children",
];

#[test]
fn sqlite_killed_at_every_statement() {
    let folder = Folder::new();
    folder.plain(
        "1_first",
        "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT);\
         CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parents (id) ON DELETE CASCADE);\
         INSERT INTO parents VALUES (1, 'a'), (2, 'b');\
         INSERT INTO children VALUES (1, 1), (2, 2);",
        "",
    );
    // A rebuild with foreign keys off, as Schemist writes it.
    folder.loose(
        "2_rebuild",
        "PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE new (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '');\n\
         INSERT INTO new SELECT * FROM parents;\nDROP TABLE parents;\nALTER TABLE new RENAME TO parents;\n\
         CREATE INDEX ix ON parents (name);\nCOMMIT;\nPRAGMA foreign_keys = ON;",
        "",
    );
    folder.loose(
        "3_loose",
        "CREATE TABLE a (id INTEGER); VACUUM; INSERT INTO parents VALUES (3, 'c'); BEGIN; CREATE TABLE c (id INTEGER); \
         INSERT INTO children VALUES (3, 3); COMMIT; VACUUM; UPDATE parents SET name = name || 'x';",
        "",
    );
    folder.plain("4_last", "UPDATE parents SET name = name || 'y';", "");
    killed_at_every_point(&folder, &TestDatabase::sqlite, &SQLITE, 36);
}

const POSTGRES: [&str; 4] = [
    "SELECT string_agg(c.relname || ' ' || c.relkind::text || coalesce(i.indisvalid::text, ''), ',' ORDER BY c.relname)
     FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
     WHERE relnamespace = 'public'::regnamespace",
    "SELECT string_agg(id || name, ' ' ORDER BY id) FROM parents",
    "SELECT count(*)::text FROM children",
    "SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum",
];

fn postgres_folder() -> Folder {
    let folder = Folder::new();
    folder.plain(
        "1_first",
        "CREATE TABLE parents (id int PRIMARY KEY, name text); CREATE TYPE mood AS ENUM ('sad');
         CREATE TABLE children (id int PRIMARY KEY, parent_id int REFERENCES parents (id));
         INSERT INTO parents VALUES (1, 'a'), (2, 'b'); INSERT INTO children VALUES (1, 1), (2, 2);",
        "",
    );
    // Nothing of this may happen twice.
    folder.loose(
        "2_loose",
        "SET lock_timeout = '10s'; UPDATE parents SET name = name || 'x'; ALTER TYPE mood ADD VALUE 'ok';
         CREATE INDEX CONCURRENTLY ix_parents ON parents (name);
         CREATE UNIQUE INDEX CONCURRENTLY \"Ix children\" ON public.children USING btree (parent_id);
         BEGIN; INSERT INTO parents VALUES (3, 'c'); INSERT INTO children VALUES (3, 3); COMMIT;
         VACUUM parents; ALTER TABLE parents ADD note mood DEFAULT 'ok';
         DROP INDEX CONCURRENTLY ix_parents;",
        "",
    );
    folder.plain("3_last", "UPDATE parents SET name = name || 'y'; CREATE INDEX i3 ON parents (name);", "");
    folder
}

#[test]
fn postgres_killed_at_every_statement() {
    let folder = postgres_folder();
    killed_at_every_point(&folder, &|| schemist_testing::postgres().database(), &POSTGRES, 30);
}

/// Killed from outside at whatever moment, within statements too.
#[test]
fn postgres_killed_at_any_moment() {
    let folder = postgres_folder();
    let undisturbed = schemist_testing::postgres().database();
    let mut connection = connect(undisturbed.url());
    upgrade(&mut connection, &folder, "head").unwrap();
    let expected = content(&mut connection, &POSTGRES);
    for milliseconds in (5..75).step_by(5) {
        let database = schemist_testing::postgres().database();
        let mut child = child_process(database.url(), &folder, usize::MAX, None).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut connection = connect(database.url());
        let rest = upgrade(&mut connection, &folder, "head");
        rest.unwrap_or_else(|error| panic!("killed after {milliseconds} ms: {error}"));
        assert_eq!(content(&mut connection, &POSTGRES), expected, "killed after {milliseconds} ms");
    }
}

#[cfg(feature = "mysql")]
const MYSQL: [&str; 3] = [
    "SELECT group_concat(table_name, ' ', column_name, ' ', column_type, ' ', is_nullable ORDER BY 1)
     FROM information_schema.columns WHERE table_schema = database() AND table_name NOT LIKE '\\_\\_%'",
    "SELECT group_concat(index_name, ' ', column_name ORDER BY table_name, index_name, seq_in_index)
     FROM information_schema.statistics WHERE table_schema = database() AND table_name NOT LIKE '\\_\\_%'",
    "SELECT group_concat(id, name ORDER BY id) FROM parents",
];

/// What is there of a statement commits by itself, its record a moment later.
#[cfg(feature = "mysql")]
fn mysql_folder() -> Folder {
    let folder = Folder::new();
    folder.loose(
        "1_first",
        "CREATE TABLE parents (id int PRIMARY KEY, name varchar(20));
         CREATE TABLE children (id int PRIMARY KEY, parent_id int, FOREIGN KEY (parent_id) REFERENCES parents (id));
         INSERT INTO parents VALUES (1, 'a'), (2, 'b'); INSERT INTO children VALUES (1, 1), (2, 2);",
        "",
    );
    // Nothing of this may happen twice.
    folder.loose(
        "2_second",
        "UPDATE parents SET name = concat(name, 'x');
         ALTER TABLE parents ADD COLUMN note int, ADD INDEX ix_name (name);
         ALTER TABLE parents RENAME COLUMN note TO remark;
         UPDATE parents SET name = concat(name, 'y') WHERE id = 1;
         ALTER TABLE children DROP FOREIGN KEY children_ibfk_1;
         RENAME TABLE children TO kids;
         CREATE VIEW names AS SELECT name FROM parents;
         CREATE TRIGGER kept BEFORE DELETE ON parents FOR EACH ROW BEGIN SET @a = 1; SET @b = 2; END;
         DROP VIEW names; DROP TRIGGER kept;
         ALTER TABLE kids MODIFY COLUMN parent_id bigint NOT NULL;
         INSERT INTO parents VALUES (3, 'it\\'s; c', NULL);
         DROP TABLE kids;",
        "",
    );
    folder.loose("3_last", "UPDATE parents SET name = concat(name, 'z');", "");
    folder
}

#[cfg(feature = "mysql")]
#[test]
fn mysql_killed_at_every_statement() {
    killed_at_every_point(&mysql_folder(), &|| schemist_testing::mysql().database(), &MYSQL, 30);
}
