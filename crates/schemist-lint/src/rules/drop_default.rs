//! ## What it does
//!
//! Notes that a required column loses its default.
//!
//! ## Why it matters
//!
//! An INSERT that leaves the column out worked until now and fails from then on: of code that is still
//! deployed, of scripts, of other programs on the same database.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;
//! ```
//!
//! ## What to do
//!
//! Deploy code that always gives a value first.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::{Context, has_default, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AlterColumn { table, column } = operation else { return None };
    let loses = has_default(&column.previous) && !has_default(&column.next);
    // It may only step aside while the type changes.
    let after = cx.input.after.tables.get(table).and_then(|t| t.columns.named(&column.next.name));
    let comes_back = after.is_some_and(has_default);
    let may_be_null = after.is_some_and(|after| after.nullable);
    if !loses || comes_back || may_be_null || column.next.nullable || column.next.generated.is_some() {
        return None;
    }
    let subject = format!("{table}.{}", column.next.name);
    let message = format!("{subject} loses its default: an INSERT that leaves it out fails");
    Some(Diagnostic::note(code, message).with_subject(subject).with_span(span_of(operation)))
}
