//! ## What it does
//!
//! Warns of REFERENCES behind a column on MySQL.
//!
//! ## Why it matters
//!
//! MySQL reads it and does nothing (MariaDB 10.5 and later makes a foreign key of it): the rows are not kept from
//! referring to nothing, and no error says so.
//!
//! ## Example
//!
//! ```sql
//! CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
//! ```
//!
//! ## What to do
//!
//! Write it as a clause of the table: `FOREIGN KEY (user_id) REFERENCES users (id)`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Operation};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Every(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let capabilities = cx.input.dialect.capabilities();
    if cx.engine() != Engine::Mysql || capabilities.is_mariadb || !change.how.inline_reference {
        return None;
    }
    // Once, for the table or column; not again for the constraint that was read.
    if matches!(change.operation(), Some(Operation::AddConstraint { .. })) {
        return None;
    }
    let table = change.table()?;
    let message = format!("REFERENCES behind a column of {table} does nothing on MySQL");
    let finding = Diagnostic::warning(code, message).with_subject(table.to_string());
    Some(finding.with_help("write it as a clause of the table: FOREIGN KEY (…) REFERENCES …"))
}
