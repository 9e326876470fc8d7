//! ## What it does
//!
//! Tells of a domain that gets a constraint.
//!
//! ## Why it matters
//!
//! Every column of the domain, in every table, is read for it under a lock; and later changes of the constraint do
//! so again.
//!
//! ## Example
//!
//! ```sql
//! ALTER DOMAIN email ADD CONSTRAINT ck CHECK (VALUE LIKE '%@%');
//! ```
//!
//! ## What to do
//!
//! Add it `NOT VALID`, and `VALIDATE CONSTRAINT` in the next revision. Rather than a new domain with a check use a
//! plain type, and a check on the table.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::DomainConstraint { name, is_altered }) = change.action() else { return None };
    let finding = if *is_altered {
        let message = format!("every column of domain {name} is read for its new constraint");
        Diagnostic::warning(code, message).with_help("add it NOT VALID, and validate it in the next revision")
    } else {
        let message = format!("a later change of the check of domain {name} reads every column of it");
        Diagnostic::note(code, message)
    };
    Some(finding.with_subject(name.to_string()))
}
