//! ## What it does
//!
//! Notes that new fields stand between others while their columns come last in the table, once for each table.
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
use schemist_schema::{Operation, QualifiedName};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

/// Said of the first such column of a table, with the others.
fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let (table, _, _) = comes_last(cx, operation)?;
    let all: Vec<(&str, String)> = cx
        .operations()
        .filter_map(|other| comes_last(cx, other))
        .filter(|(of, _, _)| of == &table)
        .map(|(_, column, behind)| (column, behind))
        .collect();
    let Operation::AddColumn { column, .. } = operation else { return None };
    let (first, behind) = all.first().filter(|(first, _)| *first == column.name)?;
    let (subject, message) = match all.len() {
        1 => {
            let subject = format!("{table}.{first}");
            let message = format!("column {subject} comes last in the table, not before {behind}");
            (subject, message)
        }
        n => {
            let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
            let names = names.join(", ");
            let message =
                format!("{n} columns come last in table {table}, not where their fields stand: {names}");
            (table.to_string(), message)
        }
    };
    Some(Diagnostic::note(code, message).with_subject(subject).with_span(span_of(operation)))
}

/// A new column whose field stands before that of one that was there: its table, its name, and that one.
fn comes_last<'o>(
    cx: &Context<'_>,
    operation: &'o Operation,
) -> Option<(&'o QualifiedName, &'o str, String)> {
    let Operation::AddColumn { table, column } = operation else { return None };
    let place = column.origin.span.as_ref().filter(|_| !cx.input.revision.is_written)?;
    let after = cx.input.after.tables.get(cx.name_after(table))?;
    let was_there = |name: &str| cx.column_before(table, name).is_some();
    let behind = after.columns.iter().find(|other| {
        let span = other.origin.span.as_ref();
        span.is_some_and(|span| span.file == place.file && span.start > place.start) && was_there(&other.name)
    })?;
    Some((table, &column.name, behind.name.clone()))
}
