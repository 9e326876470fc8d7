//! The SQL types of the Rust types that Diesel programs use, by the last segment of their path.

use schemist_schema::{ColumnType, Engine, QualifiedName};

use super::{PathSyntax, TypeSyntax};

/// What is known about a type that is not the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum External {
    /// Its SQL type.
    Known(ColumnType),
    /// No engine has a column for it; what to use instead, as Rust types, and why.
    Unsupported {
        /// Types to use instead.
        instead: &'static [&'static str],
        /// Why not.
        reason: &'static str,
    },
}

const UNSIGNED: &str = "SQLite and PostgreSQL have no unsigned integers";
const NARROW: &str = "SQLite and PostgreSQL have no integers of 8 bits";
const PLATFORM: &str = "its size depends on the machine";

/// The SQL type of a type from the standard library or a well-known crate; `None` for any other.
///
/// Names that many crates have (`Date`, `Value`) count only where no path, or the path of a crate that is
/// known for them, stands before them. `path` may be an import's full path.
pub fn external(path: &PathSyntax, engine: Engine) -> Option<External> {
    let first = path.segments.first().map(String::as_str).filter(|_| path.segments.len() > 1);
    let from = |crates: &[&str]| first.is_none_or(|first| crates.contains(&first));
    let own = matches!(first, Some("crate" | "self" | "super" | "Self"));
    if own {
        return None;
    }
    let argument = path.arguments.as_slice();
    let known = |ty| Some(External::Known(ty));
    let no = |instead, reason| Some(External::Unsupported { instead, reason });
    let std = ["std", "core", "alloc"];
    match (path.last(), argument) {
        ("bool", []) => known(ColumnType::Boolean),
        ("i16", []) => known(ColumnType::SmallInt),
        ("i32", []) => known(ColumnType::Integer),
        ("i64", []) => known(ColumnType::BigInt),
        ("f32", []) => known(ColumnType::Real),
        ("f64", []) => known(ColumnType::Double),
        ("i8", []) if engine == Engine::Mysql => known(named("tinyint")),
        ("u8", []) if engine == Engine::Mysql => known(named("tinyint unsigned")),
        ("u16", []) if engine == Engine::Mysql => known(named("smallint unsigned")),
        ("u32", []) if engine == Engine::Mysql => known(named("int unsigned")),
        ("u64", []) if engine == Engine::Mysql => known(named("bigint unsigned")),
        ("i8", []) => no(&["i16"], NARROW),
        ("u8", []) => no(&["i16"], UNSIGNED),
        ("u16", []) => no(&["i32"], UNSIGNED),
        ("u32", []) => no(&["i64"], UNSIGNED),
        ("u64", []) => no(&["i64", "BigDecimal"], UNSIGNED),
        ("i128" | "u128", []) => no(&["BigDecimal"], "no engine has integers of 128 bits"),
        ("usize" | "isize", []) => no(&["i64"], PLATFORM),
        ("char", []) => no(&["String"], "Diesel reads no column as a `char`"),
        ("String" | "str", []) => known(ColumnType::Text),
        ("Cow" | "Box", [inner]) if inner.is("str") => known(ColumnType::Text),
        ("Cow" | "Box", [TypeSyntax::Slice(inner)]) if inner.is("u8") => known(ColumnType::Binary),
        ("Vec", [inner]) if inner.is("u8") => known(ColumnType::Binary),
        ("NaiveDate", []) => known(ColumnType::Date),
        ("Date", []) if from(&["time", "jiff", "jiff_diesel"]) => known(ColumnType::Date),
        ("NaiveTime", []) => known(time()),
        ("Time", []) if from(&["time", "jiff", "jiff_diesel"]) => known(time()),
        ("NaiveDateTime" | "PrimitiveDateTime", []) => known(timestamp(false)),
        ("DateTime", []) if from(&["jiff", "jiff_diesel"]) => known(timestamp(false)),
        ("DateTime", [_]) if from(&["chrono"]) => known(timestamp(true)),
        ("OffsetDateTime" | "Zoned", []) => known(timestamp(true)),
        ("Timestamp", []) if from(&["jiff", "jiff_diesel"]) => known(timestamp(true)),
        ("SystemTime", []) => known(timestamp(false)),
        ("Uuid", []) => known(ColumnType::Uuid),
        ("Value", []) if from(&["serde_json"]) => known(json(engine)),
        ("BigDecimal", []) => known(ColumnType::Numeric { precision: None, scale: None }),
        ("Decimal", []) if from(&["rust_decimal", "bigdecimal"]) => {
            known(ColumnType::Numeric { precision: None, scale: None })
        }
        ("PgNumeric", []) => known(ColumnType::Numeric { precision: None, scale: None }),
        ("IpNetwork" | "IpNet" | "IpAddr" | "Ipv4Addr" | "Ipv6Addr", []) => known(named("inet")),
        ("PgInterval", []) => known(ColumnType::Interval { fields: None }),
        ("TimeDelta", []) => known(ColumnType::Interval { fields: None }),
        ("Duration", []) if first == Some("chrono") => known(ColumnType::Interval { fields: None }),
        ("Duration", []) if first.is_some_and(|f| std.contains(&f)) => {
            no(&["PgInterval"], "Diesel reads no column as a `std::time::Duration`")
        }
        _ => None,
    }
}

/// PostgreSQL has the better type for most uses; SQLite keeps JSON as text.
fn json(engine: Engine) -> ColumnType {
    match engine {
        Engine::Postgres => ColumnType::Jsonb,
        Engine::Sqlite | Engine::Mysql => ColumnType::Json,
    }
}

fn time() -> ColumnType {
    ColumnType::Time { precision: None, zone: false }
}

fn timestamp(zone: bool) -> ColumnType {
    ColumnType::Timestamp { precision: None, zone }
}

fn named(name: &str) -> ColumnType {
    ColumnType::Named { name: QualifiedName::new(name), arguments: Vec::new() }
}
