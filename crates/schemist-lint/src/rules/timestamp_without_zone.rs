//! ## What it does
//!
//! Notes a new column of the type `timestamp` without time zone on PostgreSQL.
//!
//! ## Why it matters
//!
//! It holds what a clock showed, not when something was: what it means depends on who wrote it, and the hour that
//! comes twice in autumn cannot be told apart.
//!
//! ## Example
//!
//! ```sql
//! CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamp NOT NULL);
//! ```
//!
//! ## What to do
//!
//! `timestamptz`; in the model a `DateTime<Utc>`. Where a reading of a clock is what is meant (opening hours),
//! allow it: `allow(timestamp_without_zone)`.

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
        let message = format!("{subject} has no time zone: what it means depends on who wrote it");
        Diagnostic::note(code, message).with_subject(subject).with_span(column.origin.span.clone())
    };
    new_columns(change).filter(|(_, column)| is_meant(column)).map(finding).collect()
}

fn is_meant(column: &Column) -> bool {
    matches!(column.ty.element(), ColumnType::Timestamp { zone: false, .. })
}
