//! ## What it does
//!
//! Notes an index over four columns or more that is not unique.
//!
//! ## Why it matters
//!
//! It is large, each write has to keep it up, and a query uses little more than its first columns.
//!
//! ## Example
//!
//! ```sql
//! CREATE INDEX ix ON orders (a, b, c, d);
//! ```
//!
//! ## What to do
//!
//! Leave out the columns that tell few rows apart.

use schemist_diagnostics::{Code, Diagnostic};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;
use crate::rules::leading_columns::new_indexes;

pub(super) const CHECK: Check = Check::EveryMany(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Vec<Diagnostic> {
    let wide = new_indexes(change).into_iter().filter(|(_, index)| index.keys.len() > 3 && !index.unique);
    wide.map(|(table, index)| {
        let message = format!("index {} on {table} has {} keys", index.display_name(), index.keys.len());
        Diagnostic::note(code, message)
            .with_subject(index.display_name())
            .with_span(index.origin.span.clone())
    })
    .collect()
}
