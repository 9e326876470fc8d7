//! The form of a file of scenarios: one JSON object a line.

use std::collections::BTreeMap;

use schemist_schema::Engine;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::lenient;

/// A database before, the tables that the models declare, and the operations between them.
#[derive(Debug, Deserialize)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    /// Engines as the file names them.
    #[serde(deserialize_with = "lenient::engines")]
    pub(crate) dialects: Vec<Engine>,
    #[serde(default)]
    pub(crate) options: Option<Map<String, Value>>,
    #[serde(default)]
    before_ddl_sqlite: Option<String>,
    #[serde(default, alias = "before_ddl_postgres", alias = "before_ddl_postgresql")]
    before_ddl_pg: Option<String>,
    #[serde(default, alias = "before_ddl_mysql")]
    before_ddl_mariadb: Option<String>,
    pub(crate) after: After,
    #[serde(default)]
    expected_ops: Option<Vec<FileOperation>>,
    #[serde(default)]
    expected_ops_by_dialect: Option<BTreeMap<String, Vec<FileOperation>>>,
    #[serde(default)]
    desired_ops: Option<Vec<FileOperation>>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub(crate) tags: Vec<String>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// What stands beside a scenario for people.
const REMARKS: &[&str] = &["group", "note", "expected_ops_dialect", "order_unstable_in_alembic"];

/// One operation as the file writes it: `op`, and what it is about.
pub(crate) type FileOperation = Map<String, Value>;

#[derive(Debug, Deserialize)]
pub(crate) struct After {
    #[serde(default, deserialize_with = "lenient::or_default")]
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
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub(crate) indexes: Vec<FileIndex>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub(crate) uniques: Vec<FileUnique>,
    #[serde(default, alias = "foreign_keys", deserialize_with = "lenient::or_default")]
    pub(crate) fks: Vec<FileForeignKey>,
    #[serde(default, deserialize_with = "lenient::or_default")]
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
    /// SQL; a number and a word for a truth value are SQL as well.
    #[serde(default, alias = "server_default", deserialize_with = "lenient::sql")]
    pub(crate) default: Option<String>,
    /// Absent: an integer that is a primary key alone counts up by itself.
    #[serde(default)]
    pub(crate) autoincrement: Option<bool>,
    #[serde(default, deserialize_with = "lenient::identity")]
    pub(crate) identity: Option<FileIdentity>,
    #[serde(default, deserialize_with = "lenient::computed")]
    pub(crate) computed: Option<FileComputed>,
    #[serde(default)]
    pub(crate) comment: Option<String>,
    #[serde(default, alias = "collate")]
    pub(crate) collation: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub(crate) unique: bool,
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub(crate) index: bool,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Default, Deserialize)]
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
    #[serde(alias = "sqltext", alias = "sql", alias = "expression")]
    pub(crate) expr: String,
    #[serde(default, alias = "persisted")]
    pub(crate) stored: Option<bool>,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FileIndex {
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub(crate) columns: Vec<String>,
    /// Keys as SQL text: an expression, or a column with its order or operator class.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub(crate) expressions: Vec<String>,
    #[serde(default)]
    pub(crate) unique: bool,
    #[serde(default, deserialize_with = "lenient::or_default")]
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
    /// None: those of the other table's primary key.
    #[serde(default, deserialize_with = "lenient::or_default")]
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
    #[serde(alias = "sqltext", alias = "sql", alias = "expression")]
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
        self.dialects.contains(&engine)
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
        match &self.desired_ops {
            Some(desired) if desired.is_empty() || desired.iter().any(|op| is_for(op, dialect)) => {
                desired.iter().filter(|op| is_for(op, dialect)).collect()
            }
            Some(_) | None => self.seen(engine),
        }
    }

    /// Where the file only records what its tool was seen to do on this engine, and the tool saw more of the same
    /// change on another one: what it did there. The change is the same, and so is what is to do.
    pub(crate) fn seen_elsewhere(&self, engine: Engine) -> Vec<Vec<&FileOperation>> {
        if self.is_desired(engine) {
            return Vec::new();
        }
        let here = self.wanted(engine);
        let others = self.dialects.iter().filter(|other| **other != engine).map(|other| self.seen(*other));
        others.filter(|there| there.len() > here.len() && is_part(&here, there)).collect()
    }

    fn seen(&self, engine: Engine) -> Vec<&FileOperation> {
        let dialect = name_in_file(engine);
        let by_dialect = self.expected_ops_by_dialect.as_ref();
        let expected = by_dialect.and_then(|ops| ops.get(dialect)).or(self.expected_ops.as_ref());
        expected.into_iter().flatten().filter(|op| is_for(op, dialect)).collect()
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

    /// Whether the file says anything of what is right on an engine.
    pub(crate) fn has_opinion(&self, engine: Engine) -> bool {
        let by_dialect = self.expected_ops_by_dialect.as_ref();
        self.is_desired(engine)
            || self.expected_ops.is_some()
            || by_dialect.is_some_and(|ops| ops.contains_key(name_in_file(engine)))
    }

    /// What the file says that this command does not understand: a scenario that says such a thing is not run, since
    /// what would be compared is not what was meant.
    pub(crate) fn unknown_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        let mut add = |place: &str, other: &Map<String, Value>| {
            let unknown = other.iter().filter(|(_, value)| !says_nothing(value));
            keys.extend(unknown.map(|(key, _)| format!("{place}.{key}")));
        };
        let mut beside = self.other.clone();
        beside.retain(|key, _| !REMARKS.contains(&key.as_str()) && !key.starts_with("alembic_"));
        add("scenario", &beside);
        add("after", &self.after.other);
        for table in &self.after.tables {
            add("table", &table.other);
            table.columns.iter().for_each(|c| add("column", &c.other));
            table.columns.iter().filter_map(|c| c.identity.as_ref()).for_each(|i| add("identity", &i.other));
            table.columns.iter().filter_map(|c| c.computed.as_ref()).for_each(|c| add("computed", &c.other));
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

fn is_for(operation: &FileOperation, dialect: &str) -> bool {
    operation.get("dialect").is_none_or(|d| d == dialect)
}

/// Whether each of some operations is one of the others; types and the names that a server gives may be others.
fn is_part(some: &[&FileOperation], all: &[&FileOperation]) -> bool {
    let same = |a: &FileOperation, b: &FileOperation| {
        ["op", "table", "column", "columns"].iter().all(|key| a.get(*key) == b.get(*key))
    };
    some.iter().all(|op| all.iter().any(|other| same(op, other)))
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) | Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
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

    #[test]
    fn what_the_tool_saw_on_another_engine_is_wanted_where_it_saw_less() {
        let check = |rest: &str, engine: Engine, expected: usize| {
            let line = format!(
                r#"{{"id": "x", "dialects": ["pg", "mariadb", "sqlite"], "after": {{"tables": []}}, {rest}}}"#
            );
            let scenario = Scenario::read_all(&line).unwrap().remove(0);
            assert_eq!(scenario.seen_elsewhere(engine).len(), expected, "{rest}");
        };
        let seen = r#""expected_ops_by_dialect": {"pg": [{"op": "a"}, {"op": "b"}], "mariadb": [{"op": "a"}], "sqlite": [{"op": "c"}]}"#;
        check(seen, Engine::Mysql, 1);
        check(seen, Engine::Postgres, 0);
        check(seen, Engine::Sqlite, 0);
        check(&format!(r#"{seen}, "desired_ops": [{{"op": "a"}}]"#), Engine::Mysql, 0);
        check(r#""expected_ops": [{"op": "a"}]"#, Engine::Mysql, 0);
    }

    #[test]
    fn values_may_be_written_in_more_than_one_way_and_what_is_not_understood_is_told() {
        let scenario = |column: &str| {
            let line = format!(
                r#"{{"id": "x", "dialects": ["postgresql", "mysql"], "note": "n", "expected_ops": null, "after": {{"tables": [
                    {{"name": "t", "indexes": null, "columns": [{{"name": "a", "type": "int"{column}}}]}}]}}}}"#
            );
            Scenario::read_all(&line.replace('\n', " "))
        };
        let check = |column: &str, expected: &[&str]| {
            let scenario = scenario(column).unwrap().remove(0);
            assert_eq!(scenario.unknown_keys(), expected, "{column}");
            scenario
        };
        let default = |text: &str| check(text, &[]).after.tables[0].columns[0].default.clone();
        assert_eq!(default(r#", "default": 5"#).as_deref(), Some("5"));
        assert_eq!(default(r#", "default": true"#).as_deref(), Some("true"));
        assert_eq!(default(r#", "default": null"#), None);
        assert!(check(r#", "identity": true"#, &[]).after.tables[0].columns[0].identity.is_some());
        assert!(check(r#", "identity": false"#, &[]).after.tables[0].columns[0].identity.is_none());
        let computed = check(r#", "computed": "b + 1""#, &[]);
        assert_eq!(computed.after.tables[0].columns[0].computed.as_ref().unwrap().expr, "b + 1");
        check(r#", "compression": null"#, &[]);
        let scenario_of = check(r#", "compression": "zstd""#, &["column.compression"]);
        assert!(scenario_of.runs_on(Engine::Postgres) && scenario_of.runs_on(Engine::Mysql));
        assert!(!scenario_of.runs_on(Engine::Sqlite) && !scenario_of.has_opinion(Engine::Mysql));
        let error = scenario(r#", "default": ["x"]"#).unwrap_err();
        assert!(error.contains("a default is SQL text"), "{error}");
    }

    #[test]
    fn an_engine_that_is_none_is_told() {
        let error = Scenario::read_all(r#"{"id": "x", "dialects": ["oracle"], "after": {"tables": []}}"#);
        assert!(error.unwrap_err().contains("oracle is no engine"));
    }
}
