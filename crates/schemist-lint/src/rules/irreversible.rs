//! ## What it does
//!
//! Notes a migration without a way back: no `down.sql`, or one without a statement.
//!
//! ## Why it matters
//!
//! It cannot be reverted when it turns out to be wrong, and the moment for that is a bad one to write it.
//!
//! ## Example
//!
//! ```sql
//! -- down.sql
//! ```
//!
//! ## What to do
//!
//! Write what undoes it; where nothing can, say so in `down.sql`, with a statement that fails.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Revision(check);

fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let does_something = cx.changes().any(|change| change.operation().is_some());
    if cx.input.revision.has_down || !does_something {
        return Vec::new();
    }
    let place = cx.changes().find_map(|change| change.span.clone());
    vec![Diagnostic::note(code, "there is no way back: down.sql holds no statement").with_span(place)]
}
