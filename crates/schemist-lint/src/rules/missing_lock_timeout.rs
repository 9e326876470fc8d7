//! ## What it does
//!
//! Tells of a PostgreSQL migration that takes a lock on a table that was there before, and sets no `lock_timeout`. It
//! looks at what somebody wrote, and is silent where `[run]` in `schemist.toml` sets one for all.
//!
//! ## Why it matters
//!
//! A lock that has to wait for a long query makes everybody else wait behind it: a change that takes a millisecond
//! stops the table for as long as that query runs.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD COLUMN note text;
//! ```
//!
//! ## What to do
//!
//! Set it in `schemist.toml`, where Schemist runs the migrations, and let it try again:
//!
//! ```toml
//! [run]
//! lock_timeout = "5s"
//! lock_retries = 5
//! ```
//!
//! or in the file: `SET lock_timeout = '5s';`, before the first statement that locks.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Engine;

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Revision(check);

fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let input = cx.input;
    if cx.engine() != Engine::Postgres || !input.revision.is_written || input.settings.lock_timeout {
        return Vec::new();
    }
    let sets_one =
        |change: &Change<'_>| matches!(change.action(), Some(Action::SetTimeout { for_locks: true }));
    let locked = cx.changes().take_while(|change| !sets_one(change)).find(|change| cx.locks(change));
    let finding = |change: &Change<'_>| {
        let table = change.table()?;
        let message =
            format!("a lock on {table} is waited for without a limit, and everybody waits behind it");
        let finding = Diagnostic::note(code, message).with_subject(table.to_string());
        Some(finding.with_span(change.span.clone()).with_help("SET lock_timeout = '5s' before it"))
    };
    locked.and_then(finding).into_iter().collect()
}
