//! ## What it does
//!
//! Tells of a foreign key or check that is added to a table that was there, and checked in the same statement. It
//! is silent on SQLite, and where the table is known to be small.
//!
//! ## Why it matters
//!
//! On PostgreSQL nobody writes to the table (for a foreign key: to both tables; for a check nobody reads it either)
//! until every row has been looked at. MySQL copies the table, unless `foreign_key_checks` is off.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD CONSTRAINT fk_orders_user_id_users FOREIGN KEY (user_id) REFERENCES users (id);
//! ```
//!
//! ## What to do
//!
//! On PostgreSQL in two revisions: first `… NOT VALID` (in the model: `not_valid`), which takes a moment, then
//! `VALIDATE CONSTRAINT`, which keeps nobody out. On MySQL use `gh-ost` or `pt-online-schema-change` where the
//! table is large.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Engine, Operation};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddConstraint { table, constraint } = operation else { return None };
    let who = match (constraint, cx.engine()) {
        (_, Engine::Sqlite) => return None,
        (other, _) if other.is_not_valid() => return None,
        (Constraint::ForeignKey(key), Engine::Postgres) => {
            format!("nobody can write to {table} and {} while", key.references)
        }
        (Constraint::ForeignKey(_) | Constraint::Check(_), Engine::Mysql) => {
            format!("nobody can write to {table} while")
        }
        (Constraint::Check(_), Engine::Postgres) => format!("nobody can read or write {table} while"),
        (Constraint::PrimaryKey(_) | Constraint::Unique(_) | Constraint::Exclusion(_), _) => return None,
    };
    let message = format!("{who} {} is checked", constraint.describe());
    let finding = cx.about_lock(code, change, table, message)?;
    let subject = constraint.name().map_or_else(|| table.to_string(), str::to_owned);
    let finding = finding.with_subject(subject).with_span(span_of(operation));
    Some(match cx.engine() {
        Engine::Postgres => finding.with_help("add it NOT VALID, and validate it in the next revision"),
        Engine::Mysql | Engine::Sqlite => finding,
    })
}
