//! ## What it does
//!
//! Notes that `down.sql` cannot put a required column back while the table holds rows.
//!
//! ## Why it matters
//!
//! The column had no default, so there is no value for the rows once it comes back. A revision that cannot be
//! reverted is found out at the worst moment.
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
use schemist_schema::Operation;

use crate::context::{Context, has_default};

pub(super) fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let finding = |operation: &Operation| {
        let Operation::DropColumn { table, column } = operation else { return None };
        if column.nullable || has_default(column) || column.generated.is_some() {
            return None;
        }
        let subject = format!("{table}.{}", column.name);
        let message = format!("down.sql cannot put {subject} back while {table} holds rows");
        Some(
            Diagnostic::note(code, message)
                .with_subject(subject)
                .with_note("the column is required and has no default"),
        )
    };
    cx.on_existing_tables().filter_map(finding).collect()
}
