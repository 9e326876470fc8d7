//! What the models say nothing of, said in words.

use std::collections::BTreeMap;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Engine, Schema, UnmanagedKind, UnmanagedObject};

use crate::comment;
use crate::scaffold::UNMANAGED;

/// The comment at the top of the root file.
pub(crate) fn header(schema: &Schema, engine: Engine) -> String {
    let database = match engine {
        Engine::Sqlite => "a SQLite",
        Engine::Postgres => "a PostgreSQL",
        Engine::Mysql => "a MariaDB or MySQL",
    };
    let mut out = format!("// Written by `schemist scaffold` from {database} database; yours to edit.\n");
    if !schema.unmanaged.is_empty() {
        out.push_str("//\n// In the database and not in the models, never changed or dropped:\n");
        for object in &schema.unmanaged {
            out.push_str(&one_line(&in_words(object)));
        }
    }
    out
}

fn one_line(text: &str) -> String {
    let joined: Vec<&str> = text.split(char::is_control).filter(|l| !l.is_empty()).collect();
    comment::prefixed("//   ", &joined.join(" "))
}

fn in_words(object: &UnmanagedObject) -> String {
    match &object.table {
        Some(table) => format!("{} {} on {table}", object.kind.as_str(), object.name),
        None => format!("{} {}", object.kind.as_str(), object.name),
    }
}

/// A note for each kind of object.
pub(crate) fn diagnostics(schema: &Schema) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<UnmanagedKind, Vec<&UnmanagedObject>> = BTreeMap::new();
    for object in &schema.unmanaged {
        kinds.entry(object.kind).or_default().push(object);
    }
    let note = |(kind, objects): (UnmanagedKind, Vec<&UnmanagedObject>)| {
        let count = objects.len();
        let plural = if count == 1 { "object" } else { "objects" };
        let mut note = Diagnostic::note(
            UNMANAGED,
            format!("{count} {plural} of kind {} not managed: never changed or dropped", kind.as_str()),
        );
        for object in objects {
            note = note.with_note(in_words(object));
        }
        note
    };
    kinds.into_iter().map(note).collect()
}
