//! Defaults that the server prints differently and that give the same value: `5` and `5.0` of a `numeric(8, 2)`,
//! `1 + 2` and `3`, `ARRAY[]::integer[]` and `'{}'`.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Bool;
use schemist_dialect::{Dialect, Statement};
use schemist_schema::{Column, Expression, Operation, Pair, QualifiedName, Schema, Table};

use super::pieces::TEMPORARY;
use super::scratch::{attempt, undone};
use super::scratch_types::ScratchTypes;
use crate::ReflectError;

/// Takes over the live default wherever the declared one gives the same value, whenever it is evaluated.
pub(super) fn adopt(
    connection: &mut PgConnection,
    pair: &mut Pair<Schema>,
    dialect: &Dialect,
    types: &ScratchTypes,
) -> Result<(), ReflectError> {
    let Pair { previous, next } = pair;
    for (name, table) in &mut next.tables {
        let Some(live) = previous.tables.get(name) else { continue };
        for column in table.columns.iter_mut() {
            let Some(live) = live.columns.named(&column.name).and_then(|l| differing(l, column)) else {
                continue;
            };
            let statements = scratch_table(column, live, dialect, types);
            if undone(connection, |connection| are_equal(connection, &statements))? {
                column.default = Some(live.clone());
            }
        }
    }
    Ok(())
}

/// The live default of a column that keeps its type and has another one declared. One that takes from a sequence
/// is never equal to another.
fn differing<'a>(live: &'a Column, next: &Column) -> Option<&'a Expression> {
    let (a, b) = (live.default.as_ref()?, next.default.as_ref()?);
    let counts = |e: &Expression| e.mentions("nextval");
    let asked = a != b && live.ty == next.ty && live.collation == next.collation && !counts(a) && !counts(b);
    asked.then_some(a)
}

/// A temporary table with the column twice, once with each default.
fn scratch_table(
    column: &Column,
    live: &Expression,
    dialect: &Dialect,
    types: &ScratchTypes,
) -> Vec<Statement> {
    let with = |name: &str, default: Option<&Expression>| Column {
        default: default.map(|e| types.in_scratch(e)),
        ..Column::new(name, types.column_type(&column.ty)).nullable()
    };
    let name = QualifiedName::in_namespace(Some(TEMPORARY.to_owned()), "schemist_defaults");
    let mut table = Table::new(name);
    table.columns =
        [with("live", Some(live)), with("declared", column.default.as_ref())].into_iter().collect();
    let nothing = Schema::default();
    let operation = Operation::CreateTable { table: Box::new(table) };
    dialect.render(&operation, Pair::new(&nothing, &nothing)).unwrap_or_default()
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    same_tree: bool,
    #[diesel(sql_type = Bool)]
    is_constant: bool,
}

#[derive(QueryableByName)]
struct Same {
    #[diesel(sql_type = Bool)]
    same: bool,
}

fn are_equal(connection: &mut PgConnection, table: &[Statement]) -> Result<bool, ReflectError> {
    if table.is_empty() || attempt(connection, table)?.is_err() {
        return Ok(false);
    }
    let answer: Answer = sql_query(include_str!("sql/equal_defaults.sql")).get_result(connection)?;
    if answer.same_tree || !answer.is_constant {
        return Ok(answer.same_tree);
    }
    // The value as it is stored: with the length and the scale of the column.
    let insert = Statement::new("INSERT INTO pg_temp.schemist_defaults DEFAULT VALUES");
    if attempt(connection, &[insert])?.is_err() {
        return Ok(false);
    }
    let compare =
        "SELECT live::text IS NOT DISTINCT FROM declared::text AS same FROM pg_temp.schemist_defaults";
    let found: Same = sql_query(compare).get_result(connection)?;
    Ok(found.same)
}
