//! ## What it does
//!
//! Warns of a foreign key or check on a table that was there before. It is silent about `NOT VALID`, about a
//! foreign key that only changes its actions, and about one from new columns that are NULL.
//!
//! ## Why it matters
//!
//! The migration fails where a row breaks the rule. On PostgreSQL the whole table is read meanwhile, and a
//! foreign key locks both tables against writers. On SQLite a foreign key is only noticed when rows change.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ADD CONSTRAINT fk_orders_user_id_users FOREIGN KEY (user_id) REFERENCES users (id);
//! ```
//!
//! ## What to do
//!
//! Look for rows that break the rule first. On a large PostgreSQL table declare it `not_valid`, and take that
//! away in the next revision: validating does not keep writers out.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Operation};

use crate::context::{Context, span_of};

pub(super) fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let finding = |operation: &Operation| {
        let (table, constraint) = match operation {
            Operation::AddConstraint { table, constraint } => (table, constraint),
            Operation::ValidateConstraint { table, constraint } => (table, &constraint.next),
            _ => return None,
        };
        let proven = match constraint {
            Constraint::ForeignKey(key) => {
                let held = cx.dropped_constraints(table).any(|dropped| match dropped {
                    Constraint::ForeignKey(old) => {
                        old.columns == key.columns
                            && old.references == key.references
                            && old.references_columns == key.references_columns
                            && !old.not_valid
                    }
                    _ => false,
                });
                let columns = key.columns.iter().map(String::as_str);
                held || key.not_valid || cx.are_null_everywhere(table, columns)
            }
            Constraint::Check(check) => {
                let held = cx.dropped_constraints(table).any(|dropped| match dropped {
                    Constraint::Check(old) => old.expression.same_tokens(&check.expression) && !old.not_valid,
                    _ => false,
                });
                held || check.not_valid
            }
            Constraint::PrimaryKey(_) | Constraint::Unique(_) | Constraint::Exclusion(_) => true,
        };
        if proven {
            return None;
        }
        let message = format!("{} on {table} fails where a row breaks it", constraint.describe());
        let finding = cx.about_rows(code, table, message).with_subject(table.to_string());
        Some(finding.with_span(span_of(operation)).with_help("look for such rows before this runs"))
    };
    cx.on_existing_tables().filter_map(finding).collect()
}
