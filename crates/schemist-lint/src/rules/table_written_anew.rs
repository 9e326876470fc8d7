//! ## What it does
//!
//! Tells of a statement that writes a table anew as it is: VACUUM FULL, CLUSTER, a move to another tablespace,
//! LOGGED and UNLOGGED; on MySQL CONVERT TO CHARACTER SET, ENGINE, ROW_FORMAT.
//!
//! ## Why it matters
//!
//! Nobody can use the table for as long as that takes (on MySQL: write to it), and there must be room for it twice.
//!
//! ## Example
//!
//! ```sql
//! VACUUM FULL orders;
//! ```
//!
//! ## What to do
//!
//! Use `pg_repack` or `REPACK … CONCURRENTLY` (PostgreSQL 19), on MySQL `gh-ost` or `pt-online-schema-change`, or
//! do it when nobody is there.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::QualifiedName;

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let (table, words) = match change.action()? {
        Action::Repack { command, table } => (table.clone(), (*command).to_owned()),
        Action::Store { table, clause } => (Some(table.clone()), clause.clone()),
        _ => return None,
    };
    let table = table.unwrap_or_else(|| QualifiedName::new("every table"));
    let message = format!("{table} is written anew as it is: {words}");
    Some(cx.about_lock(code, change, &table, message)?.with_subject(table.to_string()))
}
