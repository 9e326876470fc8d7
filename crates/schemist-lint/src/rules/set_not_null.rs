//! ## What it does
//!
//! Warns of a column that may no longer be NULL.
//!
//! ## Why it matters
//!
//! On PostgreSQL the migration fails where a row holds NULL, whether or not the column has a default, and
//! reads the whole table under a lock that keeps everybody else out. On SQLite the table is built anew: with
//! a default the NULLs become that default, without one the migration fails.
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
use schemist_schema::{Engine, Operation};

use crate::context::{Context, has_default, span_of};

pub(super) fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let finding = |operation: &Operation| {
        let Operation::AlterColumn { table, column } = operation else { return None };
        if !column.previous.nullable || column.next.nullable || column.next.generated.is_some() {
            return None;
        }
        let subject = format!("{table}.{}", column.next.name);
        let filled = cx.engine() == Engine::Sqlite && has_default(&column.next);
        let finding = if filled {
            Diagnostic::note(code, format!("where {subject} is NULL it gets the default"))
        } else {
            let message = format!("column {subject} becomes required: this fails where a row holds NULL");
            cx.about_rows(code, table, message)
                .with_help(format!("fill it first: UPDATE … SET … WHERE {} IS NULL", column.next.name))
        };
        Some(finding.with_subject(subject).with_span(span_of(operation)))
    };
    cx.on_existing_tables().filter_map(finding).collect()
}
