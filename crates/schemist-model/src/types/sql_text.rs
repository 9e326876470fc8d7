use schemist_schema::sql;

/// Diesel's type for a type written in SQL, where its first words say it: `VARCHAR(40)`, `double precision`.
pub fn diesel_type_of_sql(text: &str) -> Option<&'static str> {
    let tokens = sql::significant(text);
    let words: Vec<String> = tokens.iter().map(|t| t.text.to_lowercase()).collect();
    let starts = |start: &[&str]| words.len() >= start.len() && start.iter().zip(&words).all(|(a, b)| a == b);
    let with_zone = words.windows(2).any(|w| w == ["with", "time"]);
    if words.iter().any(|w| w == "[" || w == "array") {
        return None;
    }
    Some(match words.first()?.as_str() {
        "bool" | "boolean" => "Bool",
        "smallint" | "int2" => "SmallInt",
        "int" | "integer" | "int4" | "mediumint" => "Integer",
        "bigint" | "int8" => "BigInt",
        "real" | "float4" => "Float",
        "float" | "float8" => "Double",
        "double" if words.len() == 1 || starts(&["double", "precision"]) => "Double",
        "numeric" | "decimal" => "Numeric",
        "text" | "varchar" | "char" | "character" | "clob" | "nvarchar" | "nchar" => "Text",
        "blob" | "bytea" | "binary" | "varbinary" => "Binary",
        "date" => "Date",
        "time" if !with_zone => "Time",
        "datetime" => "Timestamp",
        "timestamp" if !with_zone => "Timestamp",
        "timestamp" | "timestamptz" => "Timestamptz",
        "interval" => "Interval",
        "uuid" => "Uuid",
        "json" => "Json",
        "jsonb" => "Jsonb",
        "citext" => "Citext",
        "inet" => "Inet",
        "cidr" => "Cidr",
        "macaddr" => "MacAddr",
        "money" => "Money",
        "oid" => "Oid",
        _ => return None,
    })
}
