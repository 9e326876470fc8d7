//! Reflection and normalization on a live MariaDB server. Built with the feature `mysql` of this crate and of
//! `schemist-testing`: `cargo xtask test` switches both on.
#![cfg(feature = "mysql")]
// A test fails by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use diesel::prelude::*;
use diesel::sql_types::Text;
use schemist_reflect::{Connection, DatabaseUrl, ScratchDatabase, normalize, reflect};
use schemist_schema::{ColumnType, Pair};
use schemist_testing::TestDatabase;

fn database(sql: &str) -> (TestDatabase, Connection) {
    let database = schemist_testing::mysql().database();
    let mut connection = open(database.url());
    connection.execute(sql).unwrap();
    (database, connection)
}

fn open(url: &str) -> Connection {
    Connection::open(&DatabaseUrl::parse(url).unwrap()).unwrap()
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    answer: String,
}

fn ask(connection: &mut Connection, sql: &str) -> String {
    let Connection::Mysql(connection) = connection else { panic!("not on MySQL") };
    let sql = format!("SELECT CAST(({sql}) AS CHAR) AS answer");
    diesel::sql_query(sql).get_result::<Answer>(connection).unwrap().answer
}

fn is_mariadb(connection: &mut Connection) -> bool {
    connection.dialect().unwrap().capabilities().is_mariadb
}

#[test]
fn what_is_not_managed_is_told() {
    let (_database, mut connection) = database(
        "CREATE TABLE sales (id INT NOT NULL PRIMARY KEY, cents INT) PARTITION BY HASH (id) PARTITIONS 2;
         CREATE VIEW big AS SELECT id FROM sales WHERE cents > 100;
         CREATE TRIGGER checked BEFORE INSERT ON sales FOR EACH ROW SET NEW.cents = 1;
         CREATE PROCEDURE clear() DELETE FROM sales;
         CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM sales;",
    );
    let mariadb = is_mariadb(&mut connection);
    if mariadb {
        connection.execute("CREATE SEQUENCE numbers").unwrap();
    }
    let schema = reflect(&mut connection).unwrap().0;
    assert_eq!(schema.tables.len(), 1);
    let sequences: Vec<String> = schema.sequences.keys().map(ToString::to_string).collect();
    assert_eq!(sequences, if mariadb { vec!["numbers"] } else { Vec::new() });
    let found: Vec<String> = schema
        .unmanaged
        .iter()
        .map(|object| {
            let of = object.table.iter().chain(&object.depends_on).map(ToString::to_string);
            format!("{} {}: {}", object.kind.as_str(), object.name, of.collect::<Vec<_>>().join(", "))
        })
        .collect();
    let expected = [
        "view big: sales",
        "trigger checked: sales",
        "function clear: sales",
        "partition p0: sales",
        "partition p1: sales",
        "event nightly: sales",
    ];
    assert_eq!(found, expected);
    assert!(schema.unmanaged.iter().all(|o| o.definition.is_some()));
}

#[test]
fn a_view_is_the_same_in_another_database() {
    let sql = "CREATE TABLE t (id INT PRIMARY KEY, a INT); CREATE VIEW v AS SELECT t.a, '`' AS b FROM t WHERE id > 1;";
    let ((_one, mut here), (_other, mut there)) = (database(sql), database(sql));
    let views = [&mut here, &mut there].map(|connection| reflect(connection).unwrap().0.unmanaged);
    assert_eq!(views[0], views[1]);
    assert_eq!(views[0].len(), 1);
}

#[test]
fn a_large_schema_takes_no_more_statements_than_a_small_one() {
    let table = |i| {
        format!(
            "CREATE TABLE t{i} (id INT PRIMARY KEY, n INT, m INT, what VARCHAR(9) DEFAULT '?', \
             KEY (n), CHECK (n > 0), CHECK (n < m), FOREIGN KEY (m) REFERENCES t{i} (id)); \
             CREATE VIEW v{i} AS SELECT n FROM t{i};"
        )
    };
    let (_database, mut connection) = database(&(0..40).map(table).collect::<String>());
    let within = if is_mariadb(&mut connection) { "information_schema" } else { "performance_schema" };
    let questions =
        format!("SELECT variable_value FROM {within}.session_status WHERE variable_name = 'QUESTIONS'");
    let before: u32 = ask(&mut connection, &questions).parse().unwrap();
    reflect(&mut connection).unwrap();
    let after: u32 = ask(&mut connection, &questions).parse().unwrap();
    assert!(after - before <= 20, "{} statements", after - before);
}

#[test]
fn expressions_are_compared_in_the_words_of_the_server() {
    let (_database, mut connection) = database(
        "CREATE TABLE t (id INT PRIMARY KEY, s VARCHAR(9) DEFAULT 'it''s', n INT DEFAULT (1+2), j JSON,
                         g INT GENERATED ALWAYS AS (id*2) VIRTUAL, CONSTRAINT c CHECK (s in ('a','b') AND n<>5));",
    );
    let live = reflect(&mut connection).unwrap().0;
    let mut declared = live.clone();
    let table = declared.tables.values_mut().next().unwrap();
    assert_eq!(table.columns.named("j").unwrap().ty, ColumnType::Json);
    table.checks[0].expression.sql = "s IN ('a', 'b') AND n != 5".to_owned();
    table.columns.named_mut("n").unwrap().default = Some("(1 + 2)".into());
    let mut pair = Pair::new(live.clone(), declared);
    assert!(normalize(&mut connection, &mut pair).unwrap().is_empty());
    assert_eq!(pair.next, live);
    let left = "SELECT count(*) FROM information_schema.schemata WHERE schema_name = \
                CONCAT('schemist_scratch_', CONNECTION_ID())";
    assert_eq!(ask(&mut connection, left), "0");
}

#[test]
fn scratch_is_like_the_database_beside_it_and_goes_with_the_value() {
    let (database, mut connection) = database("");
    let name = ask(&mut connection, "DATABASE()");
    connection.execute(&format!("ALTER DATABASE {name} COLLATE latin1_bin")).unwrap();
    let mut scratch = ScratchDatabase::on_server_of(&DatabaseUrl::parse(database.url()).unwrap()).unwrap();
    let collation = ask(scratch.connection().unwrap(), "@@collation_database");
    assert_eq!(collation, "latin1_bin");
    let name = ask(scratch.connection().unwrap(), "DATABASE()");
    drop(scratch);
    let left = format!("SELECT count(*) FROM information_schema.schemata WHERE schema_name = '{name}'");
    assert_eq!(ask(&mut connection, &left), "0");
}

#[test]
fn a_url_without_a_database_is_said() {
    let mut connection = open(&schemist_testing::mysql().url().replace("/mysql", "/"));
    let error = reflect(&mut connection).unwrap_err().to_string();
    assert!(error.contains("DATABASE"), "{error}");
}
