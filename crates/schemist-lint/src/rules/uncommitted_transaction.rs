//! ## What it does
//!
//! Warns of BEGIN without COMMIT in a migration that runs outside a transaction.
//!
//! ## Why it matters
//!
//! The connection ends with the transaction open: everything behind BEGIN is rolled back, without an error.
//!
//! ## Example
//!
//! ```sql
//! -- metadata.toml: run_in_transaction = false
//! BEGIN;
//! ALTER TABLE orders ADD COLUMN note text;
//! ```
//!
//! ## What to do
//!
//! Write COMMIT behind it.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Revision(check);

fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    if cx.input.revision.in_transaction {
        return Vec::new();
    }
    let control = cx.changes().filter(|change| matches!(change.action(), Some(Action::Begin | Action::End)));
    let open = control.last().filter(|change| change.action() == Some(&Action::Begin));
    let finding = |begin: &Change<'_>| {
        Diagnostic::warning(code, "the transaction that begins here is never committed")
            .with_span(begin.span.clone())
            .with_help("write COMMIT at its end")
    };
    open.map(finding).into_iter().collect()
}
