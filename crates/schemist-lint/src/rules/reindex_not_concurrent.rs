//! ## What it does
//!
//! Tells of REINDEX without CONCURRENTLY.
//!
//! ## Why it matters
//!
//! Nobody can write to the table while the index is built anew, and queries that would use it wait.
//!
//! ## Example
//!
//! ```sql
//! REINDEX INDEX ix_orders_state;
//! ```
//!
//! ## What to do
//!
//! `REINDEX INDEX CONCURRENTLY ix_orders_state;` (PostgreSQL 12 and later), outside a transaction.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::Reindex { name }) = change.action() else { return None };
    if change.how.concurrently {
        return None;
    }
    let message = format!("nobody can write while {name} is indexed anew");
    Some(cx.about_lock(code, change, name, message)?.with_subject(name.to_string()))
}
