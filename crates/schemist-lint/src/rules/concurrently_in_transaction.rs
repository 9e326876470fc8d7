//! ## What it does
//!
//! Reports CONCURRENTLY, VACUUM or the like in a migration that runs in a transaction.
//!
//! ## Why it matters
//!
//! PostgreSQL refuses it: "cannot run inside a transaction block". The migration fails on its first run.
//!
//! ## Example
//!
//! ```sql
//! -- metadata.toml: run_in_transaction = true
//! CREATE INDEX CONCURRENTLY ix_orders_state ON orders (state);
//! ```
//!
//! ## What to do
//!
//! Put the statement into a revision of its own, with `run_in_transaction = false` in its `metadata.toml`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Engine;

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    if cx.engine() != Engine::Postgres || !cx.input.revision.in_transaction || !cx.input.revision.is_written {
        return None;
    }
    let what = match change.action() {
        // REFRESH may be in one.
        Some(Action::Refresh { .. }) => return None,
        Some(Action::Repack { command: "VACUUM FULL", .. }) => "VACUUM",
        _ if change.how.concurrently => "CONCURRENTLY",
        _ => return None,
    };
    let message = format!("{what} cannot run inside a transaction, and this migration runs in one");
    let finding = Diagnostic::error(code, message);
    Some(
        finding
            .with_help("give it a revision of its own, with `run_in_transaction = false` in metadata.toml"),
    )
}
