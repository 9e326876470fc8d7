//! ## What it does
//!
//! Reports CREATE INDEX and REINDEX CONCURRENTLY on PostgreSQL 14.0 to 14.3.
//!
//! ## Why it matters
//!
//! Indexes that are built that way may lack rows, without an error (release notes of 14.4).
//!
//! ## Example
//!
//! ```sql
//! -- PostgreSQL 14.2
//! CREATE INDEX CONCURRENTLY ix ON orders (state);
//! ```
//!
//! ## What to do
//!
//! Bring the server to 14.4 or later first.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Operation};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let version = cx.input.dialect.capabilities().version;
    let builds = matches!(change.operation(), Some(Operation::CreateIndex { .. }))
        || matches!(change.action(), Some(Action::Reindex { .. }));
    let is_affected = cx.engine() == Engine::Postgres && ((14, 0)..(14, 4)).contains(&version);
    if !is_affected || !builds || !change.how.concurrently {
        return None;
    }
    let message = format!("PostgreSQL {}.{} may build a corrupt index CONCURRENTLY", version.0, version.1);
    Some(Diagnostic::error(code, message).with_help("bring the server to 14.4 or later first"))
}
