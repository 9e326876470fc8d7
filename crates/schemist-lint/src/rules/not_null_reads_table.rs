//! ## What it does
//!
//! Tells of a column of a PostgreSQL table that was there and becomes NOT NULL. It is silent where a valid check
//! says `IS NOT NULL` already, and where the table is known to be small.
//!
//! ## Why it matters
//!
//! Every row is read while nobody reads or writes the table.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users ALTER COLUMN email SET NOT NULL;
//! ```
//!
//! ## What to do
//!
//! In steps: add the check NOT VALID, validate it in the next revision, and set NOT NULL in the one after that.
//! PostgreSQL trusts the check and reads nothing.
//!
//! ```sql
//! ALTER TABLE users ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
//! ALTER TABLE users VALIDATE CONSTRAINT email_set;
//! ALTER TABLE users ALTER COLUMN email SET NOT NULL;
//! ```

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Expression, Operation};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AlterColumn { table, column } = operation else { return None };
    if cx.engine() != Engine::Postgres || !column.previous.nullable || column.next.nullable {
        return None;
    }
    let wanted = Expression::new(format!("{} IS NOT NULL", cx.input.dialect.quote(&column.next.name)));
    let before = cx.input.before.tables.get(cx.name_before(table));
    let proves = before.is_some_and(|before| {
        before.checks.iter().any(|check| !check.not_valid && check.expression.same_tokens(&wanted))
    });
    if proves {
        return None;
    }
    let subject = format!("{table}.{}", column.next.name);
    let message = format!("every row of {table} is read because {subject} becomes NOT NULL");
    let finding = cx.about_lock(code, change, table, message)?.with_subject(subject);
    Some(finding.with_span(span_of(operation)))
}
