//! What SQLite makes of a table's declaration.

use schemist_schema::{Column, KeyColumn, QualifiedName, Schema, Table};

use super::types;

/// Names are the same in any (ASCII) case.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// The table of a name in whatever case.
pub(crate) fn table_named<'s>(schema: &'s Schema, name: &QualifiedName) -> Option<&'s Table> {
    let exact = schema.tables.get(name);
    exact.or_else(|| schema.tables.values().find(|t| same_name(&t.name.name, &name.name)))
}

/// The column of a name in whatever case.
pub(crate) fn column_named<'t>(table: &'t Table, name: &str) -> Option<&'t Column> {
    table.columns.named(name).or_else(|| table.columns.iter().find(|c| same_name(&c.name, name)))
}

pub(crate) fn is_strict(table: &Table) -> bool {
    table.options.contains_key("strict")
}

pub(crate) fn is_without_rowid(table: &Table) -> bool {
    table.options.contains_key("without_rowid")
}

/// The column that *is* the rowid: the sole one of the primary key, declared `INTEGER` and nothing else, in
/// ascending order (https://sqlite.org/lang_createtable.html#rowid).
pub(crate) fn rowid_alias(table: &Table) -> Option<&Column> {
    let key = sole_key_column(table).filter(|key| !key.descending && !is_without_rowid(table))?;
    column_named(table, &key.name).filter(|c| types::render(&c.ty).trim().eq_ignore_ascii_case("INTEGER"))
}

/// The column that is the rowid is never NULL: a NULL that is put into it becomes the next number
/// (https://sqlite.org/lang_createtable.html#rowid). So it says NOT NULL, whatever the declaration says, and
/// `origin.not_null_implied` keeps that it did not.
pub fn settle_rowid(table: &mut Table) {
    let Some(alias) = rowid_alias(table).filter(|column| column.nullable) else { return };
    let alias = alias.name.clone();
    if let Some(column) = table.columns.named_mut(&alias) {
        column.nullable = false;
        column.origin.not_null_implied = true;
    }
}

/// The column of a primary key over one column.
pub(crate) fn sole_key_column(table: &Table) -> Option<&KeyColumn> {
    match table.primary_key.as_ref().map(|key| key.columns.as_slice()) {
        Some([column]) => Some(column),
        _ => None,
    }
}

/// A name under which the rowid of a table can be read and written, if no column hides all of them.
pub(crate) fn rowid_name(tables: [&Table; 2]) -> Option<&'static str> {
    if tables.into_iter().any(is_without_rowid) {
        return None;
    }
    let hidden = |name: &&str| tables.into_iter().any(|t| column_named(t, name).is_some());
    ["rowid", "_rowid_", "oid"].into_iter().find(|name| !hidden(name))
}
