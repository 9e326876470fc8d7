//! ## What it does
//!
//! Warns of a view that reads a table which is dropped, or a column which is dropped or changes its type.
//!
//! ## Why it matters
//!
//! Views are not described by models, so no revision drops one. PostgreSQL refuses to drop or change what a view
//! reads: the migration fails. SQLite drops it and leaves a view that fails when it is read, and that stands in
//! the way of later changes.
//!
//! ## Example
//!
//! ```sql
//! CREATE VIEW open_orders AS SELECT id FROM orders;
//! DROP TABLE orders; -- cannot drop table orders because other objects depend on it
//! ```
//!
//! ## What to do
//!
//! Write `DROP VIEW` before the statement in `up.sql`, and where the view is still wanted `CREATE VIEW` after it;
//! the same in `down.sql`.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Expression, Operation, QualifiedName, UnmanagedKind, UnmanagedObject};

use crate::context::{Context, span_of};

pub(super) fn check(cx: &Context<'_>, code: Code) -> Vec<Diagnostic> {
    let findings = |operation| {
        let touched = Touched::by(operation, cx.engine());
        touched.into_iter().flat_map(move |touched| {
            let views = views_of(cx, touched.table).filter(move |view| touched.is_read_by(view));
            views.map(move |view| finding(code, view, operation, &touched))
        })
    };
    cx.on_existing_tables().flat_map(findings).collect()
}

/// What an operation takes away or changes under a view.
#[derive(Clone, Copy)]
struct Touched<'a> {
    table: &'a QualifiedName,
    column: Option<&'a str>,
    how: &'static str,
}

impl<'a> Touched<'a> {
    /// SQLite does not mind another type.
    fn by(operation: &'a Operation, engine: Engine) -> Option<Self> {
        match operation {
            Operation::DropTable { table } => {
                Some(Self { table: &table.name, column: None, how: "is dropped" })
            }
            Operation::DropColumn { table, column } => {
                Some(Self { table, column: Some(&column.name), how: "is dropped" })
            }
            Operation::AlterColumn { table, column }
                if engine == Engine::Postgres && column.previous.ty != column.next.ty =>
            {
                Some(Self { table, column: Some(&column.next.name), how: "changes its type" })
            }
            _ => None,
        }
    }

    fn is_read_by(&self, view: &UnmanagedObject) -> bool {
        let Some(column) = self.column else { return true };
        view.definition.as_ref().is_some_and(|sql| Expression::new(sql).mentions(column))
    }
}

fn views_of<'a>(cx: &Context<'a>, table: &'a QualifiedName) -> impl Iterator<Item = &'a UnmanagedObject> {
    let is_view =
        |o: &&UnmanagedObject| matches!(o.kind, UnmanagedKind::View | UnmanagedKind::MaterializedView);
    let table = cx.name_before(table);
    cx.input.before.unmanaged.iter().filter(is_view).filter(move |view| view.depends_on.contains(table))
}

fn finding(code: Code, view: &UnmanagedObject, operation: &Operation, touched: &Touched<'_>) -> Diagnostic {
    let what = match touched.column {
        Some(column) => format!("column {}.{column}", touched.table),
        None => format!("table {}", touched.table),
    };
    let kind = view.kind.as_str();
    let message = format!("{kind} {} reads {what}, which {}", view.name, touched.how);
    Diagnostic::warning(code, message)
        .with_subject(view.name.to_string())
        .with_span(span_of(operation))
        .with_help(format!(
            "drop the {kind} before it in the revision, and create it again after it where it is wanted"
        ))
}
