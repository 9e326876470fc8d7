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
use schemist_schema::{ColumnType, Operation, QualifiedName};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let Removed { name, values, columns } = removed(cx, change.operation()?)?;
    let held: Option<Vec<u64>> = columns
        .iter()
        .map(|(table, column)| {
            let (table, column) = (table.clone(), column.clone());
            cx.count(Probe::Holding { table, column, values: values.clone() })
        })
        .collect();
    let held = held.filter(|held| !held.is_empty()).map(|held| held.iter().sum::<u64>());
    let quoted: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    let message = format!("enum {name} loses {}: this fails where a row holds it", quoted.join(", "));
    let span = cx.input.after.enums.get(name).and_then(|e| e.origin.span.clone());
    let severity = if held == Some(0) { Severity::Note } else { Severity::Warning };
    let finding = Diagnostic::new(code, severity, message).with_subject(name.to_string()).with_span(span);
    let finding = match held {
        Some(0) => finding.with_note("no row of the database at hand holds it; elsewhere one may"),
        Some(1) => finding.with_note("1 row of the database at hand holds it"),
        Some(rows) => finding.with_note(format!("{rows} rows of the database at hand hold it")),
        None => finding,
    };
    let columns: Vec<String> = columns.iter().map(|(table, c)| format!("{table}.{c}")).collect();
    Some(match columns.is_empty() {
        true => finding,
        false => finding.with_note(format!("columns of the type: {}", columns.join(", "))),
    })
}

/// What a type loses, and the columns that may hold it.
struct Removed<'a> {
    name: &'a QualifiedName,
    values: Vec<String>,
    columns: Vec<(QualifiedName, String)>,
}

fn removed<'a>(cx: &Context<'_>, operation: &'a Operation) -> Option<Removed<'a>> {
    let lost = |previous: &[String], next: &[String]| {
        let lost: Vec<String> = previous.iter().filter(|value| !next.contains(value)).cloned().collect();
        (!lost.is_empty()).then_some(lost)
    };
    match operation {
        Operation::AlterEnum { name, values } => {
            let columns = cx.input.before.columns_of_enum(name);
            let columns = columns.map(|(table, column)| (table.name.clone(), column.name.clone())).collect();
            Some(Removed { name, values: lost(&values.previous, &values.next)?, columns })
        }
        // By hand: a second type, and the column is converted to it.
        Operation::AlterColumn { table, column } => {
            let (ColumnType::Enum(previous), ColumnType::Enum(name)) = (&column.previous.ty, &column.next.ty)
            else {
                return None;
            };
            let of = |name: &QualifiedName| cx.input.before.enums.get(name);
            let previous = of(cx.enum_before(previous))?;
            let next = cx.input.after.enums.get(name)?;
            let values = lost(&previous.values, &next.values)?;
            let columns = cx.column_before(table, &column.next.name);
            let columns = columns.map(|column| (cx.name_before(table).clone(), column)).into_iter().collect();
            Some(Removed { name, values, columns })
        }
        _ => None,
    }
}
