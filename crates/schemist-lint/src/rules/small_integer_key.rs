//! ## What it does
//!
//! Notes a new primary key of 32 bits or less that counts up by itself.
//!
//! ## Why it matters
//!
//! It ends at 2 147 483 647, sooner than one thinks: failed inserts take numbers, too. To widen it then rewrites
//! the table, and every table that refers to it.
//!
//! ## Example
//!
//! ```sql
//! CREATE TABLE events (id serial PRIMARY KEY);
//! ```
//!
//! ## What to do
//!
//! `bigint`; in the model an `i64`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{ColumnType, Engine, Operation};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Operation::CreateTable { table }) = change.operation() else { return None };
    let key = table.primary_key.as_ref().filter(|key| key.columns.len() == 1)?;
    let column = table.columns.named(&key.columns.first()?.name)?;
    let largest = match &column.ty {
        ColumnType::SmallInt => "32767",
        ColumnType::Integer => "2147483647",
        _ => return None,
    };
    let default = column.default.as_ref().is_some_and(|default| default.sql.contains("nextval"));
    let counts = column.serial || column.identity.is_some() || column.auto_increment || default;
    // SQLite's row numbers have 64 bits, whatever they are called.
    if !counts || cx.engine() == Engine::Sqlite {
        return None;
    }
    let subject = format!("{}.{}", table.name, column.name);
    let message = format!("{subject} ends at {largest}");
    Some(Diagnostic::note(code, message).with_subject(subject).with_span(column.origin.span.clone()))
}
