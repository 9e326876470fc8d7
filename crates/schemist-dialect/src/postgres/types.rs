//! Type names: every spelling PostgreSQL accepts, to [`ColumnType`] and back.

use schemist_schema::sql::{self, Token, TokenKind};
use schemist_schema::{ColumnType, QualifiedName};

use super::quoting::quote;

pub(crate) fn parse(text: &str) -> ColumnType {
    let tokens = sql::significant(text);
    let (element, dimensions) = split_array(&tokens);
    let ty = parse_element(element).unwrap_or_else(|| ColumnType::Verbatim(text.trim().to_owned()));
    match ty {
        ColumnType::Verbatim(_) => ty,
        ty if dimensions => ColumnType::Array(Box::new(ty)),
        ty => ty,
    }
}

pub(crate) fn render(ty: &ColumnType) -> String {
    let with = |word: &str, number: &Option<u32>| match number {
        Some(n) => format!("{word}({n})"),
        None => word.to_owned(),
    };
    match ty {
        ColumnType::Boolean => "boolean".to_owned(),
        ColumnType::SmallInt => "smallint".to_owned(),
        ColumnType::Integer => "integer".to_owned(),
        ColumnType::BigInt => "bigint".to_owned(),
        ColumnType::Real => "real".to_owned(),
        ColumnType::Double => "double precision".to_owned(),
        ColumnType::Numeric { precision: Some(p), scale: Some(s) } if *s != 0 => format!("numeric({p}, {s})"),
        ColumnType::Numeric { precision, .. } => with("numeric", precision),
        ColumnType::Char { length } => with("char", length),
        ColumnType::Varchar { length } => with("varchar", length),
        ColumnType::Text => "text".to_owned(),
        ColumnType::Binary => "bytea".to_owned(),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision, zone: false } => with("time", precision),
        ColumnType::Time { precision, zone: true } => with("timetz", precision),
        ColumnType::Timestamp { precision, zone: false } => with("timestamp", precision),
        ColumnType::Timestamp { precision, zone: true } => with("timestamptz", precision),
        ColumnType::Interval { fields: None } => "interval".to_owned(),
        ColumnType::Interval { fields: Some(f) } if f.starts_with('(') => format!("interval{f}"),
        ColumnType::Interval { fields: Some(f) } => format!("interval {f}"),
        ColumnType::Uuid => "uuid".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Jsonb => "jsonb".to_owned(),
        ColumnType::Bit { length } => with("bit", length),
        ColumnType::VarBit { length } => with("bit varying", length),
        ColumnType::Enum(name) => render_name(name),
        ColumnType::Array(inner) => match &**inner {
            nested @ ColumnType::Array(_) => render(nested),
            element => format!("{}[]", render(element)),
        },
        ColumnType::Named { name, arguments } if arguments.is_empty() => render_name(name),
        ColumnType::Named { name, arguments } => format!("{}({})", render_name(name), arguments.join(", ")),
        ColumnType::Verbatim(text) => text.clone(),
    }
}

pub(crate) fn same(declared: &ColumnType, live: &ColumnType, inferred: bool) -> bool {
    let (declared, live) = (canonical(declared), canonical(live));
    declared == live
        || match (&declared, &live) {
            (ColumnType::Array(a), ColumnType::Array(b)) => same(a, b, inferred),
            (ColumnType::Named { name: a, arguments: x }, ColumnType::Named { name: b, arguments: y }) => {
                a == b && x.len() == y.len() && x.iter().zip(y).all(|(x, y)| x.eq_ignore_ascii_case(y))
            }
            // An enum type without a model, declared by name alone.
            (ColumnType::Named { name, arguments }, ColumnType::Enum(live)) => {
                arguments.is_empty() && name == live
            }
            // What a Rust type says of the SQL type does not go further than what values fit.
            (ColumnType::Text, ColumnType::Varchar { length: None })
            | (ColumnType::Varchar { length: None }, ColumnType::Text) => inferred,
            (
                ColumnType::Timestamp { precision: None, zone: a },
                ColumnType::Timestamp { precision: Some(6), zone: b },
            )
            | (
                ColumnType::Time { precision: None, zone: a },
                ColumnType::Time { precision: Some(6), zone: b },
            ) => inferred && a == b,
            _ => false,
        }
}

/// The form in which the catalogue gives the type back.
pub(crate) fn canonical(ty: &ColumnType) -> ColumnType {
    match ty {
        ColumnType::Verbatim(text) => match parse(text) {
            ColumnType::Verbatim(text) => ColumnType::Verbatim(text),
            parsed => canonical(&parsed),
        },
        ColumnType::Char { length: None } => ColumnType::Char { length: Some(1) },
        ColumnType::Bit { length: None } => ColumnType::Bit { length: Some(1) },
        ColumnType::Numeric { precision: None, .. } => ColumnType::Numeric { precision: None, scale: None },
        ColumnType::Numeric { precision: Some(p), scale } => {
            ColumnType::Numeric { precision: Some(*p), scale: Some(scale.unwrap_or(0)) }
        }
        ColumnType::Interval { fields } => {
            let fields = fields.as_ref().map(|f| interval_fields(&sql::significant(f)));
            ColumnType::Interval { fields: fields.filter(|f| !f.is_empty()) }
        }
        ColumnType::Array(inner) => match canonical(inner) {
            nested @ ColumnType::Array(_) => nested,
            element => ColumnType::Array(Box::new(element)),
        },
        ColumnType::Named { name, arguments } => canonical_named(name, arguments),
        other => other.clone(),
    }
}

/// A name that is another word for a type of its own variant becomes that; `"char"`, `"bit"` and `bpchar`
/// are types of their own, which no bare word reaches.
fn canonical_named(name: &QualifiedName, arguments: &[String]) -> ColumnType {
    let built_in = name.namespace.as_deref().is_none_or(|n| n == "pg_catalog");
    let own = matches!(name.name.as_str(), "char" | "bit");
    let words: Vec<&str> = name.name.split(' ').collect();
    let named = |name| ColumnType::Named { name, arguments: arguments.to_vec() };
    if !built_in || own {
        return named(name.clone());
    }
    match built_in_type(&words, arguments) {
        Some(ty) => canonical(&ty),
        None => named(QualifiedName::new(&name.name)),
    }
}

fn render_name(name: &QualifiedName) -> String {
    match &name.namespace {
        Some(namespace) => format!("{}.{}", quote(namespace), quote(&name.name)),
        None => quote(&name.name),
    }
}

/// The tokens without `[]`, `[3]` and `ARRAY` behind the element type, and whether there were any.
fn split_array<'s, 't>(tokens: &'s [Token<'t>]) -> (&'s [Token<'t>], bool) {
    let mut rest = tokens;
    loop {
        rest = match rest {
            [head @ .., open, close] if open.is_symbol("[") && close.is_symbol("]") => head,
            [head @ .., open, size, close]
                if open.is_symbol("[") && size.kind == TokenKind::Number && close.is_symbol("]") =>
            {
                head
            }
            [head @ .., word] if !head.is_empty() && word.is_word("array") => head,
            _ => return (rest, rest.len() < tokens.len()),
        };
    }
}

fn parse_element(tokens: &[Token<'_>]) -> Option<ColumnType> {
    let (name, rest) = parse_name(tokens)?;
    let first_is_word = tokens.first().is_some_and(|t| t.kind == TokenKind::Word);
    let in_catalogue = name.namespace.as_deref() == Some("pg_catalog");
    if first_is_word && name.namespace.is_none() || in_catalogue && !is_quoted_last(tokens, rest) {
        if name.name == "interval" {
            let fields = interval_fields(rest);
            return Some(ColumnType::Interval { fields: Some(fields).filter(|f| !f.is_empty()) });
        }
        let (more, arguments, tail) = words_and_arguments(rest)?;
        let words: Vec<&str> =
            std::iter::once(name.name.as_str()).chain(more.iter().chain(&tail).map(String::as_str)).collect();
        if let Some(ty) = built_in_type(&words, &arguments) {
            return Some(ty);
        }
    }
    let (more, arguments, tail) = words_and_arguments(rest)?;
    let name = if in_catalogue { QualifiedName::new(name.name) } else { name };
    (more.is_empty() && tail.is_empty()).then_some(ColumnType::Named { name, arguments })
}

fn is_quoted_last(tokens: &[Token<'_>], rest: &[Token<'_>]) -> bool {
    let last = tokens.len().checked_sub(rest.len() + 1).and_then(|i| tokens.get(i));
    last.is_some_and(|t| t.kind == TokenKind::QuotedIdentifier)
}

/// `name` or `namespace.name`, and what follows.
fn parse_name<'s, 't>(tokens: &'s [Token<'t>]) -> Option<(QualifiedName, &'s [Token<'t>])> {
    match tokens {
        [namespace, dot, name, rest @ ..] if dot.is_symbol(".") => {
            Some((QualifiedName::in_namespace(Some(identifier(namespace)?), identifier(name)?), rest))
        }
        [name, rest @ ..] => Some((QualifiedName::new(identifier(name)?), rest)),
        [] => None,
    }
}

fn identifier(token: &Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Word => Some(token.text.to_ascii_lowercase()),
        TokenKind::QuotedIdentifier => Some(sql::unquote(token.text)),
        TokenKind::Space | TokenKind::Comment | TokenKind::String | TokenKind::Number | TokenKind::Symbol => {
            None
        }
    }
}

/// Words before, what stands in parentheses, words behind; `None` for anything else.
fn words_and_arguments(tokens: &[Token<'_>]) -> Option<(Vec<String>, Vec<String>, Vec<String>)> {
    let open = tokens.iter().position(|t| t.is_symbol("(")).unwrap_or(tokens.len());
    let close = tokens.iter().position(|t| t.is_symbol(")")).unwrap_or(tokens.len());
    let words = |tokens: &[Token<'_>]| -> Option<Vec<String>> {
        let word = |t: &Token<'_>| (t.kind == TokenKind::Word).then(|| t.text.to_ascii_lowercase());
        tokens.iter().map(word).collect()
    };
    let before = words(tokens.get(..open)?)?;
    if open == tokens.len() {
        return Some((before, Vec::new(), Vec::new()));
    }
    let inside = tokens.get(open + 1..close)?;
    let arguments = inside
        .split(|t| t.is_symbol(","))
        .map(|argument| argument.iter().map(|t| t.text).collect::<String>())
        .collect();
    Some((before, arguments, words(tokens.get(close + 1..)?)?))
}

/// `day to second(3)` or `(3)`, lower case.
fn interval_fields(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        if token.kind == TokenKind::Word && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&token.text.to_ascii_lowercase());
    }
    text
}

/// The type behind bare words and what stands in parentheses; `None` where it is none with a variant.
fn built_in_type(words: &[&str], arguments: &[String]) -> Option<ColumnType> {
    let number = |i: usize| arguments.get(i).map(|a| a.parse::<u32>());
    let none = arguments.is_empty();
    let one = match (number(0), arguments.len()) {
        (None, _) => Some(None),
        (Some(Ok(n)), 1) => Some(Some(n)),
        _ => None,
    };
    let plain = |ty: ColumnType| none.then_some(ty);
    match words {
        ["bool" | "boolean"] => plain(ColumnType::Boolean),
        ["int2" | "smallint"] => plain(ColumnType::SmallInt),
        ["int4" | "int" | "integer"] => plain(ColumnType::Integer),
        ["int8" | "bigint"] => plain(ColumnType::BigInt),
        ["float4" | "real"] => plain(ColumnType::Real),
        ["float8"] | ["double", "precision"] => plain(ColumnType::Double),
        ["float"] => match one? {
            Some(1..=24) => Some(ColumnType::Real),
            None | Some(25..=53) => Some(ColumnType::Double),
            Some(_) => None,
        },
        ["numeric" | "decimal" | "dec"] => numeric(arguments),
        ["char" | "character" | "nchar"] | ["national", "char" | "character"] => {
            Some(ColumnType::Char { length: Some(one?.unwrap_or(1)) })
        }
        ["bpchar"] => one?.map(|n| ColumnType::Char { length: Some(n) }),
        ["varchar"]
        | ["char" | "character" | "nchar", "varying"]
        | ["national", "char" | "character", "varying"] => Some(ColumnType::Varchar { length: one? }),
        ["text"] => plain(ColumnType::Text),
        ["bytea"] => plain(ColumnType::Binary),
        ["date"] => plain(ColumnType::Date),
        ["timetz"] | ["time", "with", "time", "zone"] => {
            Some(ColumnType::Time { precision: one?, zone: true })
        }
        ["time"] | ["time", "without", "time", "zone"] => {
            Some(ColumnType::Time { precision: one?, zone: false })
        }
        ["timestamptz"] | ["timestamp", "with", "time", "zone"] => {
            Some(ColumnType::Timestamp { precision: one?, zone: true })
        }
        ["timestamp"] | ["timestamp", "without", "time", "zone"] => {
            Some(ColumnType::Timestamp { precision: one?, zone: false })
        }
        ["interval"] => match one? {
            Some(n) => Some(ColumnType::Interval { fields: Some(format!("({n})")) }),
            None => Some(ColumnType::Interval { fields: None }),
        },
        ["uuid"] => plain(ColumnType::Uuid),
        ["json"] => plain(ColumnType::Json),
        ["jsonb"] => plain(ColumnType::Jsonb),
        ["bit"] => Some(ColumnType::Bit { length: Some(one?.unwrap_or(1)) }),
        ["varbit"] | ["bit", "varying"] => Some(ColumnType::VarBit { length: one? }),
        _ => None,
    }
}

fn numeric(arguments: &[String]) -> Option<ColumnType> {
    match arguments {
        [] => Some(ColumnType::Numeric { precision: None, scale: None }),
        [p] => Some(ColumnType::Numeric { precision: Some(p.parse().ok()?), scale: Some(0) }),
        [p, s] => {
            Some(ColumnType::Numeric { precision: Some(p.parse().ok()?), scale: Some(s.parse().ok()?) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, rendered: &str) {
        let ty = parse(text);
        assert_eq!(render(&ty), rendered, "{text}: {ty:?}");
        assert_eq!(canonical(&parse(rendered)), canonical(&ty), "{rendered} does not read back as {ty:?}");
        assert_eq!(canonical(&ty), ty, "{text} is not canonical when parsed");
    }

    #[test]
    fn synonyms_and_modifiers() {
        check("int4", "integer");
        check("INT", "integer");
        check("pg_catalog.int8", "bigint");
        check("smallint", "smallint");
        check("character varying", "varchar");
        check("character varying(80)", "varchar(80)");
        check("varchar ( 80 )", "varchar(80)");
        check("character(5)", "char(5)");
        check("char", "char(1)");
        check("bpchar", "bpchar");
        check("bpchar(3)", "char(3)");
        check("\"char\"", "\"char\"");
        check("\"bit\"", "\"bit\"");
        check("bool", "boolean");
        check("float8", "double precision");
        check("float(10)", "real");
        check("decimal", "numeric");
        check("numeric(10,0)", "numeric(10)");
        check("numeric(10,2)", "numeric(10, 2)");
        check("numeric(3,-2)", "numeric(3, -2)");
        check("timestamp(3) with time zone", "timestamptz(3)");
        check("timestamp without time zone", "timestamp");
        check("time with time zone", "timetz");
        check("interval", "interval");
        check("INTERVAL DAY TO SECOND(3)", "interval day to second(3)");
        check("interval(3)", "interval(3)");
        check("bit varying(8)", "bit varying(8)");
        check("bit", "bit(1)");
        check("varbit", "bit varying");
    }

    #[test]
    fn arrays_of_any_spelling() {
        check("text[]", "text[]");
        check("integer[][]", "integer[]");
        check("integer[3]", "integer[]");
        check("int array", "integer[]");
        check("int array[4]", "integer[]");
        check("timestamp(3) without time zone[]", "timestamp(3)[]");
        check("\"My Type\"[]", "\"My Type\"[]");
    }

    #[test]
    fn names_of_other_types() {
        check("inet", "inet");
        check("vector(384)", "vector(384)");
        check("geometry(Point,4326)", "geometry(Point, 4326)");
        check("shop.status", "shop.status");
        check("\"Shop\".\"my type\"", "\"Shop\".\"my type\"");
        check("Citext", "citext");
    }

    #[test]
    fn what_is_no_type_stays_as_it_is() {
        assert_eq!(parse("a b c"), ColumnType::Verbatim("a b c".to_owned()));
        assert_eq!(parse(""), ColumnType::Verbatim(String::new()));
        assert_eq!(parse("numeric(a"), ColumnType::Verbatim("numeric(a".to_owned()));
        assert_eq!(parse(") ("), ColumnType::Verbatim(") (".to_owned()));
    }

    #[test]
    fn same_types_and_different_ones() {
        let same = |a: &str, b: &str, inferred| same(&parse(a), &parse(b), inferred);
        assert!(same("int", "integer", false));
        assert!(same("geometry(point,4326)", "geometry(Point,4326)", false));
        assert!(!same("varchar", "varchar(30)", true));
        assert!(!same("varchar", "text", false));
        assert!(same("text", "varchar", true));
        assert!(!same("numeric(10)", "numeric(10,5)", true));
        assert!(!same("int[]", "int", true));
        assert!(same("timestamptz", "timestamptz(6)", true));
        assert!(!same("timestamptz", "timestamp", true));
    }

    #[test]
    fn an_enum_type_is_declared_by_its_name() {
        let live = |name: &str| ColumnType::Enum(name.into());
        assert!(super::same(&parse("mood"), &live("mood"), false));
        assert!(super::same(&parse("mood[]"), &ColumnType::Array(Box::new(live("mood"))), false));
        assert!(!super::same(&parse("mood"), &live("other"), false));
        assert!(!super::same(&live("mood"), &parse("mood"), false));
    }
}
