//! Types of the file as Rust types and attributes.

use heck::ToUpperCamelCase;

/// A type in Rust, and how the field states it in SQL.
pub(crate) struct RustType {
    pub(crate) rust: String,
    pub(crate) sql: Option<String>,
}

/// The name of a Rust type that no type of the prelude has.
pub(crate) fn type_name(name: &str) -> String {
    let camel: String = name.to_upper_camel_case().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("The{camel}")
}

/// `enum:name:a,b`.
pub(crate) fn enum_type(ty: &str) -> Option<(String, Vec<String>)> {
    let (name, values) = ty.strip_prefix("enum:")?.split_once(':')?;
    Some((name.to_owned(), values.split(',').map(str::to_owned).collect()))
}

/// Types by any of their usual names; one that is not known here is handed to the engine as it is written.
pub(crate) fn rust_type(ty: &str) -> RustType {
    if let Some((name, values)) = enum_type(ty) {
        // On SQLite the file's enums are text as long as the longest value, and nothing checks them.
        let longest = values.iter().map(|v| v.chars().count()).max().unwrap_or_default();
        let sql = Some(format!("type(sqlite = \"VARCHAR({longest})\")"));
        return RustType { rust: type_name(&name), sql };
    }
    if let Some(item) = ty.trim().strip_suffix("[]") {
        let inner = rust_type(item);
        return RustType { rust: format!("Vec<{}>", inner.rust), sql: Some(format!("type = {ty:?}")) };
    }
    let (name, arguments) = match ty.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.trim_end_matches(')').trim()),
        None => (ty.trim(), ""),
    };
    let bare = arguments.is_empty();
    let with = |word: &str| {
        if bare { format!("type = {word}") } else { format!("type = {word}({arguments})") }
    };
    let each = |postgres: &str, sqlite: &str, mysql: &str| {
        format!("type(postgres = {postgres:?}, sqlite = {sqlite:?}, mysql = {mysql:?})")
    };
    let verbatim = || format!("type = {ty:?}");
    let (rust, sql) = match name.to_ascii_lowercase().as_str() {
        "int" | "integer" | "int4" => ("i32", with("Integer")),
        "uint" | "int unsigned" => ("u32", "type = \"INT UNSIGNED\"".to_owned()),
        "ubigint" | "bigint unsigned" => ("u64", "type = \"BIGINT UNSIGNED\"".to_owned()),
        "usmallint" | "smallint unsigned" => ("u16", "type = \"SMALLINT UNSIGNED\"".to_owned()),
        "tinyint" if arguments != "1" => ("i8", "type = \"TINYINT\"".to_owned()),
        "bigint" | "int8" => ("i64", with("BigInt")),
        "smallint" | "int2" => ("i16", with("SmallInt")),
        "text" if bare => ("String", with("Text")),
        // Without a length, `varchar` is no `text`.
        "varchar" | "character varying" if bare => ("String", "type = \"VARCHAR\"".to_owned()),
        "varchar" | "character varying" | "string" if !bare => ("String", with("Varchar")),
        "string" => ("String", with("Text")),
        "char" | "character" => ("String", with("Char")),
        "bool" | "boolean" => ("bool", "type = Boolean".to_owned()),
        "tinyint" => ("bool", "type = Boolean".to_owned()),
        "numeric" | "decimal" => ("bigdecimal::BigDecimal", with("Numeric")),
        "float" if bare => ("f64", each("double precision", "FLOAT", "FLOAT")),
        "double" | "double precision" | "float8" => ("f64", each("double precision", "DOUBLE", "DOUBLE")),
        "real" | "float4" => ("f32", each("real", "REAL", "FLOAT")),
        "date" => ("chrono::NaiveDate", with("Date")),
        "time" => ("chrono::NaiveTime", with("Time")),
        "timestamp" | "datetime" if bare => {
            ("chrono::NaiveDateTime", each("timestamp", "DATETIME", "DATETIME"))
        }
        "timestamp" | "datetime" => ("chrono::NaiveDateTime", with("Timestamp")),
        "timestamptz" | "timestamp with time zone" => ("chrono::DateTime<chrono::Utc>", with("Timestamptz")),
        "blob" | "bytea" | "largebinary" | "binary" if bare => ("Vec<u8>", each("bytea", "BLOB", "BLOB")),
        "binary" | "varbinary" => ("Vec<u8>", verbatim()),
        "uuid" => ("uuid::Uuid", each("uuid", "CHAR(32)", "CHAR(32)")),
        "json" => ("serde_json::Value", each("json", "JSON", "JSON")),
        "jsonb" => ("serde_json::Value", with("Jsonb")),
        "inet" => ("ipnetwork::IpNetwork", with("Inet")),
        _ => ("String", verbatim()),
    };
    RustType { rust: rust.to_owned(), sql: Some(sql) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_known_by_their_usual_names() {
        let check = |ty: &str, rust: &str, sql: &str| {
            let found = rust_type(ty);
            assert_eq!((found.rust.as_str(), found.sql.as_deref()), (rust, Some(sql)), "{ty}");
        };
        check("INTEGER", "i32", "type = Integer");
        check("Varchar(20)", "String", "type = Varchar(20)");
        check("character varying(20)", "String", "type = Varchar(20)");
        check("decimal(10, 2)", "bigdecimal::BigDecimal", "type = Numeric(10, 2)");
        check("datetime(6)", "chrono::NaiveDateTime", "type = Timestamp(6)");
        check("float(24)", "String", "type = \"float(24)\"");
        check("binary(16)", "Vec<u8>", "type = \"binary(16)\"");
        check("tinyint(1)", "bool", "type = Boolean");
        check("tinyint", "i8", "type = \"TINYINT\"");
        check("int[]", "Vec<i32>", "type = \"int[]\"");
        check("money", "String", "type = \"money\"");
    }
}
