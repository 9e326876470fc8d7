//! ## What it does
//!
//! Warns of an enum type that loses values.
//!
//! ## Why it matters
//!
//! PostgreSQL cannot take a value out of an enum type: the type is made anew and every column that has it is
//! converted, which rewrites the tables. Where a row still holds the value, the migration fails.
//!
//! ## Example
//!
//! ```text
//! status: 'new', 'sold', 'lost'  ->  'new', 'sold'
//! ```
//!
//! ## What to do
//!
//! If the value got another name, say so: `#[model(renamed_from = "lost")]` on the variant. Otherwise change
//! the rows in `up.sql` before the type, once no deployed code writes the value any more.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::context::Context;

pub(super) fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let finding = |operation: &Operation| {
        let Operation::AlterEnum { name, values } = operation else { return None };
        let removed = values.previous.iter().filter(|v| !values.next.contains(v));
        let removed: Vec<String> = removed.map(|v| format!("`{v}`")).collect();
        if removed.is_empty() {
            return None;
        }
        let columns = cx.input.before.columns_of_enum(name);
        let columns: Vec<String> = columns.map(|(table, c)| format!("{}.{}", table.name, c.name)).collect();
        let message = format!("enum {name} loses {}: this fails where a row holds it", removed.join(", "));
        let span = cx.input.after.enums.get(name).and_then(|e| e.origin.span.clone());
        let finding = Diagnostic::warning(code, message).with_subject(name.to_string()).with_span(span);
        Some(match columns.is_empty() {
            true => finding,
            false => finding.with_note(format!("columns of the type: {}", columns.join(", "))),
        })
    };
    cx.input.operations.iter().filter_map(finding).collect()
}
