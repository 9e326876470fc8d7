//! What the models say went on purpose (`was_dropped`).

use std::collections::BTreeSet;

use schemist_schema::{QualifiedName, Schema};

/// The tables that went on purpose: they are dropped, whether a revision knew them or not.
pub(crate) fn tables(next: &Schema) -> BTreeSet<QualifiedName> {
    let remarks = next.tables.values().filter_map(|table| table.origin.table.as_ref());
    remarks.flat_map(|remarks| &remarks.dropped_tables).cloned().collect()
}
