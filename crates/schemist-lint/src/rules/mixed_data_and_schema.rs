//! ## What it does
//!
//! Tells of a migration that changes the definition of a table that was there, and rows, in one transaction.
//!
//! ## Why it matters
//!
//! The lock on the table is held until the last row is written. And the two are undone in different ways.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD COLUMN state text;
//! UPDATE orders SET state = 'new' WHERE state IS NULL;
//! ```
//!
//! ## What to do
//!
//! Put the rows into a revision of their own, behind that of the schema (`docs/data-migrations.md`).

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Engine;

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Revision(check);

fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let revision = cx.input.revision;
    if !revision.is_written || !revision.in_transaction || cx.engine() == Engine::Sqlite {
        return Vec::new();
    }
    let locked = cx.changes().find(|change| cx.locks(change) && change.operation().is_some());
    let rows = cx.on_existing_tables().find(|change| {
        matches!(change.action(), Some(Action::ChangeRows { verb, .. }) if *verb != "INSERT" && *verb != "COPY")
    });
    let finding = |locked: &Change<'_>, rows: &Change<'_>| {
        let table = locked.table()?;
        let message = format!("rows are changed while the change of {table} holds its lock");
        let finding = cx.about_lock(code, locked, table, message)?.with_subject(table.to_string());
        Some(finding.with_span(rows.span.clone()).with_help("put the rows into a revision of their own"))
    };
    locked.zip(rows).and_then(|(locked, rows)| finding(locked, rows)).into_iter().collect()
}
