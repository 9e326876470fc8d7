//! ## What it does
//!
//! Notes that a table gets another replica identity.
//!
//! ## Why it matters
//!
//! What replication sends for UPDATE and DELETE changes with it: subscribers may no longer find their rows.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders REPLICA IDENTITY NOTHING;
//! ```
//!
//! ## What to do
//!
//! Look at the subscribers first. `FULL` sends whole rows, which costs.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Existing(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let table = match (change.operation(), change.action()) {
        (_, Some(Action::ReplicaIdentity { table })) => table,
        (Some(Operation::SetTableOptions { table, options }), _)
            if options.previous.get("replica_identity") != options.next.get("replica_identity") =>
        {
            table
        }
        _ => return None,
    };
    let message = format!("replication sends something else for {table} from now on");
    Some(Diagnostic::note(code, message).with_subject(table.to_string()))
}
