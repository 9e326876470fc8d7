use schemist_schema::ColumnType;
use schemist_schema::sql::TokenKind;

use super::lexer::sqlite_tokens;
use super::quoting::string_literal;

/// SQLite keeps a declared type as free text, and so do we.
pub(crate) fn parse(text: &str) -> ColumnType {
    ColumnType::Verbatim(text.trim().to_owned())
}

/// A type as it stands in a column definition. Structured types appear here only before
/// [`super::canonical::canonicalize`]; they are spelled as in a table that is not STRICT.
pub(crate) fn render(ty: &ColumnType) -> String {
    spelling(ty, false).unwrap_or_else(|| match ty {
        ColumnType::Enum(_) => "TEXT".to_owned(),
        other => string_literal(&format!("{other:?}")),
    })
}

/// How a type is declared on SQLite; `None` where SQLite has nothing like it.
pub(crate) fn spelling(ty: &ColumnType, strict: bool) -> Option<String> {
    let text = match ty {
        ColumnType::Verbatim(text) => return Some(text.clone()),
        ColumnType::Enum(_) | ColumnType::Text | ColumnType::Json => "TEXT",
        ColumnType::Binary | ColumnType::Uuid | ColumnType::Jsonb => "BLOB",
        ColumnType::Array(_) | ColumnType::Interval { .. } => return None,
        ColumnType::Bit { .. } | ColumnType::VarBit { .. } => return None,
        _ if strict => return strict_spelling(ty).map(str::to_owned),
        ColumnType::Boolean => "BOOLEAN",
        ColumnType::SmallInt => "SMALLINT",
        ColumnType::Integer => "INTEGER",
        ColumnType::BigInt => "BIGINT",
        ColumnType::Real => "FLOAT",
        ColumnType::Double => "DOUBLE",
        ColumnType::Date => "DATE",
        ColumnType::Time { .. } => "TIME",
        ColumnType::Timestamp { zone: false, .. } => "TIMESTAMP",
        ColumnType::Timestamp { zone: true, .. } => "TIMESTAMPTZ",
        ColumnType::Char { length } => return Some(with_arguments("CHAR", length.iter())),
        ColumnType::Varchar { length } => return Some(with_arguments("VARCHAR", length.iter())),
        ColumnType::Numeric { precision, scale } => {
            let arguments = precision.map(i64::from).into_iter().chain(scale.map(i64::from));
            return Some(with_arguments("NUMERIC", arguments));
        }
        ColumnType::Named { name, arguments } => {
            return Some(with_arguments(&name.name.to_uppercase(), arguments.iter()));
        }
    };
    Some(text.to_owned())
}

/// The types of a STRICT table are these alone: INT, INTEGER, REAL, TEXT, BLOB, ANY.
fn strict_spelling(ty: &ColumnType) -> Option<&'static str> {
    match ty {
        ColumnType::Boolean | ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt => {
            Some("INTEGER")
        }
        ColumnType::Real | ColumnType::Double => Some("REAL"),
        ColumnType::Char { .. }
        | ColumnType::Varchar { .. }
        | ColumnType::Text
        | ColumnType::Json
        | ColumnType::Enum(_)
        | ColumnType::Date
        | ColumnType::Time { .. }
        | ColumnType::Timestamp { .. } => Some("TEXT"),
        ColumnType::Binary | ColumnType::Uuid | ColumnType::Jsonb => Some("BLOB"),
        ColumnType::Named { name, arguments } if arguments.is_empty() => {
            STRICT_TYPES.into_iter().find(|known| name.name.eq_ignore_ascii_case(known))
        }
        // A decimal kept as REAL would lose digits: the models must say what they want.
        ColumnType::Numeric { .. }
        | ColumnType::Interval { .. }
        | ColumnType::Bit { .. }
        | ColumnType::VarBit { .. }
        | ColumnType::Array(_)
        | ColumnType::Named { .. }
        | ColumnType::Verbatim(_) => None,
    }
}

/// What a column of a STRICT table may be declared as.
pub(crate) const STRICT_TYPES: [&str; 6] = ["INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"];

fn with_arguments(name: &str, arguments: impl Iterator<Item = impl std::fmt::Display>) -> String {
    let arguments: Vec<String> = arguments.map(|a| a.to_string()).collect();
    if arguments.is_empty() { name.to_owned() } else { format!("{name}({})", arguments.join(", ")) }
}

pub(crate) fn same(declared: &ColumnType, live: &ColumnType, inferred: bool) -> bool {
    let (declared, live) = (render(declared), render(live));
    tokens(&declared) == tokens(&live)
        || inferred && affinity(&declared) == affinity(&live) && meaning(&declared) == meaning(&live)
}

/// The tokens that matter: SQLite compares type names without regard to case and space.
fn tokens(text: &str) -> Vec<String> {
    let tokens = sqlite_tokens(text).into_iter().filter(|t| t.is_significant());
    tokens
        .map(|t| match t.kind {
            TokenKind::QuotedIdentifier => schemist_schema::sql::unquote(t.text).to_ascii_uppercase(),
            _ => t.text.to_ascii_uppercase(),
        })
        .collect()
}

/// How SQLite treats what is stored in the column (https://sqlite.org/datatype3.html, section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

/// The affinity of a declared type.
pub(crate) fn affinity(declared: &str) -> Affinity {
    let text = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["INT"]) {
        Affinity::Integer
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        Affinity::Text
    } else if text.trim().is_empty() || has(&["BLOB"]) {
        Affinity::Blob
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// What a column of a type is for, where the affinity alone does not tell: all of these are NUMERIC.
#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    /// As the affinity says.
    Plain,
    Boolean,
    Date,
    Time,
    Timestamp,
    /// Anything else, by name.
    Other(String),
}

fn meaning(declared: &str) -> Meaning {
    if affinity(declared) != Affinity::Numeric {
        return Meaning::Plain;
    }
    let name = tokens(declared).into_iter().next().unwrap_or_default();
    match name.as_str() {
        "NUMERIC" | "DECIMAL" | "DEC" | "NUMBER" => Meaning::Plain,
        "BOOLEAN" | "BOOL" => Meaning::Boolean,
        "DATE" => Meaning::Date,
        "TIME" => Meaning::Time,
        "DATETIME" | "TIMESTAMP" | "TIMESTAMPTZ" => Meaning::Timestamp,
        _ => Meaning::Other(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declared: &str, live: &str, written: bool, inferred: bool) {
        assert_eq!(same(&parse(declared), &parse(live), false), written, "{declared} {live}");
        assert_eq!(same(&parse(declared), &parse(live), true), inferred, "{declared} {live}");
    }

    #[test]
    fn written_types_are_compared_by_tokens_inferred_ones_by_meaning() {
        check("VARCHAR(80)", "varchar ( 80 )", true, true);
        check("TEXT", "VARCHAR(80)", false, true);
        check("BIGINT", "INTEGER", false, true);
        check("BOOLEAN", "BOOL", false, true);
        check("BOOLEAN", "INTEGER", false, false);
        check("TIMESTAMP", "DATETIME", false, true);
        check("TIMESTAMP", "DATE", false, false);
        check("TIMESTAMP", "TEXT", false, false);
        check("NUMERIC", "DECIMAL(10, 2)", false, true);
        check("NUMERIC", "BOOLEAN", false, false);
        check("FLOAT", "REAL", false, true);
        check("BLOB", "", false, true);
    }

    #[test]
    fn structured_types_have_a_spelling() {
        let spelled = |ty: ColumnType, strict| spelling(&ty, strict);
        let numeric = ColumnType::Numeric { precision: Some(12), scale: Some(2) };
        assert_eq!(spelled(numeric.clone(), false).as_deref(), Some("NUMERIC(12, 2)"));
        assert_eq!(spelled(numeric, true), None);
        assert_eq!(spelled(ColumnType::Varchar { length: Some(80) }, false).as_deref(), Some("VARCHAR(80)"));
        assert_eq!(spelled(ColumnType::BigInt, true).as_deref(), Some("INTEGER"));
        assert_eq!(spelled(ColumnType::Array(Box::new(ColumnType::Text)), false), None);
    }
}
