//! ## What it does
//!
//! Notes that `down.sql` cannot put a required column back while the table holds rows, or on MySQL without
//! values that nobody gave.
//!
//! ## Why it matters
//!
//! The column had no default, so there is no value for the rows once it comes back. A revision that cannot be
//! reverted is found out at the worst moment. MySQL does not fail: it fills in 0, an empty text or a date of
//! zeros, which look like values.
//!
//! ## Example
//!
//! `up.sql` drops `orders.code text NOT NULL`; `down.sql` has to add it again:
//!
//! ```sql
//! ALTER TABLE orders ADD COLUMN code text NOT NULL;
//! ```
//!
//! ## What to do
//!
//! Write into `down.sql` where the values come from: add the column with a default, fill it, and take the
//! default away.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Operation};

use crate::Change;
use crate::context::{Context, has_default, made_up};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::DropColumn { table, column } = operation else { return None };
    if column.nullable || has_default(column) || column.generated.is_some() {
        return None;
    }
    let subject = format!("{table}.{}", column.name);
    let message = match cx.engine() {
        Engine::Mysql => format!("down.sql puts {subject} back with {}", made_up(column)),
        Engine::Sqlite | Engine::Postgres => {
            format!("down.sql cannot put {subject} back while {table} holds rows")
        }
    };
    Some(
        Diagnostic::note(code, message)
            .with_subject(subject)
            .with_note("the column is required and has no default"),
    )
}
