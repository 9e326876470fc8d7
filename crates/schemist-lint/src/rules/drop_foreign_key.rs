//! ## What it does
//!
//! Notes that a foreign key goes and none takes its place.
//!
//! ## Why it matters
//!
//! From then on rows may refer to nothing, and nothing says so.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders DROP CONSTRAINT fk_orders_user_id_users;
//! ```
//!
//! ## What to do
//!
//! Where it only makes room for another one, put both into one revision.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Operation};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Operation::DropConstraint { table, constraint: Constraint::ForeignKey(key) }) =
        change.operation()
    else {
        return None;
    };
    let replaced = cx.operations().any(|operation| match operation {
        Operation::AddConstraint { table: of, constraint: Constraint::ForeignKey(new) } => {
            of == table && new.columns == key.columns
        }
        Operation::DropColumn { table: of, column } => of == table && key.columns.contains(&column.name),
        Operation::DropTable { table: of } => of.name == key.references || of.name == *table,
        _ => false,
    });
    if replaced {
        return None;
    }
    let name = key.name.clone().unwrap_or_else(|| key.columns.join(", "));
    let message =
        format!("nothing keeps {table} from referring to rows of {} that are not there", key.references);
    Some(Diagnostic::note(code, message).with_subject(name))
}
