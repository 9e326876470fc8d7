//! ## What it does
//!
//! Notes that a new table has no primary key.
//!
//! ## Why it matters
//!
//! Two rows can be the same with no way to change one of them. Diesel needs a primary key for `table!`, and
//! PostgreSQL's logical replication for UPDATE and DELETE.
//!
//! ## Example
//!
//! ```sql
//! CREATE TABLE readings (sensor integer NOT NULL, value real NOT NULL);
//! ```
//!
//! ## What to do
//!
//! Mark a field with `#[model(primary_key)]`, or name several: `#[model(primary_key(sensor, at))]`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Every(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::CreateTable { table } = operation else { return None };
    if table.primary_key.is_some() {
        return None;
    }
    let finding = Diagnostic::note(code, format!("table {} has no primary key", table.name));
    Some(finding.with_subject(table.name.to_string()).with_span(span_of(operation)))
}
