//! How many statements the bookkeeping takes, as the client library counts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{Connection as _, InstrumentationEvent};
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::support::{Folder, connect, upgrade};

/// What is sent while something is done.
fn statements(connection: &mut Connection, work: impl FnOnce(&mut Connection)) -> usize {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let instrument = move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { .. } = event {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    };
    match connection {
        Connection::Sqlite(connection) => connection.set_instrumentation(instrument),
        Connection::Postgres(connection) => connection.set_instrumentation(instrument),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => connection.set_instrumentation(instrument),
        _ => panic!("another engine"),
    }
    work(connection);
    count.load(Ordering::Relaxed)
}

fn check(database: &TestDatabase, per_revision: usize) {
    const REVISIONS: usize = 500;
    let folder = Folder::new();
    for i in 0..REVISIONS {
        folder.plain(&format!("{i:04}_t"), &format!("INSERT INTO t VALUES ({i});"), "");
    }
    let mut connection = connect(database.url());
    connection.execute("CREATE TABLE t (id int)").unwrap();
    let sent = statements(&mut connection, |connection| {
        assert_eq!(upgrade(connection, &folder, "head").unwrap().len(), REVISIONS);
    });
    // Its own statement, and some before the first and behind the last.
    let overhead = sent - REVISIONS;
    assert!(overhead <= per_revision * REVISIONS + 10, "{overhead} for {REVISIONS} revisions");
    let sent = statements(&mut connection, |connection| {
        assert!(upgrade(connection, &folder, "head").unwrap().is_empty());
    });
    assert!(sent < 5, "{sent} at the head");
}

#[test]
fn postgres() {
    check(&schemist_testing::postgres().database(), 3);
}

#[test]
fn sqlite() {
    check(&TestDatabase::sqlite(), 3);
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    check(&schemist_testing::mysql().database(), 3);
}
