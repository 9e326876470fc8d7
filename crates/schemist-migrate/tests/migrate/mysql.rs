use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use schemist_migrate::{Direction, MigrateError, Runner, RunnerOptions, Timeouts, WhatStands};
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::support::{Folder, Log, applied, connect, downgrade, names, upgrade};

fn database() -> TestDatabase {
    schemist_testing::mysql().database()
}

fn text(connection: &mut Connection, sql: &str) -> String {
    let Connection::Mysql(connection) = connection else { panic!("not MySQL") };
    let sql = diesel::dsl::sql::<Nullable<Text>>(&format!("SELECT CAST(({sql}) AS CHAR)"));
    sql.get_result::<Option<String>>(connection).unwrap().unwrap_or_default()
}

fn tables(connection: &mut Connection) -> String {
    let sql = r"SELECT group_concat(table_name ORDER BY table_name SEPARATOR ' ') FROM information_schema.tables WHERE table_schema = database() AND table_name NOT LIKE '\_\_%'";
    text(connection, sql)
}

#[test]
fn up_and_down() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
    folder.loose("2_b", "CREATE TABLE b (id int);\nINSERT INTO b VALUES (1);", "DROP TABLE b;");
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["1_a", "2_b"]);
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), [""; 0]);
    assert_eq!(
        (tables(&mut connection).as_str(), applied(&mut connection)),
        ("a b", vec!["1".to_owned(), "2".to_owned()])
    );
    assert_eq!(downgrade(&mut connection, &folder, "base").unwrap(), ["2_b", "1_a"]);
    assert_eq!(tables(&mut connection), "");
}

#[test]
fn a_run_goes_on_where_it_stopped() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.loose(
        "1_half",
        "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nCREATE TABLE b (id int);\nINSERT INTO b VALUES (1, 2);",
        "DROP TABLE a;\nDROP TABLE wrong;",
    );
    let directory = folder.load();
    let error = Runner::new(&mut connection, &directory).upgrade("head", &mut ()).unwrap_err();
    let MigrateError::Statement(failure) = &error else { panic!("{error}") };
    assert_eq!((failure.line, failure.number), (4, 4));
    assert_eq!(failure.stands, WhatStands::First { done: 3, next_line: 4 });
    assert_eq!(tables(&mut connection), "a b");
    let status = Runner::new(&mut connection, &directory).status().unwrap();
    assert_eq!((status.interrupted[0].statements_done, status.interrupted[0].direction), (3, Direction::Up));
    assert!(
        downgrade(&mut connection, &folder, "base").unwrap_err().contains("has to be applied to its end")
    );

    folder.write(
        "1_half/up.sql",
        "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nCREATE TABLE b (id int);\nINSERT INTO b VALUES (1);",
    );
    let directory = folder.load();
    let done = Runner::new(&mut connection, &directory).upgrade("head", &mut ()).unwrap();
    assert_eq!(names(&done), ["1_half"]);
    assert_eq!(text(&mut connection, "SELECT count(*) FROM a"), "1");

    let error = downgrade(&mut connection, &folder, "base").unwrap_err();
    assert!(error.contains("wrong"), "{error}");
    folder.write("1_half/down.sql", "DROP TABLE a;\nDROP TABLE b;");
    assert_eq!(downgrade(&mut connection, &folder, "1-1").unwrap(), ["1_half"]);
    assert_eq!((tables(&mut connection).as_str(), applied(&mut connection).len()), ("", 0));
}

#[test]
fn a_trigger_is_one_statement_and_strings_are_the_servers() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.loose(
        "1_a",
        "CREATE TABLE a (id int, t varchar(20));\n# it's a comment;\nINSERT INTO a VALUES (1, 'it\\'s; x');\n\
         CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.id > 1 THEN SET NEW.t = 'big;'; END IF; END;\n\
         INSERT INTO a VALUES (2, '');",
        "DROP TABLE a;",
    );
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(text(&mut connection, "SELECT group_concat(t ORDER BY id) FROM a"), "it's; x,big;");
    downgrade(&mut connection, &folder, "base").unwrap();
}

#[test]
fn a_lock_that_is_held_is_told() {
    let database = database();
    let mut holder = connect(database.url());
    holder.execute("SELECT GET_LOCK(LEFT(CONCAT('schemist ', DATABASE()), 64), 0)").unwrap();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
    let directory = folder.load();
    let options = RunnerOptions { lock_timeout: Duration::from_millis(300), ..Default::default() };
    let mut runner = Runner::new(&mut connection, &directory).with_options(options);
    let error = runner.upgrade("head", &mut ()).unwrap_err().to_string();
    assert!(error.contains("server connection"), "{error}");
    drop(holder);
    upgrade(&mut connection, &folder, "head").unwrap();
}

#[test]
fn a_lock_timeout_is_waited_for_and_tried_again() {
    let database = database();
    let mut other = connect(database.url());
    other.execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1)").unwrap();
    other.execute("BEGIN; UPDATE a SET id = 2").unwrap();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    // The rows are locked by the other one, and then the table.
    folder.plain("1_a", "UPDATE a SET id = id + 10; ALTER TABLE a ADD c int;", "");
    let directory = folder.load();
    let timeouts = Timeouts { lock: Some(Duration::from_secs(1)), statement: None };
    let options = RunnerOptions { timeouts, lock_retries: 1, ..RunnerOptions::default() };
    let mut log = Log::default();
    let error =
        Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut log).unwrap_err();
    assert!(error.to_string().contains("Lock wait timeout exceeded"), "{error}");
    assert_eq!(log.0.iter().filter(|line| line.contains("trying again in 0.5 s (1 of 1)")).count(), 1);
    let release = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(1500));
        other.execute("COMMIT").unwrap();
    });
    let options = RunnerOptions { lock_retries: 5, ..options };
    Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut ()).unwrap();
    release.join().unwrap();
    assert_eq!(text(&mut connection, "SELECT id FROM a"), "12");
    assert_ne!(text(&mut connection, "SELECT @@lock_wait_timeout"), "1", "the session's own limit is back");
}

#[test]
fn a_lock_timeout_in_german_is_tried_again() {
    let database = database();
    let mut other = connect(database.url());
    other.execute("CREATE TABLE a (id int)").unwrap();
    other.execute("BEGIN; INSERT INTO a VALUES (1)").unwrap();
    let mut connection = connect(database.url());
    connection.execute("SET SESSION lc_messages = 'de_DE'").unwrap();
    let folder = Folder::new();
    folder.plain("1_a", "ALTER TABLE a ADD c int;", "");
    let timeouts = Timeouts { lock: Some(Duration::from_millis(50)), statement: None };
    let options = RunnerOptions { timeouts, lock_retries: 1, ..RunnerOptions::default() };
    let mut log = Log::default();
    let directory = folder.load();
    let mut runner = Runner::new(&mut connection, &directory).with_options(options);
    let error = runner.upgrade("head", &mut log).unwrap_err();
    let MigrateError::Statement(failure) = &error else { panic!("{error}") };
    assert!(failure.gave_up_waiting, "{error}");
    assert_eq!(log.0.iter().filter(|line| line.contains("trying again in 0.5 s (1 of 1)")).count(), 1);
    assert_eq!(text(&mut connection, "SELECT @@lc_messages"), "de_DE");
}

#[test]
fn a_statement_that_takes_too_long_is_stopped() {
    let database = database();
    let mut connection = connect(database.url());
    if !text(&mut connection, "SELECT version()").contains("MariaDB") {
        // MySQL has no limit but for queries: see docs/mysql.md.
        return;
    }
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE b (id int); INSERT INTO b SELECT sleep(20);", "");
    let directory = folder.load();
    let timeouts = Timeouts { lock: None, statement: Some(Duration::from_millis(100)) };
    let options = RunnerOptions { timeouts, ..RunnerOptions::default() };
    let began = std::time::Instant::now();
    let error =
        Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut ()).unwrap_err();
    assert!(error.to_string().contains("max_statement_time"), "{error}");
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// The server ends a transaction at every statement that defines something.
#[test]
fn one_transaction_for_all_is_refused() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "");
    let directory = folder.load();
    let options = RunnerOptions { single_transaction: true, ..RunnerOptions::default() };
    let error =
        Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut ()).unwrap_err();
    assert!(
        error.to_string().contains("MariaDB and MySQL cannot change tables within a transaction"),
        "{error}"
    );
    assert_eq!(tables(&mut connection), "");
}
