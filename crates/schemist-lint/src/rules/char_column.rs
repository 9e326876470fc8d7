//! ## What it does
//!
//! Notes a new column of the type `char(n)` on PostgreSQL.
//!
//! ## Why it matters
//!
//! Values are padded with blanks, which count in some comparisons and not in others; it is neither smaller nor
//! faster than `text`.
//!
//! ## Example
//!
//! ```sql
//! CREATE TABLE countries (code char(2) PRIMARY KEY);
//! ```
//!
//! ## What to do
//!
//! `text` with a check of the length, or `varchar(n)`.

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
        let message = format!("{subject} is padded with blanks: `text` or `varchar` is not");
        Diagnostic::note(code, message).with_subject(subject).with_span(column.origin.span.clone())
    };
    new_columns(change).filter(|(_, column)| is_meant(column)).map(finding).collect()
}

fn is_meant(column: &Column) -> bool {
    matches!(column.ty.element(), ColumnType::Char { .. })
}
