use schemist_schema::ColumnType;

/// The name of Diesel's type for a column, in `diesel::sql_types`; an array's element only. `None` where
/// Diesel has none of its own, or the type is the user's.
pub fn diesel_type_name(ty: &ColumnType) -> Option<&'static str> {
    Some(match ty {
        ColumnType::Boolean => "Bool",
        ColumnType::SmallInt => "SmallInt",
        ColumnType::Integer => "Integer",
        ColumnType::BigInt => "BigInt",
        ColumnType::Real => "Float",
        ColumnType::Double => "Double",
        ColumnType::Numeric { .. } => "Numeric",
        ColumnType::Char { .. } | ColumnType::Varchar { .. } | ColumnType::Text => "Text",
        ColumnType::Binary => "Binary",
        ColumnType::Date => "Date",
        ColumnType::Time { zone: false, .. } => "Time",
        ColumnType::Timestamp { zone: false, .. } => "Timestamp",
        ColumnType::Timestamp { zone: true, .. } => "Timestamptz",
        ColumnType::Interval { .. } => "Interval",
        ColumnType::Uuid => "Uuid",
        ColumnType::Json => "Json",
        ColumnType::Jsonb => "Jsonb",
        ColumnType::Named { name, .. } if name.namespace.is_none() => named(&name.name)?,
        ColumnType::Array(element) => diesel_type_name(element)?,
        ColumnType::Time { zone: true, .. }
        | ColumnType::Bit { .. }
        | ColumnType::VarBit { .. }
        | ColumnType::Enum(_)
        | ColumnType::Named { .. }
        | ColumnType::Verbatim(_) => return None,
    })
}

fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "tinyint" | "tinyint unsigned" => "TinyInt",
        "smallint unsigned" => "SmallInt",
        "int unsigned" => "Integer",
        "bigint unsigned" => "BigInt",
        "inet" => "Inet",
        "cidr" => "Cidr",
        "macaddr" => "MacAddr",
        "macaddr8" => "MacAddr8",
        "money" => "Money",
        "citext" => "Citext",
        "oid" => "Oid",
        "pg_lsn" => "PgLsn",
        "int4range" => "Int4range",
        "int8range" => "Int8range",
        "daterange" => "Daterange",
        "numrange" => "Numrange",
        "tsrange" => "Tsrange",
        "tstzrange" => "Tstzrange",
        "int4multirange" => "Int4multirange",
        "int8multirange" => "Int8multirange",
        "datemultirange" => "Datemultirange",
        "nummultirange" => "Nummultirange",
        "tsmultirange" => "Tsmultirange",
        "tstzmultirange" => "Tstzmultirange",
        _ => return None,
    })
}
