//! ## What it does
//!
//! Tells of several statements that each read or write all of one table that was there.
//!
//! ## Why it matters
//!
//! PostgreSQL goes through the table once for each statement, but once for all clauses of one.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ALTER COLUMN a SET NOT NULL;
//! ALTER TABLE orders ALTER COLUMN b SET NOT NULL;
//! ```
//!
//! ## What to do
//!
//! Write them as clauses of one `ALTER TABLE`, with commas between them.

use schemist_diagnostics::{Code, Diagnostic};
use std::collections::BTreeMap;

use schemist_schema::{Engine, Operation, QualifiedName};

use crate::Change;
use crate::context::Context;
use crate::locks::{self, Work};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Revision(check);

fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    if cx.engine() == Engine::Sqlite || !cx.input.revision.is_written {
        return Vec::new();
    }
    let mut first: BTreeMap<&QualifiedName, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for change in cx.on_existing_tables() {
        let is_clause = matches!(
            change.operation(),
            Some(
                Operation::AddColumn { .. } | Operation::AlterColumn { .. } | Operation::AddConstraint { .. }
            )
        );
        let grows = |change: &Change<'_>| {
            locks::fact_of(cx, change).is_some_and(|fact| matches!(fact.work, Work::Scan | Work::Rewrite))
        };
        let Some(table) = change.table().filter(|_| is_clause && grows(change)) else { continue };
        let begun = *first.entry(table).or_insert(change.statement);
        if begun == change.statement {
            continue;
        }
        let message = format!("{table} is gone through once more, for a clause of its own");
        findings.extend(cx.about_lock(code, change, table, message).map(|finding| {
            let finding = finding.with_subject(table.to_string()).with_span(change.span.clone());
            finding.with_help("write it as a clause of the ALTER TABLE before it")
        }));
    }
    findings
}
