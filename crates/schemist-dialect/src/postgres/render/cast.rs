//! Whether rows find their way from one type to another by themselves, and how else.

use schemist_schema::ColumnType;

use crate::postgres::types;

/// The expression behind `USING`; `None` where PostgreSQL converts by assignment.
pub(super) fn using(column: &str, from: &ColumnType, to: &ColumnType) -> Option<String> {
    let leaves_array = matches!(from, ColumnType::Array(_)) && !matches!(to, ColumnType::Array(_));
    (leaves_array || !is_assignable(from, to)).then(|| converted(column, from, to))
}

/// Whether there is an implicit or assignment cast, as far as that is sure without asking the server.
pub(super) fn is_assignable(from: &ColumnType, to: &ColumnType) -> bool {
    use ColumnType::{Array, Bit, Date, Enum, Interval, Json, Jsonb, Named, Time, Timestamp, VarBit};
    if is_text(to) || is_number(from) && is_number(to) {
        return true;
    }
    match (from, to) {
        (Array(from), Array(to)) => is_assignable(from, to),
        (Enum(a), Enum(b)) => a == b,
        (Named { name: a, .. }, Named { name: b, .. }) => {
            a == b
                || matches!(
                    (a.name.as_str(), b.name.as_str()),
                    ("inet", "cidr") | ("cidr", "inet") | ("macaddr", "macaddr8") | ("macaddr8", "macaddr")
                )
        }
        (Json | Jsonb, Json | Jsonb) | (Bit { .. } | VarBit { .. }, Bit { .. } | VarBit { .. }) => true,
        (Date | Timestamp { .. }, Date | Timestamp { .. }) => true,
        (Timestamp { .. }, Time { zone: false, .. }) | (Timestamp { zone: true, .. }, Time { .. }) => true,
        (Time { .. }, Time { .. }) | (Time { zone: false, .. }, Interval { .. }) => true,
        (Interval { .. }, Time { zone: false, .. }) => true,
        (a, b) => {
            std::mem::discriminant(a) == std::mem::discriminant(b) && !matches!(a, Array(_) | Named { .. })
        }
    }
}

fn converted(column: &str, from: &ColumnType, to: &ColumnType) -> String {
    use ColumnType::{Array, Binary, Boolean, Integer};
    let target = types::render(to);
    match (from, to) {
        (Array(_), Array(_)) if is_text(from.element()) => format!("{column}::{target}"),
        (Array(_), Array(_)) => format!("{column}::text[]::{target}"),
        // The one value there is; as text it may be several.
        (Array(_), text) if is_text(text) => {
            format!("CASE cardinality({column}) WHEN 1 THEN {column}[1]::text ELSE {column}::text END")
        }
        (Array(_), _) => format!("nullif(array_to_string({column}, ','), '')::{target}"),
        (scalar, Array(element)) => {
            let item = using(column, scalar, element).unwrap_or_else(|| column.to_owned());
            format!("CASE WHEN {column} IS NOT NULL THEN ARRAY[{item}]::{target} END")
        }
        (text, Binary) if is_text(text) => format!("convert_to({column}, 'UTF8')"),
        (text, _) if is_text(text) => format!("{column}::{target}"),
        (Boolean, Integer) | (Integer, Boolean) => format!("{column}::{target}"),
        (Boolean, number) if is_number(number) => format!("{column}::integer::{target}"),
        (number, Boolean) if is_number(number) => format!("{column} <> 0"),
        (range, multirange) if is_range_of(range, multirange) => format!("{column}::{target}"),
        _ => format!("{column}::text::{target}"),
    }
}

/// `int4range` and `int4multirange`: the text of one is not the text of the other.
fn is_range_of(range: &ColumnType, multirange: &ColumnType) -> bool {
    match (range, multirange) {
        (ColumnType::Named { name: a, .. }, ColumnType::Named { name: b, .. }) => {
            let element = a.name.strip_suffix("range").filter(|element| !element.ends_with("multi"));
            element.is_some() && element == b.name.strip_suffix("multirange")
        }
        _ => false,
    }
}

/// Whether a foreign key may lead from one type to the other.
pub(super) fn is_comparable(referring: &ColumnType, referred: &ColumnType) -> bool {
    use ColumnType::{
        BigInt, Date, Double, Integer, Named, Numeric, Real, SmallInt, Text, Timestamp, Varchar,
    };
    match (referring, referred) {
        (SmallInt | Integer | BigInt, SmallInt | Integer | BigInt | Numeric { .. } | Real | Double)
        | (Numeric { .. } | Real | Double, Real | Double)
        | (Text | Varchar { .. }, Text | Varchar { .. })
        | (Date | Timestamp { .. }, Date | Timestamp { .. }) => true,
        (Named { name: a, .. }, Named { name: b, .. }) => a == b,
        (ColumnType::Enum(_) | ColumnType::Array(_), _) => referring == referred,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

fn is_text(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Text | ColumnType::Varchar { .. } | ColumnType::Char { .. })
}

fn is_number(ty: &ColumnType) -> bool {
    use ColumnType::{BigInt, Double, Integer, Numeric, Real, SmallInt};
    matches!(ty, SmallInt | Integer | BigInt | Numeric { .. } | Real | Double)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, expected: Option<&str>) {
        let result = using("c", &types::parse(from), &types::parse(to));
        assert_eq!(result.as_deref(), expected, "{from} to {to}");
    }

    #[test]
    fn assignment_needs_no_words() {
        check("int", "bigint", None);
        check("bigint", "smallint", None);
        check("varchar(30)", "varchar(10)", None);
        check("int[]", "bigint[]", None);
        check("jsonb", "text", None);
        check("date", "timestamptz", None);
        check("json", "jsonb", None);
        check("vector(3)", "vector(4)", None);
        check("macaddr", "macaddr8", None);
        check("cidr", "inet", None);
    }

    #[test]
    fn other_casts_are_spelled_out() {
        check("text", "integer", Some("c::integer"));
        check("boolean", "integer", Some("c::integer"));
        check("boolean", "bigint", Some("c::integer::bigint"));
        check("smallint", "boolean", Some("c <> 0"));
        check("integer", "uuid", Some("c::text::uuid"));
        check("text", "bytea", Some("convert_to(c, 'UTF8')"));
        check("integer", "text[]", Some("CASE WHEN c IS NOT NULL THEN ARRAY[c]::text[] END"));
        check("integer[]", "integer", Some("nullif(array_to_string(c, ','), '')::integer"));
        let text = "CASE cardinality(c) WHEN 1 THEN c[1]::text ELSE c::text END";
        check("text[]", "varchar(9)", Some(text));
        check("text[]", "uuid[]", Some("c::uuid[]"));
        check("date", "time", Some("c::text::time"));
        check("citext", "inet", Some("c::text::inet"));
        check("tsrange", "tsmultirange", Some("c::tsmultirange"));
        check("tsrange", "tstzmultirange", Some("c::text::tstzmultirange"));
    }
}
