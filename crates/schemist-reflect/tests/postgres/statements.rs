//! How many statements it takes to read a database.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{Connection as _, Instrumentation, InstrumentationEvent};
use schemist_reflect::Connection;

use crate::harness::Live;

/// At most so many, whatever the size of the database.
const MOST: usize = 20;

#[test]
fn a_large_schema_takes_no_more_statements_than_a_small_one() {
    let [small, large] = [1, 60].map(statements);
    assert_eq!(small, large);
    assert!(large <= MOST, "{large} statements");
}

fn statements(tables: usize) -> usize {
    let table = |i| {
        format!(
            "CREATE TYPE mood_{i} AS ENUM ('good', 'bad');
             CREATE TABLE t{i} (id serial PRIMARY KEY, n int DEFAULT 3 CHECK (n > 0), m int REFERENCES t{i}, how mood_{i});
             CREATE INDEX ix_{i} ON t{i} ((n + m)) WHERE n > 3;
             COMMENT ON COLUMN t{i}.n IS 'how many';
             CREATE VIEW v{i} AS SELECT n FROM t{i};
             CREATE FUNCTION f{i}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
             CREATE TRIGGER tr{i} BEFORE INSERT ON t{i} FOR EACH ROW EXECUTE FUNCTION f{i}();"
        )
    };
    let mut live = Live::with(&(0..tables).map(table).collect::<String>());
    let count = counter(&mut live.connection);
    assert_eq!(live.schema().tables.len(), tables);
    count.load(Ordering::Relaxed)
}

fn counter(connection: &mut Connection) -> Arc<AtomicUsize> {
    struct Counter(Arc<AtomicUsize>);
    impl Instrumentation for Counter {
        fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
            if let InstrumentationEvent::StartQuery { .. } = event {
                self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
    let count = Arc::new(AtomicUsize::new(0));
    if let Connection::Postgres(connection) = connection {
        connection.set_instrumentation(Counter(Arc::clone(&count)));
    }
    count
}
