//! ## What it does
//!
//! Notes that a table, column or enum value gets another name.
//!
//! ## Why it matters
//!
//! Code that is still deployed uses the old name: it fails from the moment the migration has run until the
//! new code is everywhere. Views, functions and other programs may name it as well.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users RENAME COLUMN nm TO name;
//! ```
//!
//! ## What to do
//!
//! Where a moment of errors is not acceptable, keep the name in the database (`#[model(column = "nm")]`) or
//! go in three releases: add the new column, write both and copy, drop the old one.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::context::Context;
use crate::rule::Check;
use crate::{Action, Change};

fn is_passing(name: &str) -> bool {
    name.starts_with("__schemist_")
}

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    if let Some(Action::RenameNamespace { from, to }) = change.action() {
        let message = format!("deployed code that uses schema {from} fails once this has run");
        return Some(Diagnostic::note(code, message).with_subject(to.clone()));
    }
    let operation = change.operation()?;
    let (subject, old, span) = match operation {
        // A name in between, for two that are swapped.
        Operation::RenameTable { name } if is_passing(&name.previous.name) => return None,
        Operation::RenameColumn { name, .. } if is_passing(&name.previous) => return None,
        Operation::RenameTable { name } => {
            let table = cx.input.after.tables.get(&name.next);
            let span = table.and_then(|t| t.origin.span.clone());
            (name.next.to_string(), format!("table {}", name.previous), span)
        }
        Operation::RenameColumn { table, name } => {
            let column = cx.input.after.tables.get(table).and_then(|t| t.columns.named(&name.next));
            let span = column.and_then(|c| c.origin.span.clone());
            (format!("{table}.{}", name.next), format!("column {table}.{}", name.previous), span)
        }
        Operation::RenameEnumValue { name, value } => {
            let span = cx.input.after.enums.get(name).and_then(|e| e.origin.span.clone());
            (name.to_string(), format!("the value `{}` of {name}", value.previous), span)
        }
        Operation::ReplaceValues { table, column, values } => {
            let span = cx.input.after.tables.get(table).and_then(|t| t.columns.named(column));
            let old: Vec<String> = values.iter().map(|v| format!("`{}`", v.previous)).collect();
            let old = format!("{} in {table}.{column}", old.join(", "));
            (format!("{table}.{column}"), old, span.and_then(|c| c.origin.span.clone()))
        }
        _ => return None,
    };
    let message = format!("deployed code that uses {old} fails once this has run");
    Some(Diagnostic::note(code, message).with_subject(subject).with_span(span))
}
