//! ## What it does
//!
//! Tells of a partition that is detached without CONCURRENTLY, and of one that is attached, whose rows are all
//! read.
//!
//! ## Why it matters
//!
//! Detaching keeps everybody out of the whole partitioned table while it waits for its lock. Attaching keeps
//! everybody out of the new partition while its rows are read.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE events DETACH PARTITION events_2019;
//! ```
//!
//! ## What to do
//!
//! `DETACH PARTITION events_2019 CONCURRENTLY` (PostgreSQL 14 and later), outside a transaction. Before attaching
//! add the bounds of the partition as a check that is NOT VALID, and validate it: the rows are then not read again.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let (table, message) = match change.action()? {
        Action::DetachPartition { table, partition } if !change.how.concurrently => {
            (table, format!("nobody can read or write {table} while the detaching of {partition} waits"))
        }
        Action::AttachPartition { partition, .. } if !cx.is_new(partition) => (
            partition,
            format!("nobody can read or write {partition} while its rows are compared with the bounds"),
        ),
        _ => return None,
    };
    Some(cx.about_lock(code, change, table, message)?.with_subject(table.to_string()))
}
