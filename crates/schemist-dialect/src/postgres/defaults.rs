//! Literals as defaults.

use schemist_schema::sql::{TokenKind, tokenize, unquote};
use schemist_schema::{ColumnType, sql::significant};

use super::types;

/// The text of a literal that PostgreSQL shows with a cast to the column's own type, which it adds by itself:
/// `draft` of `'draft'::text` in a column of text. A number in quotes (`'-1'::integer`) is one.
pub(crate) fn own_literal(sql: &str, ty: &ColumnType) -> Option<String> {
    let (literal, cast) = sql.rsplit_once("::")?;
    let same = match (ty, types::parse(cast)) {
        (ColumnType::Enum(own), ColumnType::Named { name, .. } | ColumnType::Enum(name)) => *own == name,
        // The cast does not say the length.
        (ColumnType::Varchar { .. }, ColumnType::Varchar { length: None })
        | (ColumnType::Char { .. }, ColumnType::Char { .. })
        | (ColumnType::Numeric { .. }, ColumnType::Numeric { .. }) => true,
        (own, cast) => *own == cast,
    };
    literal_text(literal).filter(|_| same)
}

/// Whether two defaults are one literal for a column of a type, with the cast that the server adds and without.
pub(crate) fn same_literal(a: &str, b: &str, ty: &ColumnType) -> bool {
    let text = |sql: &str| own_literal(sql, ty).or_else(|| literal_text(sql)).or_else(|| number(sql, ty));
    text(a).is_some_and(|a| text(b) == Some(a))
}

/// What a quoted string says, where it is nothing but that, in the plainest of spellings.
fn literal_text(sql: &str) -> Option<String> {
    let tokens = tokenize(sql);
    let [token] = tokens.as_slice() else { return None };
    let plain = token.kind == TokenKind::String && sql.starts_with('\'') && !sql.contains(['\\', '\0']);
    let value = plain.then(|| unquote(sql))?;
    (format!("'{}'", value.replace('\'', "''")) == sql).then_some(value)
}

fn number(sql: &str, ty: &ColumnType) -> Option<String> {
    let is_number = matches!(
        ty,
        ColumnType::SmallInt
            | ColumnType::Integer
            | ColumnType::BigInt
            | ColumnType::Real
            | ColumnType::Double
            | ColumnType::Numeric { .. }
    );
    let tokens = significant(sql);
    match tokens.as_slice() {
        [number] if is_number && number.kind == TokenKind::Number => Some(number.text.to_owned()),
        [sign, number] if is_number && sign.text == "-" && number.kind == TokenKind::Number => {
            Some(format!("-{}", number.text))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_own_cast_is_seen_through() {
        let check = |a: &str, b: &str, ty: &ColumnType, expected| {
            assert_eq!(same_literal(a, b, ty), expected, "{a} {b}")
        };
        let varchar = ColumnType::Varchar { length: Some(80) };
        check("'new'", "'new'::text", &ColumnType::Text, true);
        check("'new'", "'old'::text", &ColumnType::Text, false);
        check("''", "''::character varying", &varchar, true);
        check("-1", "'-1'::integer", &ColumnType::Integer, true);
        check("-1", "'-1'::integer", &ColumnType::BigInt, false);
        check("'x'", "'x'::status", &ColumnType::Enum("status".into()), true);
        check("'{}'::jsonb", "'{}'", &ColumnType::Jsonb, true);
        check("'{}'::json", "'{}'", &ColumnType::Jsonb, false);
        check("now()", "now()", &ColumnType::Text, false);
        check("E'a\\n'", "E'a\\n'::text", &ColumnType::Text, false);
    }
}
