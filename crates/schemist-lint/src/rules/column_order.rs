//! ## What it does
//!
//! Notes that a new field stands between others while the column comes last in the table.
//!
//! ## Why it matters
//!
//! A database appends columns. `SELECT *`, `INSERT` without names and `COPY` go by their order, which is then
//! another one in databases that were made anew.
//!
//! ## Example
//!
//! ```rust
//! pub struct Order { id: i64, note: Option<String>, total: i64 } // note is new
//! ```
//!
//! ## What to do
//!
//! Nothing, where all queries name their columns, as Diesel does. Otherwise put the field last.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddColumn { table, column } = operation else { return None };
    let place = column.origin.span.as_ref().filter(|_| !cx.input.revision.is_written)?;
    let after = cx.input.after.tables.get(cx.name_after(table))?;
    let was_there = |name: &str| cx.column_before(table, name).is_some();
    let behind = after.columns.iter().find(|other| {
        let span = other.origin.span.as_ref();
        span.is_some_and(|span| span.file == place.file && span.start > place.start) && was_there(&other.name)
    })?;
    let subject = format!("{table}.{}", column.name);
    let message = format!("column {subject} comes last in the table, not before {}", behind.name);
    Some(Diagnostic::note(code, message).with_subject(subject).with_span(span_of(operation)))
}
