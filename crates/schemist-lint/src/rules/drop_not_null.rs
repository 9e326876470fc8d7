//! ## What it does
//!
//! Notes that a column may be NULL from now on.
//!
//! ## Why it matters
//!
//! Code that is still deployed reads it into a type without NULL, and fails on the first row that holds one.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
//! ```
//!
//! ## What to do
//!
//! Deploy code that reads an `Option` first.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AlterColumn { table, column } = operation else { return None };
    if column.previous.nullable || !column.next.nullable {
        return None;
    }
    let subject = format!("{table}.{}", column.next.name);
    let message = format!("{subject} may be NULL from now on: code that is deployed may not expect it");
    Some(Diagnostic::note(code, message).with_subject(subject).with_span(span_of(operation)))
}
