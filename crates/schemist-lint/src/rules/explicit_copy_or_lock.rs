//! ## What it does
//!
//! Tells of `ALGORITHM=COPY`, `LOCK=SHARED` or `LOCK=EXCLUSIVE` on MySQL and MariaDB.
//!
//! ## Why it matters
//!
//! The table is copied row by row, or kept from writers, also where the server could do without.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD COLUMN note text, ALGORITHM=COPY;
//! ```
//!
//! ## What to do
//!
//! Ask for the best and let the server refuse it: `ALGORITHM=INSTANT`, or `ALGORITHM=INPLACE, LOCK=NONE`.

use schemist_diagnostics::{Code, Diagnostic};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let how = &change.how;
    let words = match (how.algorithm.as_deref(), how.lock.as_deref()) {
        (Some("COPY"), _) => "ALGORITHM=COPY copies it row by row",
        (_, Some("SHARED")) => "LOCK=SHARED keeps writers out",
        (_, Some("EXCLUSIVE")) => "LOCK=EXCLUSIVE keeps everybody out",
        _ => return None,
    };
    let table = change.table()?;
    // Once for a statement is enough.
    let first = cx.changes().find(|other| other.statement == change.statement)?;
    if !std::ptr::eq(first, change) {
        return None;
    }
    Some(cx.about_size(code, table, format!("{table}: {words}"))?.with_subject(table.to_string()))
}
