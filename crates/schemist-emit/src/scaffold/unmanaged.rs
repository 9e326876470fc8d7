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
        for (kind, names) in by_kind(schema) {
            out.push_str(&wrapped(&format!("{}: {}", plural(kind, names.len()), names.join(", "))));
        }
    }
    out
}

/// A comment of as many lines as it takes.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 96;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines.last().is_some_and(|line| !line.is_empty() && line.len() + word.len() >= WIDTH);
        if full {
            lines.push("  ".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            if !line.trim().is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.iter().map(|line| comment::prefixed("//   ", line)).collect()
}

fn by_kind(schema: &Schema) -> BTreeMap<UnmanagedKind, Vec<String>> {
    let mut kinds: BTreeMap<UnmanagedKind, Vec<String>> = BTreeMap::new();
    for object in &schema.unmanaged {
        kinds.entry(object.kind).or_default().push(in_words(object));
    }
    kinds
}

fn in_words(object: &UnmanagedObject) -> String {
    match &object.table {
        Some(table) => format!("{} on {table}", object.name),
        None => object.name.to_string(),
    }
}

fn plural(kind: UnmanagedKind, count: usize) -> String {
    match (kind, count) {
        (_, 1) => kind.as_str().to_owned(),
        (UnmanagedKind::Policy, _) => "policies".to_owned(),
        (UnmanagedKind::Table, _) => "tables outside the core".to_owned(),
        (kind, _) => format!("{}s", kind.as_str()),
    }
}

/// A note for each kind of object.
pub(crate) fn diagnostics(schema: &Schema) -> Vec<Diagnostic> {
    let note = |(kind, names): (UnmanagedKind, Vec<String>)| {
        let objects = plural(kind, names.len());
        let is = if names.len() == 1 { "is" } else { "are" };
        Diagnostic::note(
            UNMANAGED,
            format!("{} {objects} {is} not managed: never changed or dropped", names.len()),
        )
        .with_note(names.join(", "))
    };
    by_kind(schema).into_iter().map(note).collect()
}
