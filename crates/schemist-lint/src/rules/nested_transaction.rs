//! ## What it does
//!
//! Warns of BEGIN or COMMIT in a migration that runs in a transaction.
//!
//! ## Why it matters
//!
//! COMMIT ends the transaction of the runner: what fails behind it is not rolled back, and the record of the
//! revision may not fit what is there.
//!
//! ## Example
//!
//! ```sql
//! -- metadata.toml: run_in_transaction = true
//! BEGIN;
//! ALTER TABLE orders ADD COLUMN note text;
//! COMMIT;
//! ```
//!
//! ## What to do
//!
//! Leave both out, or write `run_in_transaction = false` into `metadata.toml`.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let words = match change.action() {
        Some(Action::Begin) => "a transaction begins",
        Some(Action::End) => "a transaction ends",
        _ => return None,
    };
    if !cx.input.revision.in_transaction {
        return None;
    }
    let message = format!("{words} inside the one this migration runs in");
    Some(Diagnostic::warning(code, message).with_help("leave it out, or set `run_in_transaction = false`"))
}
