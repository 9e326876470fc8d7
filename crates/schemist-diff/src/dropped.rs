//! What the models say went on purpose (`was_dropped`).

use std::collections::BTreeSet;

use schemist_schema::{Operation, QualifiedName, Schema};

/// The tables that went on purpose.
pub(crate) fn on_purpose(next: &Schema) -> BTreeSet<QualifiedName> {
    let remarks = next.tables.values().filter_map(|table| table.origin.table.as_ref());
    remarks.flat_map(|remarks| &remarks.dropped_tables).cloned().collect()
}

/// Whether an operation drops something on purpose: that is no sign of a rename.
pub(crate) fn is_among(tables: &BTreeSet<QualifiedName>, operation: &Operation, after: &Schema) -> bool {
    match operation {
        Operation::DropTable { table } => tables.contains(&table.name),
        Operation::DropColumn { table, column } => {
            let remarks = after.tables.get(table).and_then(|t| t.origin.table.as_ref());
            remarks.is_some_and(|remarks| remarks.dropped_columns.contains(&column.name))
        }
        _ => false,
    }
}
