//! ## What it does
//!
//! Tells of a column that gets another collation.
//!
//! ## Why it matters
//!
//! Values sort and compare in another way: unique values may become alike, ranges other rows; the indexes over the
//! column are built anew.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users ALTER COLUMN name TYPE text COLLATE "de-x-icu";
//! ```
//!
//! ## What to do
//!
//! Look for values that become alike first, and mind queries that compare with another column.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AlterColumn { table, column } = operation else { return None };
    if column.previous.collation == column.next.collation || change.how.previous_unknown {
        return None;
    }
    let subject = format!("{table}.{}", column.next.name);
    let message = format!("values of {subject} sort and compare in another way from now on");
    Some(cx.about_rows(code, table, message).with_subject(subject).with_span(span_of(operation)))
}
