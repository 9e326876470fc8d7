//! ## What it does
//!
//! Tells of an index that is dropped on a PostgreSQL table without CONCURRENTLY. It is silent where the table is
//! known to be small.
//!
//! ## Why it matters
//!
//! The drop itself takes a moment, but it waits for every query on the table, and everybody who comes later waits
//! behind it.
//!
//! ## Example
//!
//! ```sql
//! DROP INDEX ix_orders_state;
//! ```
//!
//! ## What to do
//!
//! Drop it in a revision of its own that runs outside a transaction (`run_in_transaction = false` in its
//! `metadata.toml`): `DROP INDEX CONCURRENTLY ix_orders_state;`. Where that is too much, set a `lock_timeout`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Operation, QualifiedName};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    if cx.engine() != Engine::Postgres || change.how.concurrently {
        return None;
    }
    let (table, index): (Option<&QualifiedName>, String) = match (change.operation(), change.action()) {
        (Some(Operation::DropIndex { table, index }), _) => (Some(table), index.display_name().to_owned()),
        (_, Some(Action::DropOther { kind, name })) if kind == "index" => (None, name.to_string()),
        _ => return None,
    };
    let of = table.map_or_else(|| "its table".to_owned(), ToString::to_string);
    let message = format!("nobody can read or write {of} while the drop of index {index} waits for its lock");
    let sized = table.cloned().unwrap_or_else(|| QualifiedName::new(&index));
    Some(cx.about_lock(code, change, &sized, message)?.with_subject(index))
}
