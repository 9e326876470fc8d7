//! Views and triggers, and full-text indexes, that would name what is not there any more. SQLite drops the table all the same, and
//! then refuses to rename anything or to drop a column, in this plan or a later one: `ALTER TABLE` reads all definitions
//! (<https://sqlite.org/lang_altertable.html>).

use std::collections::BTreeSet;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::definition::table_mentions;
use schemist_schema::{Operation, QualifiedName, Schema, Table, UnmanagedKind, UnmanagedObject};

use crate::detours::IN_THE_WAY;
use crate::item::Item;

/// Who needs what goes, and did not go with it.
#[derive(Debug, Default)]
pub(crate) struct Unresolved(BTreeSet<Reader>);

/// A view, trigger or full-text index, and what it needs, in words.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reader {
    kind: UnmanagedKind,
    name: String,
    /// `table docs`
    needs: String,
    /// The operation that takes it away.
    why: String,
}

impl Unresolved {
    /// Takes note of an item that is about to be carried out on a schema.
    pub(crate) fn note(&mut self, item: &Item, before: &Schema, dialect: &Dialect) {
        if !dialect.capabilities().definitions_must_resolve {
            return;
        }
        for operation in item.covered() {
            let needed =
                before.unmanaged.iter().filter_map(|object| Some((object, needs(object, operation)?)));
            self.0.extend(needed.map(|(object, needs)| Reader {
                kind: object.kind,
                name: object.name.to_string(),
                needs,
                why: operation.describe(),
            }));
        }
    }

    /// Refuses those that are still there at the end.
    pub(crate) fn refuse(self, after: &Schema) -> Vec<Diagnostic> {
        let is_there = |reader: &Reader| {
            after.unmanaged.iter().any(|o| o.kind == reader.kind && o.name.name == reader.name)
        };
        self.0.into_iter().filter(is_there).map(refusal).collect()
    }
}

/// What an operation takes away that the object needs. A full-text index over the rows of another table speaks of it
/// and its columns in words that no rename follows.
fn needs(object: &UnmanagedObject, operation: &Operation) -> Option<String> {
    let is_index = object.kind == UnmanagedKind::Table;
    let indexes = |table: &QualifiedName, column: &String| {
        is_index && object.ties.columns.iter().any(|(t, c)| t == table && c.eq_ignore_ascii_case(column))
    };
    match operation {
        Operation::DropTable { table } => {
            let needed =
                if is_index { object.depends_on.contains(&table.name) } else { reads(object, table) };
            needed.then(|| format!("table {}", table.name))
        }
        Operation::RenameTable { name } => (is_index && object.depends_on.contains(&name.previous))
            .then(|| format!("table {}", name.previous)),
        Operation::DropColumn { table, column } => {
            indexes(table, &column.name).then(|| format!("column {table}.{}", column.name))
        }
        Operation::RenameColumn { table, name } => {
            indexes(table, &name.previous).then(|| format!("column {table}.{}", name.previous))
        }
        _ => None,
    }
}

fn reads(object: &UnmanagedObject, dropped: &Table) -> bool {
    let has_body = matches!(object.kind, UnmanagedKind::View | UnmanagedKind::Trigger);
    has_body
        && !object.is_attached_to(&dropped.name)
        && object.depends_on.contains(&dropped.name)
        && object.definition.as_deref().is_some_and(|sql| !table_mentions(sql, &dropped.name.name).is_empty())
}

fn refusal(reader: Reader) -> Diagnostic {
    let Reader { kind, name, needs, why } = reader;
    let (kind, note) = match kind {
        UnmanagedKind::Table => {
            ("virtual table", "the engine would let it happen, and the index could not be read any more")
        }
        kind => (
            kind.as_str(),
            "the engine would drop the table, and then refuse to rename tables or columns while the definition names it",
        ),
    };
    let message = format!("{kind} {name} needs {needs}, which goes: it stands in the way of \"{why}\"");
    Diagnostic::error(IN_THE_WAY, message).with_subject(name).with_note(note).with_help(format!(
        "drop the {kind}, or change it so that it does not need that, in a revision of its own before this one"
    ))
}
