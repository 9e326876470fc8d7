//! ## What it does
//!
//! Warns of a primary key that goes and none takes its place.
//!
//! ## Why it matters
//!
//! Rows can then no longer be told apart: Diesel needs a key for `table!`, replication for UPDATE and DELETE, MySQL
//! orders its rows by it.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders DROP CONSTRAINT orders_pkey;
//! ```
//!
//! ## What to do
//!
//! Add the new key in the same revision.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Operation};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Operation::DropConstraint { table, constraint: Constraint::PrimaryKey(_) }) = change.operation()
    else {
        return None;
    };
    let after = cx.input.after.tables.get(cx.name_after(table));
    if after.is_some_and(|table| table.primary_key.is_some()) {
        return None;
    }
    let message = format!("{table} is left without a primary key");
    Some(Diagnostic::warning(code, message).with_subject(table.to_string()))
}
