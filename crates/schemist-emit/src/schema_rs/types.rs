//! The SQL types of Diesel.

use heck::ToUpperCamelCase;
use schemist_schema::{ColumnType, Engine, QualifiedName};

use crate::schema_rs::names::rust_string;

/// A type as it stands in `table!`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SqlType {
    pub(super) rust_name: String,
    /// The type that `sql_types` has to declare, where Diesel has none.
    pub(super) custom: Option<Custom>,
    pub(super) is_array: bool,
    pub(super) max_length: Option<u32>,
    /// Diesel's own tool would have refused.
    pub(super) guessed: bool,
}

/// A type as a backend of Diesel is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Custom {
    /// By its name.
    Postgres(QualifiedName),
    /// By its kind; each column has one of its own.
    Mysql(String),
}

impl Custom {
    /// What is said at its declaration.
    pub(super) fn attribute(&self) -> String {
        match self {
            Self::Postgres(name) => {
                let schema = name.namespace.as_deref().map(|n| format!(", schema = {}", rust_string(n)));
                format!("postgres_type(name = {}{})", rust_string(&name.name), schema.unwrap_or_default())
            }
            Self::Mysql(kind) => format!("mysql_type(name = {})", rust_string(kind)),
        }
    }
}

impl SqlType {
    /// Named after its column, where every column has a type of its own.
    pub(super) fn of_column(self, table: &str, column: &str) -> Self {
        match &self.custom {
            Some(Custom::Mysql(_)) => {
                let rust_name = format!("{table} {column} {}", self.rust_name).to_upper_camel_case();
                Self { rust_name, ..self }
            }
            Some(Custom::Postgres(_)) | None => self,
        }
    }

    pub(super) fn provided(name: &str) -> Self {
        Self { rust_name: name.to_owned(), custom: None, is_array: false, max_length: None, guessed: false }
    }

    fn named(name: &QualifiedName) -> Self {
        let rust_name = name.name.to_upper_camel_case();
        let provided = name.namespace.is_none() && PROVIDED.contains(&rust_name.as_str());
        let of_server = name.namespace.is_none() && OF_SERVER.contains(&name.name.as_str());
        let namespace = if of_server { Some("pg_catalog".to_owned()) } else { name.namespace.clone() };
        let custom =
            (!provided).then(|| Custom::Postgres(QualifiedName::in_namespace(namespace, &name.name)));
        Self { custom, ..Self::provided(&rust_name) }
    }

    fn with_length(self, max_length: Option<u32>) -> Self {
        Self { max_length, ..self }
    }
}

impl std::fmt::Display for SqlType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.is_array {
            // No array of the server says that its elements are never NULL.
            true => write!(f, "Array<Nullable<{}>>", self.rust_name),
            false => f.write_str(&self.rust_name),
        }
    }
}

/// What Diesel has a type for, by the server's own names; those with a type of the nouns are left out.
const PROVIDED: [&str; 25] = [
    "Cidr",
    "Citext",
    "Inet",
    "Jsonb",
    "Macaddr",
    "Macaddr8",
    "MacAddr",
    "Money",
    "Oid",
    "PgLsn",
    "Record",
    "Int4range",
    "Int8range",
    "Daterange",
    "Numrange",
    "Tsrange",
    "Tstzrange",
    "Int4multirange",
    "Int8multirange",
    "Datemultirange",
    "Nummultirange",
    "Tsmultirange",
    "Tstzmultirange",
    "Bpchar",
    "Bit",
];

/// Types that every server has and Diesel has not: they stand in a schema of the server's.
const OF_SERVER: [&str; 24] = [
    "tsvector",
    "tsquery",
    "xml",
    "point",
    "line",
    "lseg",
    "box",
    "path",
    "polygon",
    "circle",
    "jsonpath",
    "timetz",
    "varbit",
    "name",
    "xid",
    "xid8",
    "cid",
    "tid",
    "regclass",
    "regproc",
    "regtype",
    "regconfig",
    "txid_snapshot",
    "pg_snapshot",
];

pub(super) fn sql_type(ty: &ColumnType, engine: Engine) -> SqlType {
    match engine {
        Engine::Sqlite => sqlite(ty),
        Engine::Postgres => postgres(ty),
        Engine::Mysql => mysql(ty),
    }
}

fn mysql(ty: &ColumnType) -> SqlType {
    match ty {
        ColumnType::Boolean => SqlType::provided("Bool"),
        ColumnType::SmallInt => SqlType::provided("Smallint"),
        ColumnType::Integer => SqlType::provided("Integer"),
        ColumnType::BigInt => SqlType::provided("Bigint"),
        ColumnType::Real => SqlType::provided("Float"),
        ColumnType::Double => SqlType::provided("Double"),
        ColumnType::Numeric { .. } => SqlType::provided("Decimal"),
        ColumnType::Char { length } => SqlType::provided("Char").with_length(*length),
        ColumnType::Varchar { length } => SqlType::provided("Varchar").with_length(*length),
        ColumnType::Text => SqlType::provided("Text"),
        ColumnType::Enum(_) => mysql_custom("enum", &[]),
        ColumnType::Binary => SqlType::provided("Blob"),
        ColumnType::Date => SqlType::provided("Date"),
        ColumnType::Time { .. } => SqlType::provided("Time"),
        ColumnType::Timestamp { zone: false, .. } => SqlType::provided("Datetime"),
        ColumnType::Timestamp { zone: true, .. } => SqlType::provided("Timestamp"),
        ColumnType::Json | ColumnType::Jsonb => SqlType::provided("Json"),
        ColumnType::Bit { .. } | ColumnType::VarBit { .. } => SqlType::provided("Bit"),
        ColumnType::Named { name, arguments } => mysql_named(&name.name, arguments),
        ColumnType::Uuid | ColumnType::Interval { .. } | ColumnType::Array(_) | ColumnType::Verbatim(_) => {
            SqlType { guessed: true, ..SqlType::provided("Text") }
        }
    }
}

fn mysql_named(name: &str, arguments: &[String]) -> SqlType {
    let mut words = name.split(' ');
    let word = words.next().unwrap_or_default();
    let length = arguments.first().and_then(|length| length.parse().ok());
    let provided = match word {
        "tinyint" => "Tinyint",
        "smallint" => "Smallint",
        "int" => "Integer",
        "bigint" => "Bigint",
        "decimal" => "Decimal",
        "float" => "Float",
        "double" => "Double",
        "tinytext" => "Tinytext",
        "mediumtext" => "Mediumtext",
        "longtext" => "Longtext",
        "tinyblob" => "Tinyblob",
        "mediumblob" => "Mediumblob",
        "longblob" => "Longblob",
        "binary" => return SqlType::provided("Binary").with_length(length.or(Some(1))),
        "varbinary" => return SqlType::provided("Varbinary").with_length(length),
        _ => return mysql_custom(word, arguments),
    };
    match words.next() {
        Some("unsigned") => SqlType::provided(&format!("Unsigned<{provided}>")),
        _ => SqlType::provided(provided),
    }
}

/// A type that Diesel has none for; the values of an ENUM or SET say how long it can be.
fn mysql_custom(name: &str, arguments: &[String]) -> SqlType {
    let lengths = || {
        let texts = arguments.iter().map(|value| schemist_schema::sql::unquote(value));
        texts.map(|text| u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
    };
    let max_length = match name {
        "enum" => lengths().max(),
        // All of them, with commas in between.
        "set" => lengths().reduce(|all, length| all.saturating_add(length).saturating_add(1)),
        _ => None,
    };
    let rust_name = name.to_upper_camel_case();
    let mut kind = name.chars();
    let kind = kind.next().map(|first| first.to_uppercase().chain(kind).collect()).unwrap_or_default();
    SqlType { custom: Some(Custom::Mysql(kind)), ..SqlType::provided(&rust_name) }.with_length(max_length)
}

fn postgres(ty: &ColumnType) -> SqlType {
    let own = |name: &str| SqlType::named(&QualifiedName::new(name));
    match ty {
        ColumnType::Boolean => SqlType::provided("Bool"),
        ColumnType::SmallInt => SqlType::provided("Int2"),
        ColumnType::Integer => SqlType::provided("Int4"),
        ColumnType::BigInt => SqlType::provided("Int8"),
        ColumnType::Real => SqlType::provided("Float4"),
        ColumnType::Double => SqlType::provided("Float8"),
        ColumnType::Numeric { .. } => SqlType::provided("Numeric"),
        ColumnType::Char { length } => SqlType::provided("Bpchar").with_length(length.or(Some(1))),
        ColumnType::Varchar { length } => SqlType::provided("Varchar").with_length(*length),
        ColumnType::Text => SqlType::provided("Text"),
        ColumnType::Binary => SqlType::provided("Bytea"),
        ColumnType::Date => SqlType::provided("Date"),
        ColumnType::Time { zone: false, .. } => SqlType::provided("Time"),
        ColumnType::Time { zone: true, .. } => own("timetz"),
        ColumnType::Timestamp { zone: false, .. } => SqlType::provided("Timestamp"),
        ColumnType::Timestamp { zone: true, .. } => SqlType::provided("Timestamptz"),
        ColumnType::Interval { .. } => SqlType::provided("Interval"),
        ColumnType::Uuid => SqlType::provided("Uuid"),
        ColumnType::Json => SqlType::provided("Json"),
        ColumnType::Jsonb => SqlType::provided("Jsonb"),
        ColumnType::Bit { length } => SqlType::provided("Bit").with_length(length.or(Some(1))),
        ColumnType::VarBit { length } => own("varbit").with_length(*length),
        ColumnType::Enum(name) => SqlType::named(name),
        ColumnType::Array(element) => {
            // An array of arrays is one of more dimensions, which is the same type.
            SqlType { is_array: true, max_length: None, ..postgres(element) }
        }
        ColumnType::Named { name, .. } if name.namespace.is_none() && name.name == "char" => {
            SqlType::provided("CChar")
        }
        ColumnType::Named { name, .. } => SqlType::named(name),
        ColumnType::Verbatim(text) => SqlType { guessed: true, ..own(text) },
    }
}

/// By parts of the declared name, as Diesel reads it.
fn sqlite(ty: &ColumnType) -> SqlType {
    let declared = match ty {
        ColumnType::Verbatim(text) => text.to_lowercase(),
        // A canonical schema has no other; the neutral names are close enough.
        other => format!("{other:?}").to_lowercase(),
    };
    let has = |part: &str| declared.contains(part);
    let is = |names: &[&str]| names.contains(&declared.as_str());
    let name = if is(&["boolean", "bool"]) || (has("tiny") && has("int")) {
        "Bool"
    } else if is(&["int2"]) || (has("small") && has("int")) {
        "SmallInt"
    } else if is(&["int8"]) || (has("big") && has("int")) {
        "BigInt"
    } else if has("int") {
        "Integer"
    } else if has("char") || has("clob") || has("text") {
        "Text"
    } else if has("blob") || has("binary") || declared.is_empty() {
        "Binary"
    } else if has("float") || has("real") {
        "Float"
    } else if has("double") || has("num") || has("dec") {
        "Double"
    } else if is(&["datetime", "timestamp"]) {
        "Timestamp"
    } else if is(&["date"]) {
        "Date"
    } else if is(&["time"]) {
        "Time"
    } else {
        return SqlType { guessed: true, ..SqlType::provided(beyond_print_schema(&declared)) };
    };
    SqlType::provided(name)
}

/// What Diesel can read though its tool does not say so.
fn beyond_print_schema(declared: &str) -> &'static str {
    match declared {
        "json" => "Json",
        "jsonb" => "Jsonb",
        "timestamptz" | "timestamp with time zone" => "TimestamptzSqlite",
        _ => "Text",
    }
}
