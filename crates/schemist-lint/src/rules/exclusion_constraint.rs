//! ## What it does
//!
//! Tells of an exclusion constraint on a table that was there.
//!
//! ## Why it matters
//!
//! Nobody can read or write the table until its index is built, and there is no way around that: it can neither be
//! NOT VALID nor take over an index.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE bookings ADD CONSTRAINT ex EXCLUDE USING gist (room WITH =, during WITH &&);
//! ```
//!
//! ## What to do
//!
//! Add it when nobody is there, or to a new table that takes the place of the old one.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Operation};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddConstraint { table, constraint } = operation else { return None };
    if !matches!(constraint, Constraint::Exclusion(_)) {
        return None;
    }
    let message = format!("nobody can read or write {table} while {} is built", constraint.describe());
    let finding = cx.about_lock(code, change, table, message)?.with_subject(table.to_string());
    Some(finding.with_span(span_of(operation)))
}
