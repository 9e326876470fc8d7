//! ## What it does
//!
//! Warns of a schema or database that is dropped.
//!
//! ## Why it matters
//!
//! With CASCADE all that is in it goes, and nothing brings it back.
//!
//! ## Example
//!
//! ```sql
//! DROP SCHEMA shop CASCADE;
//! ```
//!
//! ## What to do
//!
//! Have a backup. Drop the tables one by one, so that the review sees each.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let (kind, name) = match (change.operation(), change.action()) {
        (Some(Operation::DropNamespace { name }), _) => ("schema", name),
        (_, Some(Action::DropDatabase { name })) => ("database", name),
        _ => return None,
    };
    let finding = match change.how.cascade || kind == "database" {
        true => Diagnostic::warning(code, format!("{kind} {name} is dropped with all that is in it")),
        false => Diagnostic::note(code, format!("{kind} {name} is dropped")),
    };
    Some(finding.with_subject(name.clone()))
}
