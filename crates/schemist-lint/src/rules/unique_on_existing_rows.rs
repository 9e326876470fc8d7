//! ## What it does
//!
//! Warns of a primary key, unique constraint, unique index or exclusion constraint on a table that was there
//! before. It is silent where the key only changes in form, and where all its columns are new and NULL.
//!
//! ## Why it matters
//!
//! The migration fails where two rows are alike. On PostgreSQL writers wait while the index is built.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users ADD CONSTRAINT uq_users_email UNIQUE (email);
//! ```
//!
//! ## What to do
//!
//! Look for duplicates first: `SELECT email FROM users GROUP BY email HAVING count(*) > 1`. On a large
//! PostgreSQL table build a unique index concurrently in a revision of its own.

use std::collections::BTreeSet;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Probe;
use schemist_schema::{Constraint, KeyColumn, Operation, QualifiedName};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    if change.how.using_index {
        return None;
    }
    let operation = change.operation()?;
    let (table, what) = match operation {
        Operation::AddConstraint { table, constraint } if is_news(cx, table, constraint) => {
            (table, constraint.describe())
        }
        Operation::CreateIndex { table, index } if index.unique => {
            let columns: Vec<&str> = index.key_columns().collect();
            let plain = index.predicate.is_none() && columns.len() == index.keys.len();
            let known = plain && was_unique(cx, table, &columns);
            let null = plain && !index.nulls_not_distinct && cx.are_null_everywhere(table, columns);
            if known || null {
                return None;
            }
            (table, format!("unique index {}", index.display_name()))
        }
        _ => return None,
    };
    let message = format!("{what} on {table} fails where two rows are alike");
    let finding = cx
        .about_violations(code, change, table, message, probe(cx, operation))
        .with_subject(table.to_string());
    Some(finding.with_span(span_of(operation)).with_help("look for duplicates before this runs"))
}

/// The question for rows that are alike, where the database can be asked it: not with expressions or prefixes.
fn probe(cx: &Context<'_>, operation: &Operation) -> Option<Probe> {
    let (table, columns, nulls_alike, predicate) = match operation {
        Operation::AddConstraint { table, constraint } => match constraint {
            Constraint::PrimaryKey(key) => (table, names(&key.columns), true, None),
            Constraint::Unique(key) => (table, names(&key.columns), key.nulls_not_distinct, None),
            Constraint::ForeignKey(_) | Constraint::Check(_) | Constraint::Exclusion(_) => return None,
        },
        Operation::CreateIndex { table, index } => {
            let columns: Vec<&str> = index.key_columns().collect();
            let has_others =
                columns.len() < index.keys.len() || index.keys.iter().any(|k| k.prefix.is_some());
            if has_others {
                return None;
            }
            (table, columns, index.nulls_not_distinct, index.predicate.clone())
        }
        _ => return None,
    };
    let columns = cx.columns_before(table, columns)?;
    let predicate_holds = predicate.as_ref().is_none_or(|p| cx.reads_what_was_there(table, p));
    predicate_holds.then(|| Probe::Duplicates {
        table: cx.name_before(table).clone(),
        columns,
        nulls_alike,
        predicate,
    })
}

fn is_news(cx: &Context<'_>, table: &QualifiedName, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::PrimaryKey(key) => !was_unique(cx, table, &names(&key.columns)),
        Constraint::Unique(key) => {
            let columns = names(&key.columns);
            let null = !key.nulls_not_distinct && cx.are_null_everywhere(table, columns.iter().copied());
            !null && !was_unique(cx, table, &columns)
        }
        Constraint::Exclusion(_) => true,
        Constraint::ForeignKey(_) | Constraint::Check(_) => false,
    }
}

/// Whether a key that goes has seen to it so far: over these columns or some of them.
fn was_unique(cx: &Context<'_>, table: &QualifiedName, columns: &[&str]) -> bool {
    let columns: BTreeSet<&str> = columns.iter().copied().collect();
    cx.dropped_constraints(table).any(|constraint| match constraint {
        Constraint::PrimaryKey(key) => names(&key.columns).iter().all(|c| columns.contains(c)),
        Constraint::Unique(key) => names(&key.columns).iter().all(|c| columns.contains(c)),
        Constraint::ForeignKey(_) | Constraint::Check(_) | Constraint::Exclusion(_) => false,
    })
}

fn names(columns: &[KeyColumn]) -> Vec<&str> {
    columns.iter().map(|c| c.name.as_str()).collect()
}
