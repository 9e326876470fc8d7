//! ## What it does
//!
//! Notes a statement that could not be read: `DO` blocks, and what neither the parser nor the rules know.
//!
//! ## Why it matters
//!
//! Nothing was checked of what it does.
//!
//! ## Example
//!
//! ```sql
//! DO $$ BEGIN EXECUTE 'DROP TABLE ' || name; END $$;
//! ```
//!
//! ## What to do
//!
//! Read it yourself, and say so: `-- schemist: allow unread-statement (read by hand)`.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::Unknown { words }) = change.action() else { return None };
    Some(Diagnostic::note(code, format!("`{words} …` is not read: nothing is checked of it")))
}
