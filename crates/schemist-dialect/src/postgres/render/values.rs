use schemist_schema::{ColumnType, Pair, QualifiedName};

use super::{Context, Rendered, one, qualified, quote};
use crate::postgres::quoting::string_literal;
use crate::values::{literal_in, replace_values};

/// In the rows of a column; in those of an array, in its elements.
pub(super) fn replace(
    cx: Context<'_>,
    table: &QualifiedName,
    column: &str,
    values: &[Pair<String>],
) -> Rendered {
    let columns = cx.state.previous.tables.get(table).map(|t| &t.columns);
    let ty = columns.and_then(|columns| columns.named(column)).map(|c| &c.ty);
    let literal = literal_in(cx.state.previous, table, column, string_literal);
    let (table, column) = (qualified(table), quote(column));
    match ty {
        Some(ColumnType::Array(_)) => one(in_elements(&table, &column, values)),
        _ => one(replace_values(&table, &column, values, literal)),
    }
}

/// The elements keep their order and what is NULL among them stays.
fn in_elements(table: &str, column: &str, values: &[Pair<String>]) -> String {
    let whens: Vec<String> = values
        .iter()
        .map(|v| format!(" WHEN {} THEN {}", string_literal(&v.previous), string_literal(&v.next)))
        .collect();
    let before: Vec<String> = values.iter().map(|v| string_literal(&v.previous)).collect();
    format!(
        "UPDATE {table} SET {column} = ARRAY(\n    \
         SELECT CASE e{} ELSE e END FROM unnest({column}) WITH ORDINALITY AS u (e, n) ORDER BY n\n\
         ) WHERE {column} && ARRAY[{}]",
        whens.concat(),
        before.join(", ")
    )
}
