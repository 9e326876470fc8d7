//! Which foreign keys can be enforced, and how a script verifies them.

use schemist_schema::{ForeignKey, Index, IndexKey, IndexTarget, Schema, Table};

use super::quoting::{quote, string_literal};
use super::table::{column_named, rowid_alias, same_name, table_named};

/// Whether a foreign key of `table` refers to `parent`.
pub(super) fn refers_to(key: &ForeignKey, parent: &Table) -> bool {
    same_name(&key.references.name, &parent.name.name)
}

/// Whether SQLite can look up parents for every foreign key of a table. Where it cannot ("foreign key
/// mismatch"), writing to the table fails while foreign keys are on, and so does `foreign_key_check`.
pub(super) fn are_enforceable(table: &Table, schema: &Schema) -> bool {
    table.foreign_keys.iter().all(|key| match table_named(schema, &key.references) {
        Some(parent) => has_parent_key(key, parent),
        None => false,
    })
}

/// The rules of https://sqlite.org/foreignkeys.html#fk_indexes.
fn has_parent_key(key: &ForeignKey, parent: &Table) -> bool {
    let primary = parent.primary_key.as_ref().map(|k| k.columns.as_slice()).unwrap_or_default();
    if key.references_columns.is_empty() {
        return primary.len() == key.columns.len();
    }
    let wanted = &key.references_columns;
    if let (Some(alias), [only]) = (rowid_alias(parent), wanted.as_slice())
        && same_name(&alias.name, only)
    {
        return true;
    }
    let covers = |columns: Vec<(&str, Option<&str>)>| {
        let fits = |(name, collation): &(&str, Option<&str>)| {
            wanted.iter().any(|w| same_name(w, name)) && has_own_collation(parent, name, *collation)
        };
        columns.len() == wanted.len() && columns.iter().all(fits)
    };
    let constraints = std::iter::once(primary).chain(parent.uniques.iter().map(|u| u.columns.as_slice()));
    let mut constraints = constraints
        .map(|keys| keys.iter().map(|k| (k.name.as_str(), k.collation.as_deref())).collect::<Vec<_>>());
    constraints.any(&covers) || parent.indexes.iter().filter_map(unique_columns).any(covers)
}

/// The columns of an index that makes them unique for all rows.
fn unique_columns(index: &Index) -> Option<Vec<(&str, Option<&str>)>> {
    if !index.unique || index.predicate.is_some() {
        return None;
    }
    index.keys.iter().map(key_column).collect()
}

fn key_column(key: &IndexKey) -> Option<(&str, Option<&str>)> {
    match &key.target {
        IndexTarget::Column(name) => Some((name.as_str(), key.collation.as_deref())),
        IndexTarget::Expression(_) => None,
    }
}

fn has_own_collation(parent: &Table, column: &str, collation: Option<&str>) -> bool {
    let own = column_named(parent, column).and_then(|c| c.collation.as_deref()).unwrap_or("BINARY");
    collation.is_none_or(|c| c.eq_ignore_ascii_case(own))
}

/// The name of the temporary table that holds how many violations were there before.
const VIOLATIONS: &str = "temp.__schemist_violations";

/// Statements before and after a change that make the script fail where the change left more rows of these
/// tables without a parent than there were before. `foreign_key_check` alone only answers with rows, which
/// nobody reads when a script runs.
pub(super) struct Verification {
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
}

/// Verifies the tables `after` the change; `before` are those that could be checked then.
pub(super) fn verification(before: &[&str], after: &[&str], changed: &str) -> Verification {
    if after.is_empty() {
        return Verification { before: Vec::new(), after: Vec::new() };
    }
    let complaint = format!("rebuilding {changed} leaves rows that violate a foreign key");
    let create = format!(
        "CREATE TEMP TABLE __schemist_violations (\n    allowed INTEGER NOT NULL,\n    found INTEGER,\n    \
         CONSTRAINT {} CHECK (found <= allowed)\n)",
        quote(&complaint)
    );
    Verification {
        before: vec![
            format!("DROP TABLE IF EXISTS {VIOLATIONS}"),
            create,
            format!("INSERT INTO {VIOLATIONS} (allowed)\nSELECT {}", count(before)),
        ],
        after: vec![
            format!("UPDATE {VIOLATIONS} SET found = {}", count(after)),
            format!("DROP TABLE {VIOLATIONS}"),
        ],
    }
}

fn count(tables: &[&str]) -> String {
    let counts: Vec<String> = tables
        .iter()
        .map(|table| format!("(SELECT count(*) FROM pragma_foreign_key_check({}))", string_literal(table)))
        .collect();
    if counts.is_empty() { "0".to_owned() } else { counts.join("\n     + ") }
}
