//! ## What it does
//!
//! Warns of a table that is dropped, and of a sequence of its own that is.
//!
//! ## Why it matters
//!
//! The rows are gone once the migration has run. Its `down.sql` makes the table again, but not what was in it.
//!
//! ## Example
//!
//! The model of `orders` was deleted, or moved to a module that is no longer reached:
//!
//! ```sql
//! DROP TABLE orders;
//! ```
//!
//! ## What to do
//!
//! If the table got another name, say so: `#[model(table = "sales", renamed_from = "orders")]`. If its rows
//! are needed elsewhere, copy them in `up.sql` before the drop. Otherwise have a backup, and drop the table
//! one release after the last code that reads it.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Operation, QualifiedName};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    match operation {
        Operation::DropTable { table } => {
            let message = format!("table {} is dropped with all its rows", table.name);
            let finding = cx.about_rows(code, &table.name, message);
            let finding = match attached(cx, &table.name) {
                Some(words) => finding.with_note(format!("with it go {words}; down.sql brings them back")),
                None => finding,
            };
            Some(cx.unless_on_purpose(operation, finding.with_subject(table.name.to_string())))
        }
        Operation::DropSequence { sequence } if sequence.owned_by.is_none() => {
            let message = format!("sequence {} is dropped with the value it has reached", sequence.name);
            Some(Diagnostic::warning(code, message).with_subject(sequence.name.to_string()))
        }
        _ => None,
    }
}

/// What hangs on a table and is not described by its model, in words.
fn attached(cx: &Context<'_>, table: &QualifiedName) -> Option<String> {
    let table = cx.name_before(table);
    let objects = cx.input.before.unmanaged.iter().filter(|object| object.is_attached_to(table));
    let words: Vec<String> = objects.map(|o| format!("{} {}", o.kind.as_str(), o.name)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
