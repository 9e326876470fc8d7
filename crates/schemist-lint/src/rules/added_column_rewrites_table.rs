//! ## What it does
//!
//! Tells of a new column whose values differ from row to row: a default that is no constant (`gen_random_uuid()`;
//! `now()` is one), `serial`, an identity, a stored generated column. On MySQL any expression, AUTO_INCREMENT too.
//!
//! ## Why it matters
//!
//! The table is written anew. On PostgreSQL nobody reads or writes it meanwhile, on MySQL nobody writes.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
//! ```
//!
//! ## What to do
//!
//! Add the column without a default, give it one in a second statement (it counts for new rows only), and fill the
//! rows that are there in batches:
//!
//! ```sql
//! ALTER TABLE orders ADD COLUMN token uuid;
//! ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
//! ```

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Operation};

use crate::Change;
use crate::context::{Context, span_of};
use crate::locks::Kind;
use crate::rule::Check;
use crate::rules::column_effect;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddColumn { table, column } = operation else { return None };
    let why = match column_effect::of_added(cx, column) {
        _ if cx.engine() == Engine::Sqlite => return None,
        Kind::AddIdentity => "each row gets a number",
        Kind::AddColumnWithValues if column.generated.is_some() => "each row gets a value that is computed",
        Kind::AddColumnWithValues => "its default is another one for each row",
        _ => return None,
    };
    let subject = format!("{table}.{}", column.name);
    let message = format!("{table} is written anew for column {subject}: {why}");
    let finding = cx.about_lock(code, change, table, message)?.with_subject(subject);
    Some(finding.with_span(span_of(operation)))
}
