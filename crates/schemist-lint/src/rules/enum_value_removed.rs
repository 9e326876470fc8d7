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

use schemist_diagnostics::{Code, Diagnostic, Severity};
use schemist_dialect::Probe;
use schemist_schema::{Operation, QualifiedName};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AlterEnum { name, values } = operation else { return None };
    let removed = values.previous.iter().filter(|v| !values.next.contains(v));
    let removed: Vec<String> = removed.map(|v| format!("`{v}`")).collect();
    if removed.is_empty() {
        return None;
    }
    let columns = cx.input.before.columns_of_enum(name);
    let columns: Vec<(&QualifiedName, &str)> = columns.map(|(t, c)| (&t.name, c.name.as_str())).collect();
    let values: Vec<String> = values.previous.iter().filter(|v| !values.next.contains(v)).cloned().collect();
    let held: Option<Vec<u64>> = columns
        .iter()
        .map(|(table, column)| {
            cx.count(Probe::Holding {
                table: (*table).clone(),
                column: (*column).to_owned(),
                values: values.clone(),
            })
        })
        .collect();
    let held = held.filter(|held| !held.is_empty()).map(|held| held.iter().sum::<u64>());
    let message = format!("enum {name} loses {}: this fails where a row holds it", removed.join(", "));
    let span = cx.input.after.enums.get(name).and_then(|e| e.origin.span.clone());
    let severity = if held == Some(0) { Severity::Note } else { Severity::Warning };
    let finding = Diagnostic::new(code, severity, message).with_subject(name.to_string()).with_span(span);
    let finding = match held {
        Some(0) => finding.with_note("no row of the database at hand holds it; elsewhere one may"),
        Some(rows) => finding.with_note(format!("{rows} rows of the database at hand hold it")),
        None => finding,
    };
    let columns: Vec<String> = columns.iter().map(|(table, c)| format!("{table}.{c}")).collect();
    Some(match columns.is_empty() {
        true => finding,
        false => finding.with_note(format!("columns of the type: {}", columns.join(", "))),
    })
}
