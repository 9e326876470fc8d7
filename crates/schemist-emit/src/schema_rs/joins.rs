//! Which tables can be joined without saying how.

use schemist_schema::{ForeignKey, Schema, Table};

use crate::schema_rs::{Entry, Field};

/// A line for each pair of tables with exactly one foreign key between them, of one column that refers to the
/// whole primary key.
pub(super) fn joinable(schema: &Schema, entries: &[Entry<'_>]) -> Vec<String> {
    let mut lines = Vec::new();
    for child in entries {
        for parent in entries {
            let keys: Vec<&ForeignKey> = keys(child.table, parent.table).collect();
            let back = keys_between(schema, parent.table, child.table);
            let [only] = keys.as_slice() else { continue };
            let (Some(column), None) = (only.columns.first(), only.columns.get(1)) else { continue };
            let alone = child.table.name != parent.table.name && back == 0;
            if alone
                && refers_to_key(only, parent.table)
                && let Some(field) = child.columns.iter().find(|c| c.sql_name == column)
                && parent
                    .columns
                    .iter()
                    .any(|c| parent.primary_key.contains(&c.rust_name) && can_equal(field, c))
            {
                lines.push(format!(
                    "diesel::joinable!({} -> {} ({}));",
                    child.rust_name, parent.rust_name, field.rust_name
                ));
            }
        }
    }
    lines
}

fn keys<'t>(child: &'t Table, parent: &'t Table) -> impl Iterator<Item = &'t ForeignKey> {
    child.foreign_keys.iter().filter(|key| key.references == parent.name)
}

fn keys_between(schema: &Schema, child: &Table, parent: &Table) -> usize {
    schema.tables.get(&child.name).map_or(0, |child| keys(child, parent).count())
}

/// Diesel compares columns of one type alone; with others `joinable!` would not compile.
fn can_equal(child: &Field<'_>, parent: &Field<'_>) -> bool {
    let is_text = |field: &Field<'_>| matches!(field.ty.rust_name.as_str(), "Text" | "Varchar" | "Bpchar");
    child.ty.rust_name == parent.ty.rust_name || (is_text(child) && is_text(parent))
}

fn refers_to_key(key: &ForeignKey, parent: &Table) -> bool {
    let Some(primary_key) = &parent.primary_key else { return false };
    let [only] = primary_key.columns.as_slice() else { return false };
    // Without columns SQLite takes the primary key.
    key.references_columns.is_empty() || key.references_columns == [only.name.clone()]
}
