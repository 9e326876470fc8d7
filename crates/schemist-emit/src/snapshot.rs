//! `schema.json`: the schema at the heads, as the migrations leave it.

use serde::{Deserialize, Serialize};

use schemist_schema::{Engine, Schema};

use crate::EmitError;
use crate::error::{read_format, write_json};

/// The format that is written.
pub const FORMAT: u32 = 1;

/// The schema after a set of head revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The format of the file.
    pub format: u32,
    /// The engine in whose canonical form the schema is.
    pub engine: Engine,
    /// The revisions behind which nothing comes, sorted.
    pub heads: Vec<String>,
    /// What the database holds then.
    pub schema: Schema,
}

impl Snapshot {
    /// In the current format.
    pub fn new(engine: Engine, mut heads: Vec<String>, schema: Schema) -> Self {
        heads.sort();
        heads.dedup();
        Self { format: FORMAT, engine, heads, schema }
    }
}

/// The text of the file: sorted, one item a line, so that version control merges it.
///
/// # Errors
/// Only where the schema cannot be put into JSON at all, which no schema is known to cause.
pub fn write(snapshot: &Snapshot) -> Result<String, EmitError> {
    write_json("schema.json", snapshot)
}

/// A snapshot from the text of the file.
///
/// # Errors
/// Where it is no snapshot, or a newer version wrote it.
pub fn read(text: &str) -> Result<Snapshot, EmitError> {
    read_format("schema.json", FORMAT, text)
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Column, ColumnType, QualifiedName, Table};

    use super::*;

    fn snapshot() -> Snapshot {
        let mut schema = Schema::default();
        for name in [
            QualifiedName::in_namespace(Some("a.b".into()), "c\\d"),
            QualifiedName::new("z \"q\""),
            QualifiedName::new("a"),
        ] {
            let mut table = Table::new(name);
            table
                .columns
                .push(Column::new("id", ColumnType::Numeric { precision: Some(3), scale: Some(-1) }));
            schema.insert_table(table);
        }
        Snapshot::new(Engine::Postgres, vec!["2".into(), "1".into()], schema)
    }

    #[test]
    fn reads_what_it_writes() {
        let snapshot = snapshot();
        let text = write(&snapshot).unwrap();
        assert_eq!(read(&text).unwrap(), snapshot);
        assert_eq!(write(&read(&text).unwrap()).unwrap(), text);
        assert!(text.ends_with("}\n"));
        assert!(
            text.starts_with(
                "{\n  \"format\": 1,\n  \"engine\": \"postgres\",\n  \"heads\": [\n    \"1\",\n"
            )
        );
    }

    #[test]
    fn a_newer_format_says_so() {
        let error = read(r#"{"format": 7, "engine": "oracle"}"#).unwrap_err().to_string();
        assert!(error.contains("format 7") && error.contains("up to 1"), "{error}");
        let error = read("{").unwrap_err().to_string();
        assert!(error.starts_with("schema.json cannot be read"), "{error}");
        let error = read("{}").unwrap_err().to_string();
        assert!(error.contains("`format`"), "{error}");
    }
}
