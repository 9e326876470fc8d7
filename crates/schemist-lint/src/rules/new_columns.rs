//! The columns that a change brings; no rule of its own.

use schemist_schema::{Column, Operation, QualifiedName};

use crate::Change;

/// Columns of a new table, a new column, and a column that gets another type.
pub(super) fn new_columns<'c>(
    change: &'c Change<'_>,
) -> impl Iterator<Item = (&'c QualifiedName, &'c Column)> {
    let columns: Vec<(&QualifiedName, &Column)> = match change.operation() {
        Some(Operation::CreateTable { table }) => table.columns.iter().map(|c| (&table.name, c)).collect(),
        Some(Operation::AddColumn { table, column }) => vec![(table, column)],
        Some(Operation::AlterColumn { table, column }) if column.previous.ty != column.next.ty => {
            vec![(table, &column.next)]
        }
        _ => Vec::new(),
    };
    columns.into_iter()
}
