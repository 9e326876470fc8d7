//! Schemas of real programs and the cases of other tools, where `SCHEMIST_SHARED` names the folder that
//! holds them (`schemas/postgres/*.sql`, `cases/postgres.jsonl`).

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use diesel::connection::{Connection as _, Instrumentation, InstrumentationEvent};
use schemist_reflect::{Connection, reflect};
use schemist_schema::{Operation, Schema, UnmanagedKind};

use crate::harness::{Live, creation, difference};

/// The contract: at most so many, whatever the size of the database.
const MAX_QUERIES: usize = 20;

fn shared() -> Option<PathBuf> {
    std::env::var_os("SCHEMIST_SHARED").map(PathBuf::from)
}

fn count_queries(connection: &mut Connection) -> Arc<AtomicUsize> {
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

#[test]
fn schemas_of_real_programs_are_read_and_written() {
    let Some(shared) = shared() else { return };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(shared.join("schemas/postgres")).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut failures = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut live = Live::with(&std::fs::read_to_string(&file).unwrap());
        let count = count_queries(&mut live.connection);
        let start = Instant::now();
        let schema = live.schema();
        let elapsed = start.elapsed();
        let queries = count.load(Ordering::Relaxed);
        assert!(queries <= MAX_QUERIES, "{name}: {queries} queries");
        eprintln!(
            "{name}: {} tables, {} unmanaged, {queries} queries, {elapsed:?}",
            schema.tables.len(),
            schema.unmanaged.len()
        );
        if let Err(failure) = written_again(&schema) {
            failures.push(format!("{name}: {failure}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The core in a second database, with what it needs from outside the core.
fn written_again(schema: &Schema) -> Result<(), String> {
    let mut copy = Live::empty();
    let definitions = |kind| schema.unmanaged.iter().filter(move |u| u.kind == kind);
    let mut later = Vec::new();
    for object in definitions(UnmanagedKind::Extension) {
        later.extend(object.definition.clone());
    }
    for name in schema.namespaces.keys() {
        copy.connection.execute(&format!("CREATE SCHEMA \"{name}\"")).map_err(|e| e.to_string())?;
    }
    for sql in later {
        copy.connection.execute(&sql).map_err(|e| e.to_string())?;
    }
    let mut operations = creation(schema);
    let mut before = Schema { namespaces: schema.namespaces.clone(), ..Schema::default() };
    operations.retain(|o| !matches!(o, Operation::CreateNamespace { .. }));
    let tables = operations.iter().position(|o| matches!(o, Operation::CreateTable { .. }));
    let rest = operations.split_off(tables.unwrap_or(operations.len()));
    copy.apply(&mut before, &operations)?;
    copy.connection.execute("SET check_function_bodies = off").map_err(|e| e.to_string())?;
    for kind in [UnmanagedKind::Type, UnmanagedKind::Function] {
        for object in definitions(kind) {
            // Those that need tables are not needed by them.
            let _ = object.definition.as_ref().map(|sql| copy.connection.execute(sql));
        }
    }
    copy.apply(&mut before, &rest)?;
    match difference(schema, &copy.schema()) {
        Some(difference) => Err(difference),
        None => Ok(()),
    }
}

#[test]
fn cases_of_other_tools_are_read_and_written() {
    let Some(shared) = shared() else { return };
    let cases = std::fs::read_to_string(shared.join("cases/postgres.jsonl")).unwrap();
    let (mut read, mut failures) = (0, Vec::new());
    for line in cases.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        if case["scope"] != "core" {
            continue;
        }
        for side in ["before_sql", "after_sql"] {
            let mut live = Live::empty();
            // One by one: CREATE INDEX CONCURRENTLY cannot stand with others.
            let statements = schemist_dialect::split_script(case[side].as_str().unwrap());
            if let Some(error) =
                statements.into_iter().find_map(|(_, sql)| live.connection.execute(sql).err())
            {
                eprintln!("{} {side} does not load: {error}", case["id"]);
                continue;
            }
            live.connection.execute("RESET ALL").unwrap();
            read += 1;
            match reflect(&mut live.connection) {
                Ok((schema, diagnostics)) => {
                    for d in diagnostics {
                        eprintln!("{}: {d}", case["id"]);
                    }
                    if let Err(failure) = written_again(&schema) {
                        failures.push(format!("{} {side}: {failure}", case["id"]));
                    }
                }
                Err(error) => failures.push(format!("{} {side}: {error}", case["id"])),
            }
        }
    }
    assert!(failures.is_empty(), "{read} read, {} failed:\n{}", failures.len(), failures.join("\n\n"));
    eprintln!("{read} read");
}
