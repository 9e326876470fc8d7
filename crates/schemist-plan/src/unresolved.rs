//! Views and triggers that would name a table which is not there any more. SQLite drops the table all the same, and
//! then refuses to rename anything or to drop a column, in this plan or a later one: `ALTER TABLE` reads all definitions
//! (<https://sqlite.org/lang_altertable.html>).

use std::collections::BTreeSet;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::definition::table_mentions;
use schemist_schema::{Operation, Schema, Table, UnmanagedKind, UnmanagedObject};

use crate::detours::IN_THE_WAY;
use crate::item::Item;

/// Who reads the tables that are dropped, and was not dropped with one of them.
#[derive(Debug, Default)]
pub(crate) struct Unresolved(BTreeSet<Reader>);

/// A view or trigger, and the table it reads, in words.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reader {
    kind: UnmanagedKind,
    name: String,
    table: String,
}

impl Unresolved {
    /// Takes note of an item that is about to be carried out on a schema.
    pub(crate) fn note(&mut self, item: &Item, before: &Schema, dialect: &Dialect) {
        if !dialect.capabilities().definitions_must_resolve {
            return;
        }
        let operations = item.covered().iter();
        let dropped = operations.filter_map(|operation| match operation {
            Operation::DropTable { table } => Some(&**table),
            _ => None,
        });
        for table in dropped {
            let readers = before.unmanaged.iter().filter(|object| reads(object, table));
            self.0.extend(readers.map(|object| Reader {
                kind: object.kind,
                name: object.name.to_string(),
                table: table.name.to_string(),
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

fn reads(object: &UnmanagedObject, dropped: &Table) -> bool {
    let has_body = matches!(object.kind, UnmanagedKind::View | UnmanagedKind::Trigger);
    has_body
        && !object.is_attached_to(&dropped.name)
        && object.depends_on.contains(&dropped.name)
        && object.definition.as_deref().is_some_and(|sql| !table_mentions(sql, &dropped.name.name).is_empty())
}

fn refusal(reader: Reader) -> Diagnostic {
    let Reader { kind, name, table } = reader;
    let kind = kind.as_str();
    let message = format!(
        "{kind} {name} needs table {table}, which goes: it stands in the way of \"drop table {table}\""
    );
    Diagnostic::error(IN_THE_WAY, message)
        .with_subject(name)
        .with_note("the engine would drop the table, and then refuse to rename tables or columns while the definition names it")
        .with_help(format!(
            "drop the {kind}, or change it so that it does not need that, in a revision of its own before this one"
        ))
}
