//! Which rows a revision has to do with: for people who want to know how much is at stake.

use std::collections::BTreeSet;

use schemist_dialect::Probe;
use schemist_schema::{ColumnType, Engine, Operation, Pair, QualifiedName};

use crate::context::Context;
use crate::locks::{self, Work};
use crate::{Change, LintInput, Rows};

/// Rows of a table that a change has to do with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The table, as it was called before.
    pub table: QualifiedName,
    /// What is done to the rows.
    pub handling: Handling,
    /// How many there are; `None` where no database answered.
    pub rows: Option<Rows>,
}

/// What is done to rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handling {
    /// Each is looked at: an index is built, or a constraint is checked.
    Read,
    /// Each is written anew.
    Written,
    /// They go, or one of their values does.
    Deleted,
}

impl Handling {
    /// From the weightiest to the lightest.
    pub const ALL: [Handling; 3] = [Handling::Deleted, Handling::Written, Handling::Read];

    /// What a table of changes says.
    pub fn word(self) -> &'static str {
        match self {
            Handling::Read => "read",
            Handling::Written => "written",
            Handling::Deleted => "deleted",
        }
    }
}

/// For each change the rows it has to do with. What only the catalogue knows of touches none, nor does what is on a
/// table that the revision creates.
pub fn touched(input: &LintInput<'_>) -> Vec<Vec<Touched>> {
    let cx = Context::new(input);
    input.changes.iter().map(|change| of_change(&cx, change)).collect()
}

/// The questions whose answers are the numbers in it.
pub fn questions_of_rows(input: &LintInput<'_>) -> BTreeSet<Probe> {
    let tables = touched(input).into_iter().flatten().map(|touched| touched.table);
    tables.map(|table| Probe::Rows { table }).collect()
}

fn of_change(cx: &Context<'_>, change: &Change<'_>) -> Vec<Touched> {
    let touched = |table: &QualifiedName, handling| {
        let table = cx.name_before(table).clone();
        let rows = cx.input.facts.rows(&table);
        Touched { table, handling, rows }
    };
    if let Some(Operation::AlterEnum { name, values }) = change.operation() {
        let handling = Handling::Written;
        return tables_of_enum(cx, name, values).into_iter().map(|table| touched(table, handling)).collect();
    }
    let Some(table) = change.table().filter(|table| !cx.is_new(table)) else { return Vec::new() };
    handling(cx, change).map(|handling| touched(table, handling)).into_iter().collect()
}

fn handling(cx: &Context<'_>, change: &Change<'_>) -> Option<Handling> {
    let operation = change.operation()?;
    if matches!(operation, Operation::CreateTable { .. }) {
        return None;
    }
    if operation.loses_data() {
        return Some(Handling::Deleted);
    }
    if matches!(operation, Operation::ReplaceValues { .. }) {
        return Some(Handling::Written);
    }
    if cx.engine() == Engine::Sqlite {
        return on_sqlite(cx, operation);
    }
    match locks::fact_of(cx, change)?.work {
        Work::Catalogue => None,
        Work::Scan | Work::Build => Some(Handling::Read),
        Work::Rewrite => Some(Handling::Written),
    }
}

/// What SQLite cannot change in place is a table that is built anew, and all of its rows move.
fn on_sqlite(cx: &Context<'_>, operation: &Operation) -> Option<Handling> {
    let state = Pair::new(cx.input.before, cx.input.after);
    match operation {
        Operation::CreateIndex { .. } => Some(Handling::Read),
        _ if cx.input.dialect.alters_in_place(operation, state) => None,
        _ => Some(Handling::Written),
    }
}

/// Values that come leave rows alone; where one goes, PostgreSQL makes the type anew, and the columns with it.
fn tables_of_enum<'c>(
    cx: &'c Context<'_>,
    name: &QualifiedName,
    values: &Pair<Vec<String>>,
) -> Vec<&'c QualifiedName> {
    let mut kept = values.next.iter().filter(|value| values.previous.contains(value));
    if values.previous.iter().all(|value| kept.next() == Some(value)) {
        return Vec::new();
    }
    let before = cx.enum_before(name);
    let holds = |ty: &ColumnType| match ty {
        ColumnType::Enum(of) => of == before,
        ColumnType::Array(of) => matches!(of.as_ref(), ColumnType::Enum(of) if of == before),
        _ => false,
    };
    let tables = cx.input.before.tables.values();
    tables.filter(|table| table.columns.iter().any(|c| holds(&c.ty))).map(|table| &table.name).collect()
}
