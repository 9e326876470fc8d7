//! ## What it does
//!
//! Notes that privileges, row security or its policies change.
//!
//! ## Why it matters
//!
//! Who sees which rows is decided here, and no test of the schema looks at it.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
//! ```
//!
//! ## What to do
//!
//! Have somebody look at it who knows who should see what. Row security without a policy hides every row.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::Access { what }) = change.action() else { return None };
    Some(Diagnostic::note(code, format!("who may do what changes: {what}")).with_subject(what.clone()))
}
