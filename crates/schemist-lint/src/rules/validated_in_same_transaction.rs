//! ## What it does
//!
//! Tells of a constraint that is added NOT VALID and validated in the same transaction.
//!
//! ## Why it matters
//!
//! The lock of the first statement is held until the transaction ends, so everybody waits for the validation after
//! all.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD CONSTRAINT ck CHECK (total >= 0) NOT VALID;
//! ALTER TABLE orders VALIDATE CONSTRAINT ck;
//! ```
//!
//! ## What to do
//!
//! Put `VALIDATE CONSTRAINT` into the next revision.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Operation::ValidateConstraint { table, constraint }) = change.operation() else { return None };
    let name = constraint.next.name()?;
    let is_added = |operation: &Operation| match operation {
        Operation::AddConstraint { table: of, constraint } => of == table && constraint.name() == Some(name),
        _ => false,
    };
    if !cx.input.revision.in_transaction || !cx.operations().any(is_added) {
        return None;
    }
    let message = format!("{name} is validated under the lock with which it was added to {table}");
    let finding = cx.about_size(code, table, message)?.with_subject(name);
    Some(finding.with_help("validate it in the next revision"))
}
