//! Replacing values in the rows of a column: those of an enum that is kept as text or numbers.

use schemist_schema::{Column, ColumnType, Pair, QualifiedName, Schema};

/// The UPDATE that replaces all values at once; table and column are quoted already.
pub(crate) fn replace_values(
    table: &str,
    column: &str,
    values: &[Pair<String>],
    literal: impl Fn(&str) -> String,
) -> String {
    let before: Vec<String> = values.iter().map(|v| literal(&v.previous)).collect();
    match values {
        [only] => {
            let after = literal(&only.next);
            format!("UPDATE {table} SET {column} = {after} WHERE {column} = {}", before.join(""))
        }
        _ => format!(
            "UPDATE {table} SET {column} = {} WHERE {column} IN ({})",
            replaced(column, values, literal),
            before.join(", ")
        ),
    }
}

/// How a value of a column is written: see [`literal_of`].
pub(crate) fn literal_in(
    schema: &Schema,
    table: &QualifiedName,
    column: &str,
    string: fn(&str) -> String,
) -> impl Fn(&str) -> String {
    literal_of(schema.tables.get(table).and_then(|t| t.columns.named(column)), string)
}

/// How a value of a column is written: bare in a column of numbers, else as a string.
pub(crate) fn literal_of(column: Option<&Column>, string: fn(&str) -> String) -> impl Fn(&str) -> String {
    let holds_numbers = column.is_some_and(|column| match &column.ty {
        ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt => true,
        ColumnType::Verbatim(text) => text.to_ascii_uppercase().contains("INT"),
        _ => false,
    });
    move |value| match holds_numbers && value.parse::<i64>().is_ok() {
        true => value.to_owned(),
        false => string(value),
    }
}

/// The value of a column with all values replaced at once.
pub(crate) fn replaced(column: &str, values: &[Pair<String>], literal: impl Fn(&str) -> String) -> String {
    let whens: Vec<String> =
        values.iter().map(|v| format!(" WHEN {} THEN {}", literal(&v.previous), literal(&v.next))).collect();
    format!("CASE {column}{} ELSE {column} END", whens.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_change_at_once() {
        let pair = |a: &str, b: &str| Pair::new(a.to_owned(), b.to_owned());
        let literal = |v: &str| format!("'{v}'");
        assert_eq!(
            replace_values("t", "c", &[pair("a", "b")], literal),
            "UPDATE t SET c = 'b' WHERE c = 'a'"
        );
        assert_eq!(
            replace_values("t", "c", &[pair("a", "b"), pair("b", "a")], literal),
            "UPDATE t SET c = CASE c WHEN 'a' THEN 'b' WHEN 'b' THEN 'a' ELSE c END WHERE c IN ('a', 'b')"
        );
    }
}
