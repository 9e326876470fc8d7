//! ## What it does
//!
//! Notes a constraint without a name, in a file that somebody wrote, on a table that was there.
//!
//! ## Why it matters
//!
//! The server chooses the name. A later migration has to guess it, and it may differ from one database to the next.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD CHECK (total >= 0);
//! ```
//!
//! ## What to do
//!
//! Name it: `ADD CONSTRAINT ck_orders_total CHECK (total >= 0)`. What Schemist writes is named by `[naming]`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Engine, Operation};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Operation::AddConstraint { table, constraint }) = change.operation() else { return None };
    let is_key_of_mysql = matches!(constraint, Constraint::PrimaryKey(_)) && cx.engine() == Engine::Mysql;
    if !change.how.unnamed || constraint.name().is_some() || is_key_of_mysql {
        return None;
    }
    let message = format!("the server chooses the name of the {} on {table}", constraint.kind().as_str());
    Some(Diagnostic::note(code, message).with_subject(table.to_string()))
}
