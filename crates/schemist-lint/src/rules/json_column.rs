//! ## What it does
//!
//! Notes a new column of the type `json` on PostgreSQL.
//!
//! ## Why it matters
//!
//! It is kept as text: no equality, so that `SELECT DISTINCT` and `UNION` fail, no index, and it is parsed anew
//! with each use.
//!
//! ## Example
//!
//! ```sql
//! CREATE TABLE events (id bigint PRIMARY KEY, payload json);
//! ```
//!
//! ## What to do
//!
//! `jsonb`, unless the order of keys or the white space matters.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Column, ColumnType, Engine, QualifiedName};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;
use crate::rules::new_columns::new_columns;

pub(super) const CHECK: Check = Check::EveryMany(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Vec<Diagnostic> {
    if cx.engine() != Engine::Postgres {
        return Vec::new();
    }
    let finding = |(table, column): (&QualifiedName, &Column)| {
        let subject = format!("{table}.{}", column.name);
        let message = format!("{subject} is json, which cannot be compared or indexed: jsonb can");
        Diagnostic::note(code, message).with_subject(subject).with_span(column.origin.span.clone())
    };
    new_columns(change).filter(|(_, column)| is_meant(column)).map(finding).collect()
}

fn is_meant(column: &Column) -> bool {
    matches!(column.ty.element(), ColumnType::Json)
}
