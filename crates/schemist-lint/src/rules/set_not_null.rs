//! ## What it does
//!
//! Warns of a column that may no longer be NULL.
//!
//! ## Why it matters
//!
//! With a default the migration gives it to the rows that hold NULL, which touches every one of them and
//! cannot be undone; without one it fails on the first. PostgreSQL also reads the whole table under a lock
//! that keeps everybody else out.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users ALTER COLUMN email SET NOT NULL;
//! ```
//!
//! ## What to do
//!
//! Fill the column in `up.sql` before the change: `UPDATE users SET email = '' WHERE email IS NULL;`. On a
//! large PostgreSQL table add `CHECK (email IS NOT NULL) NOT VALID`, validate it in a revision of its own and
//! set NOT NULL after that: PostgreSQL then trusts the check and does not read the table again.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Probe;
use schemist_schema::Operation;

use crate::Change;
use crate::context::{Context, has_default, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AlterColumn { table, column } = operation else { return None };
    if !column.previous.nullable || column.next.nullable || column.next.generated.is_some() {
        return None;
    }
    let subject = format!("{table}.{}", column.next.name);
    // The plan fills in the default first; an identity has none to fill in.
    let filled = has_default(&column.next) && column.next.identity.is_none();
    let finding = if filled {
        Diagnostic::note(code, format!("where {subject} is NULL it gets the default"))
    } else {
        let message = format!("column {subject} becomes required: this fails where a row holds NULL");
        let column_before = cx.column_before(table, &column.next.name);
        let probe = column_before.map(|column| Probe::Nulls { table: cx.name_before(table).clone(), column });
        cx.about_violations(code, change, table, message, probe)
            .with_help(format!("fill it first: UPDATE … SET … WHERE {} IS NULL", column.next.name))
    };
    Some(finding.with_subject(subject).with_span(span_of(operation)))
}
