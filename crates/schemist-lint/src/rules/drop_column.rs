//! ## What it does
//!
//! Warns of a column that is dropped, unless it is computed from others.
//!
//! ## Why it matters
//!
//! Its values are gone once the migration has run; `down.sql` makes the column again, but empty. Code that is
//! still deployed and names the column (Diesel names all of them) fails from then on.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders DROP COLUMN note;
//! ```
//!
//! ## What to do
//!
//! If the column got another name, say so: `#[model(renamed_from = "note")]`. Otherwise take the field out of
//! the code first, and drop the column in a release after that.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::DropColumn { table, column } = operation else { return None };
    if column.generated.is_some() {
        return None;
    }
    let subject = format!("{table}.{}", column.name);
    let message = format!("column {subject} is dropped with all its values");
    Some(cx.unless_on_purpose(operation, cx.about_rows(code, table, message).with_subject(subject)))
}
