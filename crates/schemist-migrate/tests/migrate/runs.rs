//! How runs behave: one transaction for all, time limits, what an edit is said to be.

use std::time::{Duration, Instant};

use schemist_migrate::{Direction, MigrateError, Progress, Revision, Runner, RunnerOptions, Timeouts};
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::support::{Folder, Log, applied, connect, names, upgrade};

fn databases() -> [TestDatabase; 2] {
    [TestDatabase::sqlite(), schemist_testing::postgres().database()]
}

const ALL_OR_NONE: RunnerOptions = RunnerOptions {
    lock_timeout: Duration::from_secs(10),
    timeouts: Timeouts { lock: None, statement: None },
    lock_retries: 0,
    single_transaction: true,
};

fn upgrade_in_one(connection: &mut Connection, folder: &Folder) -> Result<Vec<String>, MigrateError> {
    let directory = folder.load();
    let mut runner = Runner::new(connection, &directory).with_options(ALL_OR_NONE);
    runner.upgrade("head", &mut ()).map(|done| names(&done))
}

#[test]
fn one_transaction_for_all() {
    for database in databases() {
        let mut connection = connect(database.url());
        let folder = Folder::new();
        folder.plain("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
        folder.plain("2_b", "CREATE TABLE b (id int);", "DROP TABLE b;");
        folder.plain("3_c", "CREATE TABLE c (id int); SELECT wrong;", "");
        folder.plain("4_d", "-- nothing", "");
        let error = upgrade_in_one(&mut connection, &folder).unwrap_err();
        assert!(error.to_string().contains("rolled back: nothing of this run is in the database"), "{error}");
        assert!(!error.to_string().contains("done before it"), "{error}");
        assert!(applied(&mut connection).is_empty());
        folder.plain("3_c", "CREATE TABLE c (id int);", "");
        assert_eq!(upgrade_in_one(&mut connection, &folder).unwrap(), ["1_a", "2_b", "3_c", "4_d"]);
        assert_eq!(applied(&mut connection).len(), 4);
    }
}

#[test]
fn what_cannot_be_rolled_back_stays_out_of_one_transaction() {
    for (database, loose) in
        databases().iter().zip(["VACUUM; SELECT 1;", "CREATE INDEX CONCURRENTLY i ON a (id);"])
    {
        let mut connection = connect(database.url());
        let folder = Folder::new();
        folder.plain("1_a", "CREATE TABLE a (id int);", "").loose("2_b", loose, "");
        let error = upgrade_in_one(&mut connection, &folder).unwrap_err();
        assert!(error.to_string().starts_with("these revisions run outside a transaction: "), "{error}");
        assert!(applied(&mut connection).is_empty());
    }
}

#[test]
fn a_rebuild_in_one_transaction_keeps_the_children() {
    let database = TestDatabase::sqlite();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain(
        "1_a",
        "CREATE TABLE parents (id INTEGER PRIMARY KEY);\
         CREATE TABLE children (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parents (id) ON DELETE CASCADE);\
         INSERT INTO parents VALUES (1), (2); INSERT INTO children VALUES (1, 1), (2, 2);",
        "",
    );
    let rebuild = |keep: &str| {
        format!(
            "PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE new (id INTEGER PRIMARY KEY, name TEXT);\n\
             INSERT INTO new (id) SELECT id FROM parents WHERE {keep};\nDROP TABLE parents;\n\
             ALTER TABLE new RENAME TO parents;\nCOMMIT;\nPRAGMA foreign_keys = ON;"
        )
    };
    folder.loose("2_b", &rebuild("id = 1"), "");
    let error = upgrade_in_one(&mut connection, &folder).unwrap_err();
    assert!(matches!(error, MigrateError::Dangling { count: 1, .. }), "{error}");
    assert!(applied(&mut connection).is_empty());
    folder.loose("2_b", &rebuild("true"), "");
    upgrade_in_one(&mut connection, &folder).unwrap();
    connection.execute("INSERT INTO children VALUES (3, 2)").unwrap();
    assert!(connection.execute("INSERT INTO children VALUES (4, 9)").is_err(), "foreign keys are on again");
}

#[test]
fn a_lock_timeout_is_waited_for_and_tried_again() {
    let database = schemist_testing::postgres().database();
    let mut other = connect(database.url());
    other.execute("CREATE TABLE a (id int)").unwrap();
    other.execute("BEGIN; SELECT * FROM a").unwrap();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE b (id int); ALTER TABLE a ADD c int;", "");
    let directory = folder.load();
    let timeouts = Timeouts { lock: Some(Duration::from_millis(50)), statement: None };
    let options = RunnerOptions { timeouts, lock_retries: 1, ..RunnerOptions::default() };
    let mut log = Log::default();
    let error =
        Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut log).unwrap_err();
    assert!(error.to_string().contains("canceling statement due to lock timeout"), "{error}");
    assert_eq!(log.0.iter().filter(|line| line.contains("trying again in 0.5 s (1 of 1)")).count(), 1);
    // The other session lets go while the run waits.
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        other.execute("COMMIT").unwrap();
    });
    let options = RunnerOptions { lock_retries: 5, ..options };
    Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut ()).unwrap();
    release.join().unwrap();
    // The session's own limit is back.
    connection.execute("DO $$ BEGIN ASSERT current_setting('lock_timeout') = '0'; END $$").unwrap();
}

/// A role that may not change the language of the messages; German is what the server has for `C.UTF-8`.
#[test]
fn a_lock_timeout_in_german_is_tried_again() {
    let database = schemist_testing::postgres().database();
    let mut other = connect(database.url());
    other.execute("CREATE TABLE a (id int)").unwrap();
    let role = format!("schemist_german_{}", std::process::id());
    other
        .execute(&format!(
            "CREATE ROLE {role} LOGIN; GRANT ALL ON SCHEMA public TO {role}; ALTER TABLE a OWNER TO {role}; \
             ALTER ROLE {role} SET lc_messages = 'C.UTF-8'"
        ))
        .unwrap();
    let german = database.url().replacen("postgres@", &format!("{role}@"), 1);
    let mut connection = connect(&german);
    let speaks = connection.execute("SELECT 1/0").unwrap_err().to_string();
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE b (id int); ALTER TABLE a ADD c int;", "");
    for (lock_retries, single_transaction) in [(1, false), (1, true)] {
        other.execute("BEGIN; SELECT * FROM a").unwrap();
        let timeouts = Timeouts { lock: Some(Duration::from_millis(50)), statement: None };
        let options =
            RunnerOptions { timeouts, lock_retries, single_transaction, ..RunnerOptions::default() };
        let mut log = Log::default();
        let directory = folder.load();
        let mut runner = Runner::new(&mut connection, &directory).with_options(options);
        let error = runner.upgrade("head", &mut log).unwrap_err();
        let MigrateError::Statement(failure) = &error else { panic!("{error}") };
        assert!(failure.gave_up_waiting, "{error}");
        assert_eq!(log.0.iter().filter(|line| line.contains("trying again in 0.5 s (1 of 1)")).count(), 1);
        assert!(error.to_string().contains("wait until the others are done"), "{error}");
        if speaks.contains("Division durch Null") {
            assert!(error.to_string().contains("storniere Anfrage"), "{error}");
        }
        other.execute("ROLLBACK").unwrap();
    }
    // A role that may has English for the run, and its own language back.
    let mut connection = connect(database.url());
    connection.execute("SET lc_messages = 'C.UTF-8'").unwrap();
    folder.plain("1_a", "SELECT 1/0;", "");
    assert!(upgrade(&mut connection, &folder, "head").unwrap_err().contains("division by zero"));
    connection.execute("DO $$ BEGIN ASSERT current_setting('lc_messages') = 'C.UTF-8'; END $$").unwrap();
    drop(other);
    let mut last = connect(database.url());
    last.execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).unwrap();
}

#[test]
fn a_statement_that_takes_too_long_is_stopped() {
    let database = schemist_testing::postgres().database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE b (id int); SELECT pg_sleep(20);", "");
    let directory = folder.load();
    let timeouts = Timeouts { lock: None, statement: Some(Duration::from_millis(60)) };
    let options = RunnerOptions { timeouts, ..RunnerOptions::default() };
    let began = Instant::now();
    let error =
        Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut ()).unwrap_err();
    assert!(error.to_string().contains("due to statement timeout"), "{error}");
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn what_was_edited_is_told() {
    for database in databases() {
        let mut connection = connect(database.url());
        let folder = Folder::new();
        folder.plain("1_a", "-- one\nCREATE TABLE a (id int);\nSELECT 1;\n", "");
        upgrade(&mut connection, &folder, "head").unwrap();
        folder.plain("1_a", "-- one\nCREATE TABLE a (id bigint);\nSELECT 1;\n", "");
        let error = upgrade(&mut connection, &folder, "head").unwrap_err();
        assert!(error.contains("statement 1 (line 2) is not the one that ran"), "{error}");
        folder.plain("1_a", "CREATE TABLE a (id int); SELECT 1;", "");
        let error = upgrade(&mut connection, &folder, "head").unwrap_err();
        assert!(error.contains("the statements are the same, only comments or blanks differ"), "{error}");
        let directory = folder.load();
        Runner::new(&mut connection, &directory).mark_applied(&["1"], &mut ()).unwrap();
        assert!(upgrade(&mut connection, &folder, "head").unwrap().is_empty());
    }
}

/// Says yes so many times.
struct Asked(usize);

impl Progress for Asked {
    fn confirm(&mut self, _: &Revision, _: Direction) -> bool {
        self.0 = self.0.wrapping_sub(1);
        self.0 != usize::MAX
    }
}

#[test]
fn a_run_ends_where_it_is_not_confirmed() {
    for database in databases() {
        let mut connection = connect(database.url());
        let folder = Folder::new();
        folder.plain("1_a", "CREATE TABLE a (id int);", "").plain("2_b", "CREATE TABLE b (id int);", "");
        let directory = folder.load();
        let done = Runner::new(&mut connection, &directory).upgrade("head", &mut Asked(1)).unwrap();
        assert_eq!(names(&done), ["1_a"]);
    }
}

#[test]
fn a_locked_file_says_how_long_it_was_waited_for() {
    let database = TestDatabase::sqlite();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "");
    upgrade(&mut connection, &folder, "head").unwrap();
    let mut other = connect(database.url());
    other.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    connection.execute("PRAGMA busy_timeout = 1200").unwrap();
    let directory = folder.load();
    let error = Runner::new(&mut connection, &directory).status().unwrap_err();
    let MigrateError::Locked { waited, .. } = &error else { panic!("{error}") };
    assert!(*waited >= Duration::from_secs(1), "{waited:?}");
    assert!(error.to_string().contains("waited 1 s"), "{error}");
}
