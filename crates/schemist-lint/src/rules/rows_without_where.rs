//! ## What it does
//!
//! Warns of UPDATE and DELETE without WHERE.
//!
//! ## Why it matters
//!
//! Every row is touched in one statement: locks on all of them until the transaction ends, twice the room, and no
//! way back.
//!
//! ## Example
//!
//! ```sql
//! UPDATE orders SET state = 'new';
//! ```
//!
//! ## What to do
//!
//! Say which rows: `WHERE state IS NULL`. On a large table go in batches: `-- schemist:batch key=id` before the
//! statement.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::ChangeRows { verb, table, is_filtered: false }) = change.action() else { return None };
    let named = table.as_ref().map_or_else(|| "a table".to_owned(), ToString::to_string);
    let message = format!("{verb} touches every row of {named}");
    let finding = match table {
        Some(table) => cx.about_rows(code, table, message),
        None => Diagnostic::warning(code, message),
    };
    Some(finding.with_subject(named))
}
