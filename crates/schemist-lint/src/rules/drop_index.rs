//! ## What it does
//!
//! Notes that an index goes and none that begins with the same columns takes its place.
//!
//! ## Why it matters
//!
//! Queries that used it read the whole table from then on.
//!
//! ## Example
//!
//! ```sql
//! DROP INDEX ix_orders_state;
//! ```
//!
//! ## What to do
//!
//! Look whether it was used: `idx_scan` in `pg_stat_user_indexes`, `sys.schema_unused_indexes` on MySQL.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::Context;
use crate::rule::Check;
use crate::rules::leading_columns::leading_columns;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Operation::DropIndex { table, index }) = change.operation() else { return None };
    let keys: Vec<&str> = index.key_columns().collect();
    let after = cx.input.after.tables.get(cx.name_after(table))?;
    let goes_with_column = keys.iter().any(|column| after.columns.named(column).is_none());
    let is_replaced = leading_columns(after).any(|columns| !keys.is_empty() && columns.starts_with(&keys));
    if goes_with_column || is_replaced {
        return None;
    }
    let message = format!("queries that use index {} of {table} get slower", index.display_name());
    Some(Diagnostic::note(code, message).with_subject(index.display_name()))
}
