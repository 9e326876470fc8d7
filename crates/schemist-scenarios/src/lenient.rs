//! Values of the file that are written in more than one way.

use schemist_schema::Engine;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::file::{FileComputed, FileIdentity};

/// `null` is as good as nothing.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// SQL, or a number or truth value that is SQL as it stands.
pub(crate) fn sql<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(value) => Ok(Some(value.to_string())),
        other @ (Value::Array(_) | Value::Object(_)) => {
            Err(D::Error::custom(format!("a default is SQL text, a number or a truth value, not {other}")))
        }
    }
}

/// `true`, or what is said of it.
pub(crate) fn identity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FileIdentity>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null | Value::Bool(false) => Ok(None),
        Value::Bool(true) => Ok(Some(FileIdentity::default())),
        other => serde_json::from_value(other).map(Some).map_err(D::Error::custom),
    }
}

/// The expression alone, or with its kind.
pub(crate) fn computed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FileComputed>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::String(expr) => Ok(Some(FileComputed { expr, stored: None, other: Default::default() })),
        other => serde_json::from_value(other).map(Some).map_err(D::Error::custom),
    }
}

/// Engines by any of their names.
pub(crate) fn engines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Engine>, D::Error> {
    let names: Vec<String> = Vec::deserialize(deserializer)?;
    names
        .into_iter()
        .map(|name| match name.to_ascii_lowercase().as_str() {
            "sqlite" | "sqlite3" => Ok(Engine::Sqlite),
            "pg" | "postgres" | "postgresql" => Ok(Engine::Postgres),
            "mariadb" | "mysql" => Ok(Engine::Mysql),
            _ => Err(D::Error::custom(format!("{name} is no engine: sqlite, pg or mariadb"))),
        })
        .collect()
}
