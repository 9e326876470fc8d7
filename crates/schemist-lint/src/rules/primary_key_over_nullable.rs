//! ## What it does
//!
//! Tells of a primary key over columns that may be NULL until then.
//!
//! ## Why it matters
//!
//! PostgreSQL makes each of them NOT NULL on the way, also with USING INDEX: every row is read under the lock, and
//! the statement fails on the first NULL.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE users ADD PRIMARY KEY (id); -- id may be NULL
//! ```
//!
//! ## What to do
//!
//! Make the columns NOT NULL in a revision before it.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Constraint, Engine, Operation};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddConstraint { table, constraint: Constraint::PrimaryKey(key) } = operation else {
        return None;
    };
    let before = cx.input.before.tables.get(cx.name_before(table))?;
    let nullable = key.columns.iter().filter(|key| {
        let name = cx.column_before(table, &key.name);
        name.and_then(|name| before.columns.named(&name)).is_some_and(|column| column.nullable)
    });
    let nullable: Vec<&str> = nullable.map(|key| key.name.as_str()).collect();
    if nullable.is_empty() || cx.engine() == Engine::Sqlite {
        return None;
    }
    let columns = nullable.join(", ");
    let message = format!("the primary key makes {columns} of {table} NOT NULL: every row is read for that");
    let finding = cx.about_size(code, table, message)?.with_subject(table.to_string());
    Some(finding.with_span(span_of(operation)))
}
