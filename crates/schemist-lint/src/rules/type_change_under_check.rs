//! ## What it does
//!
//! Tells of a column that changes its type in place while a check of its PostgreSQL table names it.
//!
//! ## Why it matters
//!
//! The table is not rewritten, but every row is read to see that the check still holds, and nobody reads or writes
//! the table meanwhile.
//!
//! ## Example
//!
//! ```sql
//! -- CHECK (length(code) > 2)
//! ALTER TABLE orders ALTER COLUMN code TYPE text;
//! ```
//!
//! ## What to do
//!
//! Drop the check, change the type, add the check NOT VALID, and validate it in the next revision.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Operation};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;
use crate::rules::type_change::{self, Effect};

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AlterColumn { table, column } = operation else { return None };
    if cx.engine() != Engine::Postgres || type_change::effect_of(cx, change, operation) != Some(Effect::None)
    {
        return None;
    }
    let before = cx.input.before.tables.get(cx.name_before(table))?;
    let mut valid = before.checks.iter().filter(|check| !check.not_valid);
    let named = valid.find(|check| check.expression.mentions(&column.next.name))?;
    let name = named.name.as_deref().unwrap_or("a check");
    let subject = format!("{table}.{}", column.next.name);
    let message = format!("every row of {table} is read anew for {name}, which names {subject}");
    let finding = cx.about_size(code, table, message)?.with_subject(subject);
    Some(finding.with_span(span_of(operation)))
}
