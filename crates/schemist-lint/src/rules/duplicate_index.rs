//! ## What it does
//!
//! Notes a new index whose keys another index or key of the table begins with.
//!
//! ## Why it matters
//!
//! It answers no query that the other one does not, and each write keeps it up.
//!
//! ## Example
//!
//! ```sql
//! CREATE INDEX ix_orders_user ON orders (user_id); -- there is one over (user_id, state)
//! ```
//!
//! ## What to do
//!
//! Leave it out, or drop the other one where it is not needed.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Index, QualifiedName, Table};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;
use crate::rules::leading_columns::new_indexes;

pub(super) const CHECK: Check = Check::EveryMany(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Vec<Diagnostic> {
    let finding = |(table, index): (&QualifiedName, &Index)| {
        let after = cx.input.after.tables.get(cx.name_after(table))?;
        let of_index = after.indexes.iter().find(|other| *other != index && covers(other, index));
        let other = match of_index {
            Some(other) => format!("index {}", other.display_name()),
            None => key_that_covers(after, index)?,
        };
        let message = format!("index {} on {table} begins as {other} does", index.display_name());
        let finding = Diagnostic::note(code, message).with_subject(index.display_name());
        Some(finding.with_span(index.origin.span.clone()))
    };
    new_indexes(change).into_iter().filter_map(finding).collect()
}

/// Whether what an index answers another one answers as well: the same rows, and its keys first.
fn covers(other: &Index, index: &Index) -> bool {
    let same_keys = other.keys.get(..index.keys.len()) == Some(index.keys.as_slice());
    // A unique index says something of its own, unless the other one says the same.
    let says_no_more = !index.unique || (other.unique && other.keys.len() == index.keys.len());
    // Of two that are the same, the one whose name comes later is the second.
    let is_second =
        other.keys.len() > index.keys.len() || other.unique && !index.unique || other.name < index.name;
    let same_rows = other.predicate == index.predicate && other.method == index.method;
    other.name != index.name && same_keys && says_no_more && is_second && same_rows
}

fn key_that_covers(table: &Table, index: &Index) -> Option<String> {
    let keys: Vec<&str> = index.key_columns().collect();
    let is_plain = keys.len() == index.keys.len() && index.predicate.is_none() && index.method.is_none();
    if !is_plain
        || index.unique
        || index.keys.iter().any(|key| key.descending || key.operator_class.is_some())
    {
        return None;
    }
    let primary = table.primary_key.iter().map(|key| &key.columns);
    let mut all = primary.chain(table.uniques.iter().map(|key| &key.columns));
    let covering = all.find(|columns| {
        columns.iter().map(|column| column.name.as_str()).take(keys.len()).eq(keys.iter().copied())
    })?;
    let columns: Vec<&str> = covering.iter().map(|column| column.name.as_str()).collect();
    Some(format!("the key over {}", columns.join(", ")))
}
