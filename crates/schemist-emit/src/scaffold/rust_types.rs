//! The Rust type of a field for the type of a column, and what the models make of that type again.

use proc_macro2::TokenStream;
use quote::quote;

use schemist_schema::ColumnType;

use crate::scaffold::attributes::ident;
use crate::scaffold::names::Names;

/// A Rust type, and the neutral type that it stands for where nothing else is written.
#[derive(Clone)]
pub(crate) struct RustType {
    pub(crate) tokens: TokenStream,
    /// `None` where the type has to be written out.
    pub(crate) neutral: Option<ColumnType>,
    /// Diesel has no type for the column: it is read as text, by a cast.
    pub(crate) through_text: bool,
}

impl RustType {
    fn new(tokens: TokenStream, neutral: ColumnType) -> Self {
        Self { tokens, neutral: Some(neutral), through_text: false }
    }

    pub(crate) fn explicit(tokens: TokenStream) -> Self {
        Self { tokens, neutral: None, through_text: false }
    }

    /// Most types can be cast to text.
    fn through_text() -> Self {
        Self { through_text: true, ..Self::explicit(quote!(String)) }
    }

    fn text() -> Self {
        Self::new(quote!(String), ColumnType::Text)
    }
}

/// For a type of PostgreSQL: the type Diesel reads it as.
pub(crate) fn postgres(ty: &ColumnType, names: &Names) -> RustType {
    match ty {
        ColumnType::Boolean => RustType::new(quote!(bool), ColumnType::Boolean),
        ColumnType::SmallInt => RustType::new(quote!(i16), ColumnType::SmallInt),
        ColumnType::Integer => RustType::new(quote!(i32), ColumnType::Integer),
        ColumnType::BigInt => RustType::new(quote!(i64), ColumnType::BigInt),
        ColumnType::Real => RustType::new(quote!(f32), ColumnType::Real),
        ColumnType::Double => RustType::new(quote!(f64), ColumnType::Double),
        ColumnType::Numeric { .. } => RustType::new(
            quote!(bigdecimal::BigDecimal),
            ColumnType::Numeric { precision: None, scale: None },
        ),
        ColumnType::Char { .. } | ColumnType::Varchar { .. } | ColumnType::Text => RustType::text(),
        ColumnType::Binary => RustType::new(quote!(Vec<u8>), ColumnType::Binary),
        ColumnType::Date => RustType::new(quote!(chrono::NaiveDate), ColumnType::Date),
        ColumnType::Time { zone: false, .. } => {
            RustType::new(quote!(chrono::NaiveTime), ColumnType::Time { precision: None, zone: false })
        }
        ColumnType::Time { zone: true, .. } => RustType::through_text(),
        ColumnType::Timestamp { zone, .. } => timestamp(*zone),
        ColumnType::Interval { .. } => {
            RustType::new(quote!(diesel::pg::data_types::PgInterval), ColumnType::Interval { fields: None })
        }
        ColumnType::Uuid => RustType::new(quote!(uuid::Uuid), ColumnType::Uuid),
        ColumnType::Json | ColumnType::Jsonb => RustType::new(quote!(serde_json::Value), ColumnType::Jsonb),
        ColumnType::Bit { .. } | ColumnType::VarBit { .. } | ColumnType::Verbatim(_) => {
            RustType::through_text()
        }
        ColumnType::Enum(name) => match names.enum_type(name) {
            Some(rust) => {
                let rust = ident(rust);
                RustType::new(quote!(#rust), ty.clone())
            }
            None => RustType::through_text(),
        },
        ColumnType::Array(element) => {
            let element = postgres(element, names);
            let tokens = element.tokens;
            RustType {
                tokens: quote!(Vec<#tokens>),
                through_text: element.through_text,
                neutral: element.neutral.map(|n| ColumnType::Array(Box::new(n))),
            }
        }
        ColumnType::Named { name, .. } if name.namespace.is_none() => named(&name.name, ty),
        ColumnType::Named { .. } => RustType::through_text(),
    }
}

fn timestamp(zone: bool) -> RustType {
    let tokens = if zone { quote!(chrono::DateTime<chrono::Utc>) } else { quote!(chrono::NaiveDateTime) };
    RustType::new(tokens, ColumnType::Timestamp { precision: None, zone })
}

/// For a type of PostgreSQL that is known by its name alone. What Diesel has no type for is text: most
/// types can be cast to it.
fn named(name: &str, ty: &ColumnType) -> RustType {
    let bounds = |bound: TokenStream| quote!((std::ops::Bound<#bound>, std::ops::Bound<#bound>));
    let range = |bound: TokenStream| RustType::explicit(bounds(bound));
    let multirange = |bound: TokenStream| {
        let bounds = bounds(bound);
        RustType::explicit(quote!(Vec<#bounds>))
    };
    match name {
        "inet" => RustType::new(quote!(ipnetwork::IpNetwork), ty.clone()),
        "cidr" => RustType::explicit(quote!(ipnetwork::IpNetwork)),
        "macaddr" => RustType::explicit(quote!([u8; 6])),
        "macaddr8" => RustType::explicit(quote!([u8; 8])),
        "oid" => RustType::explicit(quote!(u32)),
        "money" => RustType::explicit(quote!(diesel::pg::data_types::PgMoney)),
        "pg_lsn" => RustType::explicit(quote!(diesel::pg::data_types::PgLsn)),
        "int4range" => range(quote!(i32)),
        "int8range" => range(quote!(i64)),
        "numrange" => range(quote!(bigdecimal::BigDecimal)),
        "daterange" => range(quote!(chrono::NaiveDate)),
        "tsrange" => range(quote!(chrono::NaiveDateTime)),
        "tstzrange" => range(quote!(chrono::DateTime<chrono::Utc>)),
        "int4multirange" => multirange(quote!(i32)),
        "int8multirange" => multirange(quote!(i64)),
        "nummultirange" => multirange(quote!(bigdecimal::BigDecimal)),
        "datemultirange" => multirange(quote!(chrono::NaiveDate)),
        "tsmultirange" => multirange(quote!(chrono::NaiveDateTime)),
        "tstzmultirange" => multirange(quote!(chrono::DateTime<chrono::Utc>)),
        "citext" => RustType::explicit(quote!(String)),
        _ => RustType::through_text(),
    }
}

/// For a type of MariaDB or MySQL: the type Diesel reads it as.
pub(crate) fn mysql(ty: &ColumnType) -> RustType {
    let named = |name: &str| ColumnType::Named { name: name.into(), arguments: Vec::new() };
    match ty {
        ColumnType::Boolean => RustType::new(quote!(bool), ColumnType::Boolean),
        ColumnType::SmallInt => RustType::new(quote!(i16), ColumnType::SmallInt),
        ColumnType::Integer => RustType::new(quote!(i32), ColumnType::Integer),
        ColumnType::BigInt => RustType::new(quote!(i64), ColumnType::BigInt),
        ColumnType::Real => RustType::new(quote!(f32), ColumnType::Real),
        ColumnType::Double => RustType::new(quote!(f64), ColumnType::Double),
        ColumnType::Numeric { .. } => RustType::explicit(quote!(bigdecimal::BigDecimal)),
        ColumnType::Char { .. } | ColumnType::Varchar { .. } | ColumnType::Text => RustType::text(),
        ColumnType::Binary => RustType::new(quote!(Vec<u8>), ColumnType::Binary),
        ColumnType::Date => RustType::new(quote!(chrono::NaiveDate), ColumnType::Date),
        ColumnType::Time { .. } => {
            RustType::new(quote!(chrono::NaiveTime), ColumnType::Time { precision: None, zone: false })
        }
        ColumnType::Timestamp { .. } => timestamp(false),
        ColumnType::Json | ColumnType::Jsonb => RustType::new(quote!(serde_json::Value), ColumnType::Json),
        ColumnType::Bit { .. } | ColumnType::VarBit { .. } => RustType::explicit(quote!(Vec<u8>)),
        ColumnType::Uuid => RustType::explicit(quote!(String)),
        ColumnType::Named { name, arguments } => {
            let explicit = |tokens| RustType::explicit(tokens);
            match name.name.as_str() {
                "tinyint" => RustType::new(quote!(i8), ty.clone()),
                "mediumint" => explicit(quote!(i32)),
                "tinyint unsigned" if arguments.is_empty() => {
                    RustType::new(quote!(u8), named("tinyint unsigned"))
                }
                "smallint unsigned" if arguments.is_empty() => {
                    RustType::new(quote!(u16), named("smallint unsigned"))
                }
                "int unsigned" if arguments.is_empty() => RustType::new(quote!(u32), named("int unsigned")),
                "bigint unsigned" if arguments.is_empty() => {
                    RustType::new(quote!(u64), named("bigint unsigned"))
                }
                "mediumint unsigned" | "int unsigned zerofill" | "mediumint unsigned zerofill" => {
                    explicit(quote!(u32))
                }
                "tinyint unsigned zerofill" => explicit(quote!(u8)),
                "smallint unsigned zerofill" => explicit(quote!(u16)),
                "bigint unsigned zerofill" => explicit(quote!(u64)),
                "decimal unsigned" | "decimal unsigned zerofill" => explicit(quote!(bigdecimal::BigDecimal)),
                "float" | "float unsigned" => explicit(quote!(f32)),
                "double" | "double unsigned" => explicit(quote!(f64)),
                "year" => explicit(quote!(i16)),
                "tinyblob" | "mediumblob" | "longblob" | "binary" | "varbinary" | "geometry" | "point"
                | "linestring" | "polygon" | "multipoint" | "multilinestring" | "multipolygon"
                | "geometrycollection" => explicit(quote!(Vec<u8>)),
                _ => explicit(quote!(String)),
            }
        }
        ColumnType::Interval { .. }
        | ColumnType::Enum(_)
        | ColumnType::Array(_)
        | ColumnType::Verbatim(_) => RustType::explicit(quote!(String)),
    }
}

/// For the text that stands as a type in SQLite: what Diesel takes it for, and where Diesel takes it for
/// nothing, what the name suggests.
pub(crate) fn sqlite(declared: &str) -> RustType {
    let name = declared.to_ascii_lowercase();
    let name = name.split('(').next().unwrap_or_default().trim();
    let has = |part: &str| name.contains(part);
    let one_of = |names: &[&str]| names.contains(&name);
    if one_of(&["bool", "boolean"]) || (has("tiny") && has("int")) {
        RustType::new(quote!(bool), ColumnType::Boolean)
    } else if name == "int2" || (has("small") && has("int")) {
        RustType::new(quote!(i16), ColumnType::SmallInt)
    } else if one_of(&["int8", "long", "unsigned long"]) || (has("big") && has("int")) {
        RustType::new(quote!(i64), ColumnType::BigInt)
    } else if one_of(&["interval", "point"]) {
        RustType::text()
    } else if has("int") {
        RustType::new(quote!(i32), ColumnType::Integer)
    } else if has("char") || has("clob") || has("text") {
        RustType::text()
    } else if has("blob") || name.is_empty() || has("binary") {
        RustType::new(quote!(Vec<u8>), ColumnType::Binary)
    } else if has("float") || has("real") {
        RustType::new(quote!(f32), ColumnType::Real)
    } else if has("doub") || has("num") || has("dec") || name == "money" {
        RustType::new(quote!(f64), ColumnType::Double)
    } else if one_of(&["datetime", "timestamp"]) {
        timestamp(false)
    } else if one_of(&["timestamptz", "timestamptzsqlite", "timestamp with time zone", "datetimetz"]) {
        timestamp(true)
    } else if name == "date" {
        RustType::new(quote!(chrono::NaiveDate), ColumnType::Date)
    } else if name == "time" {
        RustType::new(quote!(chrono::NaiveTime), ColumnType::Time { precision: None, zone: false })
    } else if has("json") {
        RustType::new(quote!(serde_json::Value), ColumnType::Json)
    } else {
        RustType::text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declared: &str, expected: &str) {
        assert_eq!(sqlite(declared).tokens.to_string().replace(' ', ""), expected, "{declared}");
    }

    #[test]
    fn sqlite_types_are_read_as_diesel_reads_them() {
        check("INTEGER", "i32");
        check("bigint", "i64");
        check("UNSIGNED BIG INT", "i64");
        check("TINYINT(1)", "bool");
        check("NVARCHAR(160)", "String");
        check("BLOB SUB_TYPE TEXT", "String");
        check("BLOB", "Vec<u8>");
        check("", "Vec<u8>");
        check("NUMERIC(10,2)", "f64");
        check("double precision", "f64");
        check("REAL", "f32");
        check("DATETIME", "chrono::NaiveDateTime");
        check("TIMESTAMPTZ", "chrono::DateTime<chrono::Utc>");
        check("JSON", "serde_json::Value");
        check("whatever", "String");
    }
}
