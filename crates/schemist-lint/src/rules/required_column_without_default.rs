//! ## What it does
//!
//! Warns of a new column that must not be NULL and has no default, on a table that was there before.
//!
//! ## Why it matters
//!
//! The rows that exist have no value for it: the migration fails on any table that is not empty. MySQL does not
//! fail: it fills in 0, an empty text or a date of zeros, which look like values.
//!
//! A default in Rust is none for them: `#[serde(default)]`, `#[builder(default)]` and `#[derive(Default)]` fill in what
//! the program reads or makes, not what the table holds. Where a model has one, the finding says so.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD COLUMN country text NOT NULL;
//! ```
//!
//! ## What to do
//!
//! Give it a default (`#[model(default(literal = "CH"))]`); it can be taken away in a later revision. Or make
//! the field an `Option`, fill the column, and make it required in the next revision.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Operation};

use crate::Change;
use crate::context::{Context, has_default, made_up, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddColumn { table, column } = operation else { return None };
    if column.nullable || has_default(column) || column.generated.is_some() {
        return None;
    }
    let subject = format!("{table}.{}", column.name);
    let message = match cx.engine() {
        Engine::Mysql => {
            format!(
                "column {subject} is required but has no default: rows that exist get {}",
                made_up(column)
            )
        }
        Engine::Sqlite | Engine::Postgres => {
            format!("column {subject} is required but has no default: rows that exist cannot have it")
        }
    };
    let finding = cx
        .about_rows(code, table, message)
        .with_subject(subject)
        .with_span(span_of(operation))
        .with_label("no value for the rows there are");
    let finding = match &column.origin.rust_default {
        Some(said) => finding.with_note(format!(
            "`{said}` is a default in Rust alone: the database does not know it, and gives it to no row"
        )),
        None => finding,
    };
    Some(finding.with_help("give it a default, or make it an `Option` first and fill it"))
}
