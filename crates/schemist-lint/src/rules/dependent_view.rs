//! ## What it does
//!
//! Says which view, trigger, routine or event a revision takes something from: a table or column that is dropped, a
//! column that changes its type.
//!
//! ## Why it matters
//!
//! They are not described by models. MariaDB and MySQL drop what a view or a routine reads and leave one that
//! fails when it is used: that is a warning. PostgreSQL refuses such a change; there the plan drops the view before it
//! and makes it again as it was behind it, with its options, owner, privileges, comments and indexes, and so do
//! triggers, rules, policies and functions: that is a note. Where it cannot be made again, because it reads what goes
//! for good, the plan is refused (P104). On SQLite it always is: as long as a view reads what is not there, SQLite
//! refuses to rename anything.
//!
//! ## Example
//!
//! ```sql
//! CREATE VIEW open_orders AS SELECT id FROM orders;
//! DROP TABLE orders; -- the view stays, and fails when it is read
//! ```
//!
//! ## What to do
//!
//! Write `DROP VIEW` before the statement in `up.sql`, and where the view is still wanted `CREATE VIEW` after it;
//! the same in `down.sql`. A note asks for nothing: look at the statements, and mind that a materialized view is
//! computed anew.

use schemist_diagnostics::{Code, Diagnostic, Severity};
use schemist_schema::{Engine, Expression, Operation, QualifiedName, UnmanagedKind, UnmanagedObject};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::ExistingMany(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Vec<Diagnostic> {
    let Some(operation) = change.operation() else { return Vec::new() };
    // The plan refuses it; what somebody wrote is not planned.
    if cx.input.dialect.capabilities().definitions_must_resolve && change.span.is_none() {
        return Vec::new();
    }
    let by_name = Touched::by_name(operation).filter(|_| cx.engine() == Engine::Mysql);
    let Some(touched) = Touched::by(operation).or(by_name) else { return Vec::new() };
    // What somebody wrote is not planned: a view in the way is in the way.
    let makes_way = cx.input.dialect.capabilities().objects_stand_in_the_way && !cx.input.revision.is_written;
    let objects = cx.input.before.unmanaged.iter();
    let finding = |object| match makes_way {
        true => made_again(cx, code, object, change),
        false => touched.breaks(cx, object).then(|| broken(code, object, operation, &touched)),
    };
    objects.filter_map(finding).collect()
}

/// What an operation takes away or changes under a view.
#[derive(Clone, Copy)]
struct Touched<'a> {
    table: &'a QualifiedName,
    column: Option<&'a str>,
    is_dropped: bool,
}

impl<'a> Touched<'a> {
    /// The views of MySQL name what they read: under another name it is not there.
    fn by_name(operation: &'a Operation) -> Option<Self> {
        match operation {
            Operation::RenameTable { name } => {
                Some(Self { table: &name.next, column: None, is_dropped: true })
            }
            Operation::RenameColumn { table, name } => {
                Some(Self { table, column: Some(&name.previous), is_dropped: true })
            }
            _ => None,
        }
    }

    fn by(operation: &'a Operation) -> Option<Self> {
        match operation {
            Operation::DropTable { table } => {
                Some(Self { table: &table.name, column: None, is_dropped: true })
            }
            Operation::DropColumn { table, column } => {
                Some(Self { table, column: Some(&column.name), is_dropped: true })
            }
            Operation::AlterColumn { table, column } if column.previous.ty != column.next.ty => {
                Some(Self { table, column: Some(&column.next.name), is_dropped: false })
            }
            _ => None,
        }
    }

    /// Whether the object is left without what it names. What hangs on a dropped table goes with it.
    fn breaks(&self, cx: &Context<'_>, object: &UnmanagedObject) -> bool {
        let reads = matches!(
            object.kind,
            UnmanagedKind::View
                | UnmanagedKind::MaterializedView
                | UnmanagedKind::Trigger
                | UnmanagedKind::Function
                | UnmanagedKind::Event
        );
        let names_column = self.column.is_none_or(|column| {
            object.definition.as_ref().is_some_and(|sql| Expression::new(sql).mentions(column))
        });
        // What is written is not planned around: PostgreSQL refuses to change the type under a view.
        let breaks = self.is_dropped || cx.input.dialect.capabilities().objects_stand_in_the_way;
        breaks && reads && object.depends_on.contains(cx.name_before(self.table)) && names_column
    }

    fn in_words(&self) -> String {
        match self.column {
            Some(column) => format!("column {}.{column}", self.table),
            None => format!("table {}", self.table),
        }
    }
}

/// The object is dropped and made again around changes of type: said once, at the first of them. What would not come
/// back is refused by the plan.
fn made_again(
    cx: &Context<'_>,
    code: Code,
    object: &UnmanagedObject,
    change: &Change<'_>,
) -> Option<Diagnostic> {
    if !object.kind.is_in_the_way_of_a_type() {
        return None;
    }
    let (first, columns) = cx.retyped_among(&object.ties.columns)?;
    if !std::ptr::eq(first, change) {
        return None;
    }
    let columns: Vec<String> = columns.iter().map(|(table, column)| format!("{table}.{column}")).collect();
    let what = match columns.as_slice() {
        [one] => format!("column {one} changes its type"),
        several => format!("columns {} change their types", several.join(", ")),
    };
    let (kind, name) = (object.kind.as_str(), &object.name);
    let message = format!("{kind} {name} is dropped and made again as it was, because {what}");
    let note = Diagnostic::new(code, Severity::Note, message);
    let note = note.with_subject(name.to_string()).with_span(change.operation().and_then(span_of));
    Some(match object.kind {
        UnmanagedKind::MaterializedView => note.with_note("its rows are computed anew, under a lock"),
        _ => note,
    })
}

fn broken(code: Code, object: &UnmanagedObject, operation: &Operation, touched: &Touched<'_>) -> Diagnostic {
    let (kind, what) = (object.kind.as_str(), touched.in_words());
    let fate = match operation {
        Operation::RenameTable { .. } | Operation::RenameColumn { .. } => "gets another name",
        Operation::AlterColumn { .. } => "changes its type",
        _ => "is dropped",
    };
    Diagnostic::warning(code, format!("{kind} {} reads {what}, which {fate}", object.name))
        .with_subject(object.name.to_string())
        .with_span(span_of(operation))
        .with_help(format!(
            "drop the {kind} before it in the revision, and create it again after it where it is wanted"
        ))
}
