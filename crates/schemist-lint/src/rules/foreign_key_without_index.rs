//! ## What it does
//!
//! Notes a new foreign key whose columns no index begins with, on PostgreSQL and SQLite (MySQL makes one by
//! itself).
//!
//! ## Why it matters
//!
//! To delete a row of the other table, or to change its key, this table is read from end to end.
//!
//! ## Example
//!
//! ```sql
//! CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
//! ```
//!
//! ## What to do
//!
//! Add an index; in the model `#[model(references = User, index)]`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Engine, ForeignKey, Operation, QualifiedName, Table};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;
use crate::rules::leading_columns::leading_columns;

pub(super) const CHECK: Check = Check::EveryMany(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Vec<Diagnostic> {
    if cx.engine() == Engine::Mysql {
        return Vec::new();
    }
    let keys: Vec<(&QualifiedName, &ForeignKey)> = match change.operation() {
        Some(Operation::AddConstraint { table, constraint: Constraint::ForeignKey(key) }) => {
            vec![(table, key)]
        }
        Some(Operation::CreateTable { table }) => {
            table.foreign_keys.iter().map(|key| (&table.name, key)).collect()
        }
        _ => return Vec::new(),
    };
    // An index may come behind the table.
    let bare = keys.into_iter().filter(|(table, key)| {
        cx.input.after.tables.get(cx.name_after(table)).is_some_and(|table| !is_indexed(table, key))
    });
    bare.map(|(table, key)| {
        let columns = key.columns.join(", ");
        let message =
            format!("no index of {table} begins with {columns}, which refers to {}", key.references);
        let subject = format!("{table}.{}", key.columns.first().map_or("", String::as_str));
        let finding = Diagnostic::note(code, message).with_subject(subject);
        finding.with_span(key.origin.span.clone())
    })
    .collect()
}

/// Whether an index or key begins with the columns, in any order.
fn is_indexed(table: &Table, key: &ForeignKey) -> bool {
    leading_columns(table).any(|columns| {
        let first = columns.get(..key.columns.len()).unwrap_or_default();
        !first.is_empty() && key.columns.iter().all(|column| first.contains(&column.as_str()))
    })
}
