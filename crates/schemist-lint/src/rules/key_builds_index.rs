//! ## What it does
//!
//! Tells of a primary key or unique constraint that is added to a PostgreSQL table that was there, and builds its
//! index under the lock. It is silent where the table is known to be small.
//!
//! ## Why it matters
//!
//! Nobody can read or write the table until the index is built.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users ADD CONSTRAINT uq_users_email UNIQUE (email);
//! ```
//!
//! ## What to do
//!
//! Build the index first, outside a transaction, and let the constraint take it over:
//!
//! ```sql
//! CREATE UNIQUE INDEX CONCURRENTLY uq_users_email ON users (email);
//! ALTER TABLE users ADD CONSTRAINT uq_users_email UNIQUE USING INDEX uq_users_email;
//! ```

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Engine, Operation};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddConstraint { table, constraint } = operation else { return None };
    let is_key = matches!(constraint, Constraint::PrimaryKey(_) | Constraint::Unique(_));
    if !is_key || change.how.using_index || cx.engine() != Engine::Postgres {
        return None;
    }
    let what = constraint.describe();
    let message = format!("nobody can read or write {table} while the index of {what} is built");
    let subject = constraint.name().map_or_else(|| table.to_string(), str::to_owned);
    let finding =
        cx.about_lock(code, change, table, message)?.with_subject(subject).with_span(span_of(operation));
    Some(finding.with_help("build a unique index CONCURRENTLY first, and add the constraint USING INDEX"))
}
