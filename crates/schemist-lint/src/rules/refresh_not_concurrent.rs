//! ## What it does
//!
//! Tells of REFRESH MATERIALIZED VIEW without CONCURRENTLY.
//!
//! ## Why it matters
//!
//! Nobody can read the view until it is computed.
//!
//! ## Example
//!
//! ```sql
//! REFRESH MATERIALIZED VIEW totals;
//! ```
//!
//! ## What to do
//!
//! Give the view a unique index, and write `REFRESH MATERIALIZED VIEW CONCURRENTLY totals;`. Readers then see what
//! it held before.

use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Some(Action::Refresh { view }) = change.action() else { return None };
    if change.how.concurrently {
        return None;
    }
    let message = format!("nobody can read {view} while it is computed anew");
    Some(cx.about_lock(code, change, view, message)?.with_subject(view.to_string()))
}
