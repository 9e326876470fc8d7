use schemist_schema::{ColumnType, Engine, QualifiedName};

use super::{
    node::{Expr, Kind, Node},
    reader,
};
use crate::{Place, place::At, problem::Context, types::range_over};

/// The SQL type of a field as written out: for all engines, or one by one.
#[derive(Debug, Clone, Default)]
pub struct TypeDeclaration {
    /// `type = …`.
    pub any: Option<DeclaredType>,
    /// `type(postgres = …)`.
    pub postgres: Option<DeclaredType>,
    /// `type(mysql = …)`.
    pub mysql: Option<DeclaredType>,
    /// `type(sqlite = …)`.
    pub sqlite: Option<DeclaredType>,
}

/// A type and where it stands.
pub type DeclaredType = At<ColumnType>;

impl TypeDeclaration {
    /// The type written for an engine.
    pub fn for_engine(&self, engine: Engine) -> Option<&DeclaredType> {
        let own = match engine {
            Engine::Postgres => self.postgres.as_ref(),
            Engine::Sqlite => self.sqlite.as_ref(),
            Engine::Mysql => self.mysql.as_ref(),
        };
        own.or(self.any.as_ref())
    }
}

/// `type = Varchar(80)`, `type = "citext"`, `type(postgres = "citext", sqlite = "TEXT")`.
pub(crate) fn declaration(cx: &mut Context, node: &Node, into: &mut TypeDeclaration) {
    if let Some(value) = &node.value {
        let value = column_type(cx, value).map(|ty| At::new(ty, value.place));
        reader::once(cx, &mut into.any, node, value);
        return;
    }
    let Some(entries) = reader::arguments(cx, node, "type(postgres = \"citext\", sqlite = \"TEXT\")") else {
        return;
    };
    for entry in entries {
        let slot = match (entry.word(), &entry.value) {
            (Some("postgres" | "pg"), Some(_)) => &mut into.postgres,
            (Some("mysql" | "mariadb"), Some(_)) => &mut into.mysql,
            (Some("sqlite"), Some(_)) => &mut into.sqlite,
            _ => {
                reader::unknown_key(cx, entry, "`type`", &["postgres", "sqlite", "mysql"]);
                continue;
            }
        };
        let value = entry.value.as_ref().and_then(|v| column_type(cx, v).map(|ty| At::new(ty, v.place)));
        reader::once(cx, slot, entry, value);
    }
}

/// A type from tokens (`Varchar(80)`, `Text[]`, `Array(Text)`) or, taken as it is, from a string.
pub(crate) fn column_type(cx: &mut Context, expr: &Expr) -> Option<ColumnType> {
    let ty = match &expr.kind {
        // Empty is a type too: SQLite's columns need none.
        Kind::Text(text) if expr.is_plain() => {
            return Some(ColumnType::Verbatim(text.trim().to_owned()));
        }
        Kind::Path { segments, .. } => named(cx, segments.last()?, expr)?,
        Kind::Text(_) | Kind::Integer(_) | Kind::Float(_) | Kind::Bool(_) | Kind::Unseen(_) => {
            cx.malformed_with(
                expr.place,
                "expected an SQL type",
                "write `type = Varchar(80)`, or any type of the engine as a string: `type = \"citext\"`",
            );
            return None;
        }
    };
    Some(if expr.dimensions > 0 { array(ty) } else { ty })
}

/// An array of arrays is an array: engines do not keep the number of dimensions.
fn array(element: ColumnType) -> ColumnType {
    match element {
        ColumnType::Array(_) => element,
        element => ColumnType::Array(Box::new(element)),
    }
}

/// A type by the name it has in SQL or in Diesel, whatever the case.
fn named(cx: &mut Context, name: &str, expr: &Expr) -> Option<ColumnType> {
    let folded = name.to_lowercase().replace('_', "");
    Some(match folded.as_str() {
        "bool" | "boolean" => plain(cx, expr, ColumnType::Boolean)?,
        "smallint" | "int2" => plain(cx, expr, ColumnType::SmallInt)?,
        "integer" | "int" | "int4" => plain(cx, expr, ColumnType::Integer)?,
        "bigint" | "int8" => plain(cx, expr, ColumnType::BigInt)?,
        "real" | "float" | "float4" => plain(cx, expr, ColumnType::Real)?,
        "double" | "float8" | "doubleprecision" => plain(cx, expr, ColumnType::Double)?,
        "text" => plain(cx, expr, ColumnType::Text)?,
        // MySQL's have a length.
        "binary" | "varbinary" if expr.arguments.is_some() => engine_type(cx, expr, &folded)?,
        "binary" | "bytea" | "blob" | "varbinary" => plain(cx, expr, ColumnType::Binary)?,
        "date" => plain(cx, expr, ColumnType::Date)?,
        "uuid" => plain(cx, expr, ColumnType::Uuid)?,
        "json" => plain(cx, expr, ColumnType::Json)?,
        "jsonb" => plain(cx, expr, ColumnType::Jsonb)?,
        "char" | "bpchar" | "character" => ColumnType::Char { length: number(cx, expr)? },
        "varchar" => ColumnType::Varchar { length: number(cx, expr)? },
        "bit" => ColumnType::Bit { length: number(cx, expr)? },
        "varbit" | "bitvarying" => ColumnType::VarBit { length: number(cx, expr)? },
        "time" => ColumnType::Time { precision: number(cx, expr)?, zone: false },
        "timetz" => ColumnType::Time { precision: number(cx, expr)?, zone: true },
        "timestamp" | "datetime" => ColumnType::Timestamp { precision: number(cx, expr)?, zone: false },
        "timestamptz" | "timestamptzsqlite" => {
            ColumnType::Timestamp { precision: number(cx, expr)?, zone: true }
        }
        "numeric" | "decimal" => numeric(cx, expr)?,
        "interval" => interval(cx, expr)?,
        "array" => array(element(cx, expr, "Array(Text)")?),
        "nullable" => element(cx, expr, "Text")?,
        "range" => range(cx, expr, "range")?,
        "multirange" => range(cx, expr, "multirange")?,
        "unsigned" => unsigned(cx, expr)?,
        // The one engine type whose name the folding would break.
        "pglsn" => engine_type(cx, expr, "pg_lsn")?,
        "cchar" => plain(cx, expr, ColumnType::Verbatim("\"char\"".to_owned()))?,
        _ => engine_type(cx, expr, &name.to_lowercase())?,
    })
}

fn plain(cx: &mut Context, expr: &Expr, ty: ColumnType) -> Option<ColumnType> {
    match &expr.arguments {
        None => Some(ty),
        Some(_) => {
            cx.malformed(expr.place, "this type takes nothing in parentheses");
            None
        }
    }
}

/// The one number in the parentheses, if there are any. The outer option is for errors.
#[allow(clippy::option_option)]
fn number(cx: &mut Context, expr: &Expr) -> Option<Option<u32>> {
    match integers(cx, expr)?.as_slice() {
        [] => Some(None),
        [n] if u32::try_from(*n).is_ok() => Some(u32::try_from(*n).ok()),
        _ => {
            cx.malformed(expr.place, "this type takes one number, not below zero, in parentheses");
            None
        }
    }
}

fn numeric(cx: &mut Context, expr: &Expr) -> Option<ColumnType> {
    let numbers = integers(cx, expr)?;
    let precision = numbers.first().map(|n| u32::try_from(*n));
    let scale = numbers.get(1).map(|n| i32::try_from(*n));
    match (precision.transpose(), scale.transpose(), numbers.len()) {
        (Ok(precision), Ok(scale), 0..=2) => Some(ColumnType::Numeric { precision, scale }),
        _ => {
            cx.malformed_with(
                expr.place,
                "this type takes a precision and a scale",
                "write `Numeric(12, 2)`",
            );
            None
        }
    }
}

fn interval(cx: &mut Context, expr: &Expr) -> Option<ColumnType> {
    let fields = match expr.arguments.as_deref() {
        None => None,
        Some([Node { key, value: None, .. }]) if key.is_plain() => match &key.kind {
            Kind::Text(text) | Kind::Unseen(text) => Some(text.to_lowercase()),
            _ => {
                cx.malformed_with(key.place, "expected the fields", "write `Interval(\"day to second\")`");
                return None;
            }
        },
        Some(_) => {
            cx.malformed_with(expr.place, "expected the fields", "write `Interval(\"day to second\")`");
            return None;
        }
    };
    Some(ColumnType::Interval { fields })
}

fn integers(cx: &mut Context, expr: &Expr) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    for node in expr.arguments.as_deref().unwrap_or_default() {
        match &node.key.kind {
            Kind::Integer(digits) if node.is_bare() && digits.parse::<i64>().is_ok() => {
                numbers.extend(digits.parse::<i64>().ok());
            }
            Kind::Unseen(_) => numbers.push(1),
            _ => {
                cx.malformed(node.place, "expected a whole number");
                return None;
            }
        }
    }
    Some(numbers)
}

fn element(cx: &mut Context, expr: &Expr, example: &str) -> Option<ColumnType> {
    match expr.arguments.as_deref() {
        Some([Node { key, value: None, .. }]) => column_type(cx, key),
        _ => {
            cx.malformed_with(
                expr.place,
                "this type takes another type in parentheses",
                format!("write `{example}`"),
            );
            None
        }
    }
}

/// Diesel's `Range<Integer>` by the name the engine has for it.
fn range(cx: &mut Context, expr: &Expr, suffix: &str) -> Option<ColumnType> {
    let element = element(cx, expr, "Range(Integer)")?;
    let Some(name) = range_over(&element, suffix) else {
        cx.malformed_with(
            expr.place,
            "there is no range type over this type",
            "name the engine's type, as in `type = Int4range`",
        );
        return None;
    };
    Some(named_type(name, Vec::new()))
}

/// Diesel's `Unsigned<Integer>` by the name MySQL has for it.
fn unsigned(cx: &mut Context, expr: &Expr) -> Option<ColumnType> {
    let name = match element(cx, expr, "Unsigned(Integer)")? {
        ColumnType::SmallInt => "smallint",
        ColumnType::Integer => "int",
        ColumnType::BigInt => "bigint",
        ColumnType::Named { name, .. } if matches!(name.name.as_str(), "tinyint" | "mediumint") => {
            return Some(named_type(format!("{} unsigned", name.name), Vec::new()));
        }
        _ => {
            cx.malformed_with(
                expr.place,
                "only integers are unsigned",
                "write `Unsigned(Integer)`, or the type in the engine's words, as a string",
            );
            return None;
        }
    };
    Some(named_type(format!("{name} unsigned"), Vec::new()))
}

fn engine_type(cx: &mut Context, expr: &Expr, name: &str) -> Option<ColumnType> {
    let mut arguments = Vec::new();
    for node in expr.arguments.as_deref().unwrap_or_default() {
        match &node.key.kind {
            Kind::Integer(text) | Kind::Float(text) | Kind::Text(text) | Kind::Unseen(text)
                if node.is_bare() =>
            {
                arguments.push(text.clone());
            }
            Kind::Path { segments, .. } if node.is_bare() => {
                arguments.push(segments.join("::").to_lowercase());
            }
            _ => {
                cx.malformed(node.place, "expected a number or a word");
                return None;
            }
        }
    }
    Some(named_type(name.to_owned(), arguments))
}

fn named_type(name: String, arguments: Vec<String>) -> ColumnType {
    ColumnType::Named { name: QualifiedName::new(name), arguments }
}

/// Where a type was written, whichever it is.
impl TypeDeclaration {
    pub(crate) fn place(&self) -> Option<Place> {
        self.any
            .as_ref()
            .or(self.postgres.as_ref())
            .or(self.sqlite.as_ref())
            .or(self.mysql.as_ref())
            .map(|t| t.place)
    }
}
