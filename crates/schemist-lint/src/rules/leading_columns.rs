//! What indexes and keys begin with; no rule of its own.

use schemist_schema::{Index, Operation, QualifiedName, Table};

use crate::Change;

/// The columns of each index and key of a table, from the first on. Partial indexes answer only some queries.
pub(super) fn leading_columns(table: &Table) -> impl Iterator<Item = Vec<&str>> {
    let indexes = table.indexes.iter().filter(|index| index.predicate.is_none());
    let indexes = indexes.map(|index| index.key_columns().collect());
    let primary = table.primary_key.iter().map(|key| &key.columns);
    let keys = primary.chain(table.uniques.iter().map(|key| &key.columns));
    indexes.chain(keys.map(|columns| columns.iter().map(|column| column.name.as_str()).collect()))
}

/// The indexes that a change brings.
pub(super) fn new_indexes<'c>(change: &'c Change<'_>) -> Vec<(&'c QualifiedName, &'c Index)> {
    match change.operation() {
        Some(Operation::CreateIndex { table, index }) => vec![(table, index)],
        Some(Operation::CreateTable { table }) => {
            table.indexes.iter().map(|index| (&table.name, index)).collect()
        }
        _ => Vec::new(),
    }
}
