//! ## What it does
//!
//! Tells of work that grows with a table, in one transaction behind a statement that keeps everybody out of another
//! table that was there.
//!
//! ## Why it matters
//!
//! Locks are held until the transaction ends: the first statement took a moment, but everybody waits for the
//! second.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users ADD COLUMN note text;
//! CREATE INDEX ix_orders_state ON orders (state); -- users is locked until it is built
//! ```
//!
//! ## What to do
//!
//! Put the two into revisions of their own, the short one last.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Engine;

use crate::Change;
use crate::context::Context;
use crate::locks::{self, Lock};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Revision(check);

fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let revision = cx.input.revision;
    if cx.engine() != Engine::Postgres || !revision.in_transaction || !revision.is_written {
        return Vec::new();
    }
    let keeps_out = |change: &&Change<'_>| {
        let fact = locks::fact_of(cx, change).filter(|fact| fact.lock == Lock::AccessExclusive);
        fact.is_some() && change.table().is_some_and(|table| !cx.is_new(table))
    };
    let Some(first) = cx.changes().find(keeps_out) else { return Vec::new() };
    let behind = cx.changes().skip_while(|change| !std::ptr::eq(*change, first)).skip(1);
    let is_slow = |change: &&Change<'_>| {
        let on_another =
            change.table().is_some_and(|table| Some(table) != first.table() && !cx.is_new(table));
        on_another && locks::fact_of(cx, change).is_some_and(|fact| fact.stops_work())
    };
    let finding = |slow: &Change<'_>| {
        let (held, table) = (first.table()?, slow.table()?);
        let message =
            format!("nobody can read or write {held} while this works on {table}: its lock is held");
        let finding = cx.about_lock(code, slow, table, message)?.with_subject(held.to_string());
        Some(finding.with_span(slow.span.clone()).with_help("give the two revisions of their own"))
    };
    behind.into_iter().find(is_slow).and_then(finding).into_iter().collect()
}
