//! How many statements reading a database takes, as the client library counts them: as many for a large one as for a
//! small one.

// A test fails by panicking.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{Connection as _, InstrumentationEvent};
use schemist_reflect::{Connection, DatabaseUrl, reflect};
use schemist_testing::TestDatabase;

/// Tables with something of everything, and a view.
fn tables(first: usize, last: usize) -> String {
    let table = |i: usize| {
        let other = i.saturating_sub(1).max(1);
        format!(
            "CREATE TABLE t{i} (id integer PRIMARY KEY, other integer REFERENCES t{other} (id), \
             name varchar(40) NOT NULL DEFAULT 'x' UNIQUE, amount numeric(10, 2) CHECK (amount >= 0));\n\
             CREATE INDEX ix{i} ON t{i} (amount, name);\nCREATE VIEW v{i} AS SELECT id, name FROM t{i};\n"
        )
    };
    (first..=last).map(table).collect()
}

/// What is sent while the database is read, and how many tables are found.
fn statements(connection: &mut Connection) -> (usize, usize) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let instrument = move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { .. } = event {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    };
    match connection {
        #[cfg(feature = "sqlite")]
        Connection::Sqlite(connection) => connection.set_instrumentation(instrument),
        #[cfg(feature = "postgres")]
        Connection::Postgres(connection) => connection.set_instrumentation(instrument),
        _ => panic!("another engine"),
    }
    let (schema, _) = reflect(connection).unwrap();
    (count.load(Ordering::Relaxed), schema.tables.len())
}

fn check(database: &TestDatabase, most: usize) {
    let mut connection = Connection::open(&DatabaseUrl::parse(database.url()).unwrap()).unwrap();
    connection.execute(&tables(1, 5)).unwrap();
    let (few, found) = statements(&mut connection);
    assert_eq!(found, 5);
    connection.execute(&tables(6, 300)).unwrap();
    let (many, found) = statements(&mut connection);
    assert_eq!(found, 300);
    assert_eq!(few, many, "the number of statements grows with the database");
    assert!(many <= most, "{many} statements");
}

#[test]
#[cfg(feature = "postgres")]
fn postgres() {
    check(&schemist_testing::postgres().database(), 20);
}

#[test]
#[cfg(feature = "sqlite")]
fn sqlite() {
    check(&TestDatabase::sqlite(), 4);
}
