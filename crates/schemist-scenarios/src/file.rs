//! The form of a file of scenarios: one JSON object a line.

use std::collections::BTreeMap;

use schemist_schema::Engine;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A database before, the tables that the models declare, and the operations between them.
#[derive(Debug, Deserialize)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    /// Engines as the file names them.
    pub(crate) dialects: Vec<String>,
    #[serde(default)]
    pub(crate) options: Option<Map<String, Value>>,
    #[serde(default)]
    before_ddl_sqlite: Option<String>,
    #[serde(default)]
    before_ddl_pg: Option<String>,
    #[serde(default)]
    before_ddl_mariadb: Option<String>,
    pub(crate) after: After,
    expected_ops: Vec<FileOperation>,
    #[serde(default)]
    expected_ops_by_dialect: BTreeMap<String, Vec<FileOperation>>,
    #[serde(default)]
    desired_ops: Option<Vec<FileOperation>>,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
}

/// One operation as the file writes it: `op`, and what it is about.
pub(crate) type FileOperation = Map<String, Value>;

#[derive(Debug, Deserialize)]
pub(crate) struct After {
    pub(crate) tables: Vec<FileTable>,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileTable {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) schema: Option<String>,
    #[serde(default)]
    pub(crate) comment: Option<String>,
    pub(crate) columns: Vec<FileColumn>,
    #[serde(default)]
    pub(crate) indexes: Vec<FileIndex>,
    #[serde(default)]
    pub(crate) uniques: Vec<FileUnique>,
    #[serde(default)]
    pub(crate) fks: Vec<FileForeignKey>,
    #[serde(default)]
    pub(crate) checks: Vec<FileCheck>,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileColumn {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) ty: String,
    #[serde(default = "yes")]
    pub(crate) nullable: bool,
    #[serde(default)]
    pub(crate) pk: bool,
    /// SQL.
    #[serde(default)]
    pub(crate) default: Option<String>,
    /// Absent: an integer that is a primary key alone counts up by itself.
    #[serde(default)]
    pub(crate) autoincrement: Option<bool>,
    #[serde(default)]
    pub(crate) identity: Option<FileIdentity>,
    #[serde(default)]
    pub(crate) computed: Option<FileComputed>,
    #[serde(default)]
    pub(crate) comment: Option<String>,
    #[serde(default)]
    pub(crate) collation: Option<String>,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileIdentity {
    #[serde(default)]
    pub(crate) always: bool,
    #[serde(default)]
    pub(crate) start: Option<i64>,
    #[serde(default)]
    pub(crate) increment: Option<i64>,
    #[serde(default, alias = "minvalue")]
    pub(crate) min: Option<i64>,
    #[serde(default, alias = "maxvalue")]
    pub(crate) max: Option<i64>,
    #[serde(default)]
    pub(crate) cache: Option<i64>,
    #[serde(default)]
    pub(crate) cycle: bool,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileComputed {
    pub(crate) expr: String,
    #[serde(default, alias = "persisted")]
    pub(crate) stored: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileIndex {
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) columns: Vec<String>,
    /// Keys as SQL text: an expression, or a column with its order or operator class.
    #[serde(default)]
    pub(crate) expressions: Vec<String>,
    #[serde(default)]
    pub(crate) unique: bool,
    #[serde(default)]
    pub(crate) include: Vec<String>,
    #[serde(default, rename = "where", alias = "predicate")]
    pub(crate) predicate: Option<String>,
    #[serde(default, alias = "using")]
    pub(crate) method: Option<String>,
    #[serde(default)]
    pub(crate) nulls_not_distinct: bool,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileUnique {
    #[serde(default)]
    pub(crate) name: Option<String>,
    pub(crate) columns: Vec<String>,
    #[serde(default)]
    pub(crate) deferrable: bool,
    #[serde(default)]
    pub(crate) initially: Option<String>,
    #[serde(default)]
    pub(crate) nulls_not_distinct: bool,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileForeignKey {
    #[serde(default)]
    pub(crate) name: Option<String>,
    pub(crate) columns: Vec<String>,
    pub(crate) ref_table: String,
    #[serde(default)]
    pub(crate) ref_schema: Option<String>,
    pub(crate) ref_columns: Vec<String>,
    #[serde(default, alias = "ondelete")]
    pub(crate) on_delete: Option<String>,
    #[serde(default, alias = "onupdate")]
    pub(crate) on_update: Option<String>,
    #[serde(default)]
    pub(crate) deferrable: bool,
    #[serde(default)]
    pub(crate) initially: Option<String>,
    #[serde(default, rename = "match")]
    pub(crate) match_type: Option<String>,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileCheck {
    #[serde(default)]
    pub(crate) name: Option<String>,
    pub(crate) expr: String,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

impl Scenario {
    /// One scenario a line.
    pub(crate) fn read_all(text: &str) -> Result<Vec<Scenario>, String> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(at, line)| serde_json::from_str(line).map_err(|e| format!("line {}: {e}", at + 1)))
            .collect()
    }

    pub(crate) fn runs_on(&self, engine: Engine) -> bool {
        self.dialects.iter().any(|d| d == name_in_file(engine))
    }

    pub(crate) fn before(&self, engine: Engine) -> &str {
        let ddl = match engine {
            Engine::Sqlite => &self.before_ddl_sqlite,
            Engine::Postgres => &self.before_ddl_pg,
            Engine::Mysql => &self.before_ddl_mariadb,
        };
        ddl.as_deref().unwrap_or_default()
    }

    /// The operations the file asks for: those desired, or those expected where nothing else is desired.
    pub(crate) fn wanted(&self, engine: Engine) -> Vec<&FileOperation> {
        let dialect = name_in_file(engine);
        let here = |op: &&FileOperation| op.get("dialect").is_none_or(|d| d == dialect);
        let expected = self.expected_ops_by_dialect.get(dialect).unwrap_or(&self.expected_ops);
        let wanted = match &self.desired_ops {
            Some(desired) if desired.is_empty() || desired.iter().any(|op| here(&op)) => desired,
            Some(_) | None => expected,
        };
        wanted.iter().filter(here).collect()
    }

    /// Whether the operations wanted are an opinion of the file, not only what a tool was seen to do. Operations
    /// desired of other engines alone are none.
    pub(crate) fn is_desired(&self, engine: Engine) -> bool {
        let desired = self.desired_ops.as_ref();
        desired.is_some_and(|desired| desired.is_empty() || !self.wanted(engine).is_empty())
    }

    pub(crate) fn has_option(&self, name: &str) -> bool {
        self.options.as_ref().and_then(|o| o.get(name)).is_some_and(|value| value == true)
    }

    /// What the file says of the models that this tool does not put into them.
    pub(crate) fn unknown_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        let mut add = |place: &str, other: &Map<String, Value>| {
            let unknown = other.iter().filter(|(_, value)| !value.is_null());
            keys.extend(unknown.map(|(key, _)| format!("{place}.{key}")));
        };
        add("after", &self.after.other);
        for table in &self.after.tables {
            add("table", &table.other);
            table.columns.iter().for_each(|c| add("column", &c.other));
            table.columns.iter().filter_map(|c| c.identity.as_ref()).for_each(|i| add("identity", &i.other));
            table.indexes.iter().for_each(|i| add("index", &i.other));
            table.uniques.iter().for_each(|u| add("unique", &u.other));
            table.fks.iter().for_each(|k| add("fk", &k.other));
            table.checks.iter().for_each(|c| add("check", &c.other));
        }
        keys.sort();
        keys.dedup();
        keys
    }
}

fn name_in_file(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "pg",
        Engine::Mysql => "mariadb",
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desired_operations_come_before_those_seen_and_only_those_of_the_engine() {
        let check = |rest: &str, engine: Engine, expected: &[&str]| {
            let line = format!(
                r#"{{"id": "x", "dialects": ["pg"], "after": {{"tables": []}}, "expected_ops": [{{"op": "a"}}]{rest}}}"#
            );
            let scenario = Scenario::read_all(&line).unwrap().remove(0);
            let found: Vec<&str> =
                scenario.wanted(engine).iter().map(|op| op["op"].as_str().unwrap()).collect();
            assert_eq!(found, expected);
        };
        check("", Engine::Postgres, &["a"]);
        check(r#", "expected_ops_by_dialect": {"sqlite": []}"#, Engine::Postgres, &["a"]);
        check(r#", "expected_ops_by_dialect": {"sqlite": []}"#, Engine::Sqlite, &[]);
        let desired = r#", "desired_ops": [{"op": "b", "dialect": "pg"}, {"op": "c"}]"#;
        check(desired, Engine::Postgres, &["b", "c"]);
        check(desired, Engine::Sqlite, &["c"]);
    }
}
