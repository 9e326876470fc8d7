//! Types that the models name and the database does not have: better said before the migration runs than by it.

use std::collections::BTreeSet;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Text};
use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{Column, ColumnType, Pair, Schema, Table};

use super::normalize::REFUSED;
use crate::ReflectError;

#[derive(QueryableByName)]
struct NameRow {
    #[diesel(sql_type = Text)]
    name: String,
}

/// A finding for each column whose type is missing.
pub(super) fn findings(
    connection: &mut PgConnection,
    pair: &Pair<Schema>,
    dialect: &Dialect,
) -> Result<Vec<Diagnostic>, ReflectError> {
    let columns: Vec<(&Table, &Column, String)> = named_types(pair, dialect).collect();
    let wanted: BTreeSet<&str> = columns.iter().map(|(_, _, ty)| ty.as_str()).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let query = sql_query(include_str!("sql/missing_types.sql")).bind::<Array<Text>, _>(wanted);
    let missing: Vec<NameRow> = query.load(connection)?;
    let missing: BTreeSet<String> = missing.into_iter().map(|row| row.name).collect();
    let columns = columns.into_iter().filter(|(_, _, ty)| missing.contains(ty));
    Ok(columns.map(|(table, column, ty)| finding(table, column, &ty, dialect)).collect())
}

/// The columns that are new or of another type than live, with types by name, without what stands in parentheses.
fn named_types<'a>(
    pair: &'a Pair<Schema>,
    dialect: &'a Dialect,
) -> impl Iterator<Item = (&'a Table, &'a Column, String)> {
    let tables = pair.next.tables.values();
    let columns = tables.flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    columns.filter_map(|(table, column)| {
        let live = pair.previous.tables.get(&table.name).and_then(|t| t.columns.named(&column.name));
        let ColumnType::Named { name, .. } = column.ty.element() else { return None };
        let bare = ColumnType::Named { name: name.clone(), arguments: Vec::new() };
        live.is_none_or(|live| live.ty != column.ty).then(|| (table, column, dialect.render_type(&bare)))
    })
}

fn finding(table: &Table, column: &Column, ty: &str, dialect: &Dialect) -> Diagnostic {
    let subject = format!("{}.{}", table.name, column.name);
    let message = format!("the type {ty} of the column `{subject}` is not in the database");
    let finding =
        Diagnostic::error(REFUSED, message).with_subject(subject).with_span(column.origin.span.clone());
    match dialect.create_extension_for(ty) {
        Some(sql) => finding.with_help(format!("write `{sql};` into a revision of its own before this one")),
        None => finding.with_help("create the type in a revision of its own before this one"),
    }
}
