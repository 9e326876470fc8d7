//! Tables: which appear, which go, what changes in those that stay.

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{CommentTarget, Engine, Operation, Pair, Schema, Table};

use crate::values::{self, Surroundings};
use crate::{columns, constraints, indexes};

/// Drops of what is in the way, changes, and what appears: an order in which each fits the schema so far.
pub(crate) fn changes(
    schemas: Pair<&Schema>,
    recorded: Option<&Schema>,
    dialect: &Dialect,
) -> (Vec<Operation>, Vec<Diagnostic>) {
    let Pair { previous, next } = schemas;
    let created_tables = next.tables.iter().filter(|(name, _)| !previous.tables.contains_key(*name));
    let dropped_tables = previous.tables.iter().filter(|(name, _)| !next.tables.contains_key(*name));
    let table_pairs: Vec<Pair<&Table>> = previous
        .tables
        .iter()
        .filter_map(|(name, table)| next.tables.get(name).map(|n| Pair::new(table, n)))
        .collect();

    let escapes = dialect.engine() == Engine::Mysql;
    let cx = Surroundings { live: previous, escapes, recorded };
    let mut parts: Vec<TableChanges> = table_pairs.iter().map(|p| table_changes(cx, *p, dialect)).collect();
    constraints::rebuild_dependent_foreign_keys(schemas, &table_pairs, &mut parts, dialect);

    let mut operations = Vec::new();
    for part in &mut parts {
        operations.append(&mut part.removals);
    }
    operations.extend(dropped_tables.map(|(_, t)| Operation::DropTable { table: Box::new(t.clone()) }));
    operations.extend(created_tables.map(|(_, t)| Operation::CreateTable { table: Box::new(t.clone()) }));
    for part in &mut parts {
        operations.append(&mut part.columns);
    }
    for part in &mut parts {
        operations.append(&mut part.additions);
    }
    (operations, values::remarks(cx, &table_pairs))
}

/// The changes of one table, in three waves.
#[derive(Default)]
pub(crate) struct TableChanges {
    /// Constraints and indexes that go (or are renamed).
    pub(crate) removals: Vec<Operation>,
    /// Columns and options.
    pub(crate) columns: Vec<Operation>,
    /// Constraints, indexes and comments that come.
    pub(crate) additions: Vec<Operation>,
}

fn table_changes(cx: Surroundings<'_>, table: Pair<&Table>, dialect: &Dialect) -> TableChanges {
    let mut changes = TableChanges::default();
    let name = &table.next.name;
    constraints::compare(table, dialect, &mut changes);
    indexes::compare(table, dialect, &mut changes);
    let options = Pair::new(table.previous.options.clone(), table.next.options.clone());
    if !options.is_same() {
        changes.columns.push(Operation::SetTableOptions { table: name.clone(), options });
    }
    changes.columns.extend(columns::compare(cx, table));
    if dialect.capabilities().comments {
        let comment = Pair::new(&table.previous.comment, &table.next.comment);
        changes.additions.extend(set_comment(CommentTarget::Table(name.clone()), comment));
        changes.additions.extend(columns::comments(table));
    }
    changes
}

/// The operation that changes a comment, where it differs. No comment and an empty one are the same.
pub(crate) fn set_comment(on: CommentTarget, comment: Pair<&Option<String>>) -> Option<Operation> {
    let comment = comment.map(|c| c.clone().filter(|text| !text.is_empty()));
    (!comment.is_same()).then_some(Operation::SetComment { on, comment })
}
