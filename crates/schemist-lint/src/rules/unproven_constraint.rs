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
use schemist_dialect::Probe;
use schemist_schema::{Constraint, Operation, QualifiedName};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
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
    let finding = cx
        .about_violations(code, change, table, message, probe(cx, table, constraint))
        .with_subject(table.to_string());
    Some(finding.with_span(span_of(operation)).with_help("look for such rows before this runs"))
}

fn probe(cx: &Context<'_>, table: &QualifiedName, constraint: &Constraint) -> Option<Probe> {
    let of = cx.name_before(table).clone();
    match constraint {
        Constraint::Check(check) => {
            let probe = || Probe::Breaking { table: of, expression: check.expression.clone() };
            cx.reads_what_was_there(table, &check.expression).then(probe)
        }
        Constraint::ForeignKey(key) => {
            let references_columns = match key.references_columns.is_empty() {
                true => cx.primary_key_before(&key.references)?,
                false => {
                    cx.columns_before(&key.references, key.references_columns.iter().map(String::as_str))?
                }
            };
            Some(Probe::Orphans {
                table: of,
                columns: cx.columns_before(table, key.columns.iter().map(String::as_str))?,
                references: cx.name_before(&key.references).clone(),
                references_columns,
            })
        }
        Constraint::PrimaryKey(_) | Constraint::Unique(_) | Constraint::Exclusion(_) => None,
    }
}
