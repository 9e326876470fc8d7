//! ## What it does
//!
//! Tells of an extension that is created, changed or dropped.
//!
//! ## Why it matters
//!
//! That takes a privilege which the role of the migrations may not have everywhere; a new version may change
//! functions and types that indexes rest on.
//!
//! ## Example
//!
//! ```sql
//! ALTER EXTENSION postgis UPDATE;
//! ```
//!
//! ## What to do
//!
//! Try it on a copy; have the extension installed by whoever runs the server.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::Extension { verb, name }) = change.action() else { return None };
    let message = format!("{verb} extension {name}: the role needs the privilege, and the server the files");
    let finding = match *verb {
        "drop" => Diagnostic::warning(code, message),
        _ => Diagnostic::note(code, message),
    };
    Some(finding.with_subject(name.clone()))
}
