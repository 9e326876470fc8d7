//! `COLUMN_TYPE` of `information_schema.columns` and back.

use schemist_schema::sql::{TokenKind, significant};
use schemist_schema::{ColumnType, QualifiedName};

use super::quoting::string_literal;

/// From the text of `COLUMN_TYPE`, or what a person wrote.
pub(crate) fn parse(text: &str) -> ColumnType {
    let mut words: Vec<String> = Vec::new();
    let mut arguments: Vec<String> = Vec::new();
    let mut depth = 0usize;
    for token in significant(text) {
        match token.kind {
            TokenKind::Symbol if token.text == "(" => depth += 1,
            TokenKind::Symbol if token.text == ")" => depth = depth.saturating_sub(1),
            TokenKind::Symbol if token.text == "," && depth > 0 => {}
            TokenKind::Word if depth == 0 => words.push(token.text.to_ascii_lowercase()),
            _ if depth > 0 => arguments.push(canonical_argument(token.text)),
            _ => return ColumnType::Verbatim(text.trim().to_owned()),
        }
    }
    structured(&words, arguments)
}

/// A value of ENUM or SET in the form in which [`string_literal`] writes it.
fn canonical_argument(text: &str) -> String {
    if text.starts_with('\'') { string_literal(&unescape(text)) } else { text.to_ascii_lowercase() }
}

/// The text of a string literal.
fn unescape(literal: &str) -> String {
    let inner = literal.strip_prefix('\'').unwrap_or(literal);
    let inner = inner.strip_suffix('\'').unwrap_or(inner).replace("''", "'");
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('0')) => out.push('\0'),
            ('\\', Some(other)) => out.push(other),
            (other, _) => out.push(other),
        }
    }
    out
}

fn structured(words: &[String], mut arguments: Vec<String>) -> ColumnType {
    let has = |word: &str| words.iter().any(|w| w == word);
    let zerofill = has("zerofill");
    let unsigned = has("unsigned") || zerofill;
    let kept = ["unsigned", "signed", "zerofill"];
    let base: Vec<&str> = words.iter().map(String::as_str).filter(|w| !kept.contains(w)).collect();
    let base = base.join(" ");
    let number = |at: usize| arguments.get(at).and_then(|a| a.parse::<u32>().ok());
    let first = number(0);
    let named =
        |name: &str, arguments: Vec<String>| ColumnType::Named { name: QualifiedName::new(name), arguments };
    let name = match base.as_str() {
        "bool" | "boolean" => return ColumnType::Boolean,
        "integer" | "int4" | "middleint" if base == "middleint" => "mediumint",
        "integer" | "int4" | "int" => "int",
        "int1" => "tinyint",
        "int2" => "smallint",
        "int3" => "mediumint",
        "int8" => "bigint",
        "dec" | "fixed" | "numeric" | "decimal" => "decimal",
        "double precision" | "real" | "double" | "float8" => "double",
        "float4" => "float",
        "character" | "nchar" | "national char" => "char",
        "character varying" | "char varying" | "nvarchar" | "varcharacter" => "varchar",
        "long" | "long varchar" => "mediumtext",
        other => other,
    };
    if matches!(name, "tinyint" | "smallint" | "mediumint" | "int" | "bigint") {
        return match (name, unsigned, zerofill) {
            ("tinyint", false, _) if first == Some(1) => ColumnType::Boolean,
            ("smallint", false, _) => ColumnType::SmallInt,
            ("int", false, _) => ColumnType::Integer,
            ("bigint", false, _) => ColumnType::BigInt,
            (other, false, _) => named(other, Vec::new()),
            (other, true, false) => named(&format!("{other} unsigned"), Vec::new()),
            // The width is how many digits are shown.
            (other, true, true) => named(&format!("{other} unsigned zerofill"), arguments),
        };
    }
    let modifiers = match (unsigned, zerofill) {
        (_, true) => " unsigned zerofill",
        (true, false) => " unsigned",
        (false, false) => "",
    };
    let precision = first.filter(|p| *p > 0);
    match name {
        "float" | "double" if arguments.is_empty() && modifiers.is_empty() => {
            if name == "float" {
                ColumnType::Real
            } else {
                ColumnType::Double
            }
        }
        "float" if arguments.len() == 1 && modifiers.is_empty() => {
            if first.is_some_and(|p| p > 24) {
                ColumnType::Double
            } else {
                ColumnType::Real
            }
        }
        "decimal" if modifiers.is_empty() => {
            let scale = number(1).and_then(|s| i32::try_from(s).ok()).unwrap_or(0);
            ColumnType::Numeric { precision: first.or(Some(10)), scale: Some(scale) }
        }
        "decimal" => {
            if arguments.is_empty() {
                arguments.push("10".to_owned());
            }
            if arguments.len() == 1 {
                arguments.push("0".to_owned());
            }
            named(&format!("decimal{modifiers}"), arguments)
        }
        "float" | "double" => named(&format!("{name}{modifiers}"), arguments),
        "char" => ColumnType::Char { length: first.or(Some(1)) },
        "varchar" => ColumnType::Varchar { length: first },
        "text" if arguments.is_empty() => ColumnType::Text,
        "blob" if arguments.is_empty() => ColumnType::Binary,
        "date" => ColumnType::Date,
        "time" => ColumnType::Time { precision, zone: false },
        "datetime" => ColumnType::Timestamp { precision, zone: false },
        "timestamp" => ColumnType::Timestamp { precision, zone: true },
        "year" => named("year", Vec::new()),
        "json" => ColumnType::Json,
        "uuid" => ColumnType::Uuid,
        "bit" => ColumnType::Bit { length: first.or(Some(1)) },
        "binary" if arguments.is_empty() => named("binary", vec!["1".to_owned()]),
        other => named(other, arguments),
    }
}

/// As it stands in a column definition.
pub(crate) fn render(ty: &ColumnType) -> String {
    let sized = |name: &str, size: Option<u32>| match size {
        Some(size) => format!("{name}({size})"),
        None => name.to_owned(),
    };
    match ty {
        ColumnType::Boolean => "tinyint(1)".to_owned(),
        ColumnType::SmallInt => "smallint".to_owned(),
        ColumnType::Integer => "int".to_owned(),
        ColumnType::BigInt => "bigint".to_owned(),
        ColumnType::Real => "float".to_owned(),
        ColumnType::Double => "double".to_owned(),
        ColumnType::Numeric { precision, scale } => {
            format!(
                "decimal({},{})",
                precision.unwrap_or(65),
                scale.unwrap_or(if precision.is_some() { 0 } else { 30 })
            )
        }
        ColumnType::Char { length } => sized("char", *length),
        ColumnType::Varchar { length: Some(length) } => format!("varchar({length})"),
        ColumnType::Varchar { length: None } | ColumnType::Text => "text".to_owned(),
        ColumnType::Binary => "blob".to_owned(),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision, .. } => sized("time", *precision),
        ColumnType::Timestamp { precision, zone: false } => sized("datetime", *precision),
        ColumnType::Timestamp { precision, zone: true } => sized("timestamp", *precision),
        ColumnType::Uuid => "uuid".to_owned(),
        ColumnType::Json | ColumnType::Jsonb => "json".to_owned(),
        ColumnType::Bit { length } | ColumnType::VarBit { length } => sized("bit", *length),
        ColumnType::Named { name, arguments } => named(&name.name, arguments),
        ColumnType::Verbatim(text) => text.clone(),
        ColumnType::Interval { .. } | ColumnType::Enum(_) | ColumnType::Array(_) => {
            string_literal(&format!("{ty:?}"))
        }
    }
}

/// The display width of an integer, where it is another than the server gives by itself: `int(5)`. MariaDB keeps it
/// for clients that pad numbers; MySQL 8.0.19 and later drop it ("Numeric Type Syntax" of its manual).
pub(crate) fn display_width(text: &str) -> Option<u32> {
    let ty = parse(text);
    let usual = match &ty {
        ColumnType::SmallInt => 6,
        ColumnType::Integer => 11,
        ColumnType::BigInt => 20,
        ColumnType::Named { name, arguments } if arguments.is_empty() => match name.name.as_str() {
            "tinyint" => 4,
            "tinyint unsigned" => 3,
            "smallint unsigned" => 5,
            "mediumint" => 9,
            "mediumint unsigned" => 8,
            "int unsigned" => 10,
            "bigint unsigned" => 20,
            _ => return None,
        },
        _ => return None,
    };
    let (_, rest) = text.split_once('(')?;
    let width = rest.split_once(')')?.0.trim().parse().ok()?;
    (width != usual).then_some(width)
}

/// An integer with a display width; any other type as it is.
pub(crate) fn render_with_width(ty: &ColumnType, width: Option<&str>) -> String {
    let text = render(ty);
    let is_integer = ["tinyint", "smallint", "mediumint", "int", "bigint"]
        .contains(&text.split(' ').next().unwrap_or_default());
    match width.filter(|_| is_integer) {
        Some(width) => named(&text, &[width.to_owned()]),
        None => text,
    }
}

/// The arguments stand behind the first word: `int(5) unsigned zerofill`.
fn named(name: &str, arguments: &[String]) -> String {
    if arguments.is_empty() {
        return name.to_owned();
    }
    let arguments = arguments.join(",");
    match name.split_once(' ') {
        Some((first, rest)) => format!("{first}({arguments}) {rest}"),
        None => format!("{name}({arguments})"),
    }
}

/// Whether values of it are characters, with a collation.
pub(crate) fn has_collation(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Char { .. } | ColumnType::Varchar { .. } | ColumnType::Text => true,
        ColumnType::Named { name, .. } => {
            ["tinytext", "mediumtext", "longtext", "enum", "set"].contains(&name.name.as_str())
        }
        _ => false,
    }
}

/// Whether it is kept outside of the row: no key takes all of it, and MySQL no literal as its default.
pub(crate) fn is_large(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Text | ColumnType::Binary | ColumnType::Json | ColumnType::Jsonb => true,
        ColumnType::Varchar { length } => length.is_none(),
        ColumnType::Named { name, .. } => name.name.ends_with("text") || name.name.ends_with("blob"),
        _ => false,
    }
}

/// With `inferred`, a larger or smaller type of the same family is as good for the Rust field.
pub(crate) fn same(declared: &ColumnType, live: &ColumnType, inferred: bool) -> bool {
    parse(&render(declared)) == parse(&render(live))
        || inferred && family(declared) == family(live) && family(live).is_some()
}

/// Types that Diesel reads into the same Rust type.
fn family(ty: &ColumnType) -> Option<&'static str> {
    Some(match ty {
        ColumnType::Char { .. } | ColumnType::Varchar { .. } | ColumnType::Text => "text",
        ColumnType::Binary => "bytes",
        ColumnType::Numeric { .. } => "decimal",
        ColumnType::Time { .. } => "time",
        ColumnType::Timestamp { .. } => "timestamp",
        ColumnType::Json | ColumnType::Jsonb => "json",
        ColumnType::Named { name, .. } => match name.name.as_str() {
            "tinytext" | "mediumtext" | "longtext" => "text",
            "tinyblob" | "mediumblob" | "longblob" | "binary" | "varbinary" => "bytes",
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let parsed = parse(text);
        assert_eq!(render(&parsed), expected, "{text}");
        assert_eq!(parse(expected), parsed, "{text}");
    }

    #[test]
    fn widths_that_are_not_the_usual_ones_are_read_and_written() {
        let written = |text: &str| {
            render_with_width(&parse(text), display_width(text).map(|w| w.to_string()).as_deref())
        };
        for text in ["int(5)", "int(10)", "bigint(10) unsigned", "tinyint(1) unsigned", "mediumint(8)"] {
            assert_eq!(written(text), text);
        }
        for (text, expected) in [
            ("int(11)", "int"),
            ("int", "int"),
            ("int(10) unsigned", "int unsigned"),
            ("bigint(20) unsigned", "bigint unsigned"),
            ("tinyint(1)", "tinyint(1)"),
            ("int(5) unsigned zerofill", "int(5) unsigned zerofill"),
            ("varchar(5)", "varchar(5)"),
            ("enum('int(5)')", "enum('int(5)')"),
        ] {
            assert_eq!(written(text), expected);
        }
    }

    #[test]
    fn types_are_read_and_written() {
        check("int(11)", "int");
        check("INT(10) UNSIGNED", "int unsigned");
        check("int(5) unsigned zerofill", "int(5) unsigned zerofill");
        check("tinyint(1)", "tinyint(1)");
        check("tinyint(4)", "tinyint");
        check("BOOLEAN", "tinyint(1)");
        check("decimal(10,2)", "decimal(10,2)");
        check("decimal(10,2) unsigned", "decimal(10,2) unsigned");
        check("NUMERIC", "decimal(10,0)");
        check("datetime(6)", "datetime(6)");
        check("timestamp", "timestamp");
        check("enum('a','it''s')", "enum('a','it''s')");
        check("enum('a\\\\b')", "enum('a\\\\b')");
        check("varchar(80)", "varchar(80)");
        check("varbinary(16)", "varbinary(16)");
        check("double(8,2)", "double(8,2)");
        check("bit(1)", "bit(1)");
        check("longtext", "longtext");
        check("year(4)", "year");
        check("INTEGER", "int");
    }
}
