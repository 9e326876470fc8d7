//! ## What it does
//!
//! Warns of TRUNCATE.
//!
//! ## Why it matters
//!
//! All rows go, with CASCADE those of every table that refers to it, too; nobody reads or writes the table until
//! the transaction ends. `down.sql` cannot bring them back.
//!
//! ## Example
//!
//! ```sql
//! TRUNCATE orders CASCADE;
//! ```
//!
//! ## What to do
//!
//! Copy what is needed first. Delete in batches where readers must not wait.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::Truncate { table, cascade }) = change.action() else { return None };
    let message = match cascade {
        true => format!("all rows of {table} are deleted, and those of all tables that refer to it"),
        false => format!("all rows of {table} are deleted"),
    };
    Some(cx.about_rows(code, table, message).with_subject(table.to_string()))
}
