//! The statements of the bookkeeping: templates in an engine's `.sql` files, filled with literals. The same texts are
//! run and written into offline scripts.

use schemist_dialect::Dialect;
use schemist_schema::Engine;

use crate::TOOL_VERSION;
use crate::batch::Batch;
use crate::ledger::{Done, HalfWay, LaterColumn, LedgerTables};

/// The templates of an engine. A value stands as `:name`.
pub(crate) struct Templates {
    pub(crate) tables: &'static str,
    pub(crate) applied: &'static str,
    pub(crate) applied_by_diesel: &'static str,
    pub(crate) applied_among: &'static str,
    pub(crate) statements_done: &'static str,
    pub(crate) create_ledger: &'static str,
    pub(crate) record_done: &'static str,
    /// The same, which fails where it is not the revision's turn; where others can come between.
    pub(crate) record_in_turn: Option<&'static str>,
    pub(crate) record_half_way: &'static str,
    pub(crate) erase: &'static str,
    pub(crate) erase_half_way: &'static str,
    pub(crate) batch_progress: &'static str,
    pub(crate) record_batch: &'static str,
    /// The literal of a key, for the three below.
    pub(crate) batch_literal: &'static str,
}

/// The same for all engines: the greatest key, the last key of a page with how many rows that is, and rows to count.
const BATCH_LAST: &str = include_str!("batch_last.sql");
const BATCH_PAGE: &str = include_str!("batch_page.sql");
const BATCH_COUNT: &str = include_str!("batch_count.sql");
const BATCH_ANY: &str = include_str!("batch_any.sql");

/// The templates in a folder beside this file.
macro_rules! templates {
    ($folder:literal) => {
        Templates {
            tables: include_str!(concat!($folder, "/tables.sql")),
            applied: include_str!(concat!($folder, "/applied.sql")),
            applied_by_diesel: include_str!(concat!($folder, "/applied_by_diesel.sql")),
            applied_among: include_str!(concat!($folder, "/applied_among.sql")),
            statements_done: include_str!(concat!($folder, "/statements_done.sql")),
            create_ledger: include_str!(concat!($folder, "/create_ledger.sql")),
            record_done: include_str!(concat!($folder, "/record_done.sql")),
            record_in_turn: None,
            record_half_way: include_str!(concat!($folder, "/record_half_way.sql")),
            erase: include_str!(concat!($folder, "/erase.sql")),
            erase_half_way: include_str!(concat!($folder, "/erase_half_way.sql")),
            batch_progress: include_str!(concat!($folder, "/batch_progress.sql")),
            record_batch: include_str!(concat!($folder, "/record_batch.sql")),
            batch_literal: include_str!(concat!($folder, "/batch_literal.sql")),
        }
    };
}

static SQLITE: Templates =
    Templates { record_in_turn: Some(include_str!("sqlite/record_in_turn.sql")), ..templates!("sqlite") };
static POSTGRES: Templates = templates!("postgres");
static MYSQL: Templates = templates!("mysql");

/// The statements of an engine.
#[derive(Clone, Copy)]
pub(crate) struct Statements {
    engine: Engine,
    pub(crate) templates: &'static Templates,
}

/// A value of a statement.
#[derive(Clone, Copy)]
enum Value<'a> {
    Text(&'a str),
    OptionalText(Option<&'a str>),
    Texts(&'a [&'a str]),
    Number(i64),
    /// SQL of a migration, as it stands there.
    Sql(&'a str),
}

impl Statements {
    pub(crate) fn of(engine: Engine) -> Self {
        let templates = match engine {
            Engine::Sqlite => &SQLITE,
            Engine::Postgres => &POSTGRES,
            Engine::Mysql => &MYSQL,
        };
        Self { engine, templates }
    }

    /// Creates the tables that do not exist, without an error where they do, and the columns that an earlier version
    /// did not have.
    pub(crate) fn create_tables(self, existing: &LedgerTables) -> Vec<String> {
        let diesel = (!existing.diesel).then_some(diesel::migration::CREATE_MIGRATIONS_TABLE);
        let ledger = (!existing.ledger).then_some(self.templates.create_ledger);
        let tables = diesel.into_iter().chain(ledger).map(|sql| sql.trim().trim_end_matches(';').to_owned());
        let missing = existing.missing_columns().into_iter();
        let columns = missing.map(|LaterColumn { name, column_type }| {
            format!("ALTER TABLE __schemist_ledger ADD COLUMN {name} {column_type}")
        });
        tables.chain(columns).collect()
    }

    /// What is applied, also from a ledger of an earlier version.
    pub(crate) fn applied(self, existing: &LedgerTables) -> String {
        let missing = existing.missing_columns();
        if missing.is_empty() {
            return self.templates.applied.to_owned();
        }
        let nulls: String = missing
            .into_iter()
            .map(|LaterColumn { name, .. }| match self.engine {
                Engine::Mysql => format!(", CAST(NULL AS CHAR) AS {name}"),
                Engine::Sqlite | Engine::Postgres => format!(", CAST(NULL AS TEXT) AS {name}"),
            })
            .collect();
        let table = match self.engine {
            Engine::Sqlite => "main.__schemist_ledger AS l",
            Engine::Postgres | Engine::Mysql => "__schemist_ledger AS l",
        };
        let filled = table.replace(" AS l", " AS e");
        self.templates.applied.replace(table, &format!("(SELECT e.*{nulls} FROM {filled}) AS l"))
    }

    pub(crate) fn applied_among(self, versions: &[&str]) -> String {
        self.fill(self.templates.applied_among, &[("versions", Value::Texts(versions))])
    }

    pub(crate) fn statements_done(self, version: &str) -> String {
        self.fill(self.templates.statements_done, &[("version", Value::Text(version))])
    }

    pub(crate) fn record_done(self, done: &Done<'_>) -> String {
        self.fill(self.templates.record_done, &values_of(done))
    }

    /// The same, which fails where the revision is applied already, or one of those that it needs is not; none on
    /// engines where nobody can come between.
    pub(crate) fn record_in_turn(self, done: &Done<'_>, requires: &[&str]) -> Option<String> {
        let template = self.templates.record_in_turn?;
        let mut values = values_of(done).to_vec();
        values.push(("requires", Value::Texts(requires)));
        values.push(("count", Value::Number(number(requires.len()))));
        Some(self.fill(template, &values))
    }

    pub(crate) fn record_half_way(self, half_way: &HalfWay<'_>) -> String {
        self.fill(
            self.templates.record_half_way,
            &[
                ("version", Value::Text(half_way.version)),
                ("up_checksum", Value::OptionalText(half_way.up_checksum)),
                ("down_checksum", Value::OptionalText(half_way.down_checksum)),
                ("tool_version", Value::Text(TOOL_VERSION)),
                ("state", Value::Text(half_way.state())),
                ("statements_done", Value::Number(number(half_way.statements_done))),
                ("statements_checksum", Value::Text(half_way.statements_checksum)),
                ("before_next", Value::OptionalText(half_way.before_next)),
            ],
        )
    }

    pub(crate) fn erase(self, version: &str) -> String {
        self.fill(self.templates.erase, &[("version", Value::Text(version))])
    }

    pub(crate) fn erase_half_way(self, version: &str) -> String {
        self.fill(self.templates.erase_half_way, &[("version", Value::Text(version))])
    }

    pub(crate) fn batch_progress(self, version: &str) -> String {
        self.fill(self.templates.batch_progress, &[("version", Value::Text(version))])
    }

    pub(crate) fn record_batch(self, version: &str, progress: &str) -> String {
        let values = [("version", Value::Text(version)), ("progress", Value::Text(progress))];
        self.fill(self.templates.record_batch, &values)
    }

    /// The literal of the greatest key.
    pub(crate) fn batch_last(self, batch: &Batch) -> String {
        self.of_batch(BATCH_LAST, batch, "")
    }

    /// How many rows the next page has, a blank, and the literal of its last key.
    pub(crate) fn batch_page(self, batch: &Batch, condition: &str) -> String {
        self.of_batch(BATCH_PAGE, batch, condition)
    }

    pub(crate) fn batch_count(self, batch: &Batch, condition: &str) -> String {
        self.of_batch(BATCH_COUNT, batch, condition)
    }

    /// Whether any row meets a condition: a 1, or nothing.
    pub(crate) fn batch_any(self, batch: &Batch, condition: &str) -> String {
        self.of_batch(BATCH_ANY, batch, condition)
    }

    fn of_batch(self, template: &str, batch: &Batch, condition: &str) -> String {
        let values = [
            ("literal", Value::Sql(self.templates.batch_literal)),
            ("key", Value::Sql(&batch.key)),
            ("source", Value::Sql(batch.source())),
            ("condition", Value::Sql(condition)),
            ("size", Value::Number(i64::from(batch.size))),
        ];
        self.fill(template, &values)
    }

    /// In one go from left to right: a value that looks like a name is not filled again.
    fn fill(self, template: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut out = String::with_capacity(template.len() + 128);
        let mut rest = template.trim_end();
        while let Some((before, after)) = rest.split_once(':') {
            let end = after.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(after.len());
            let (name, behind) = after.split_at(end);
            out.push_str(before);
            // `::text` is PostgreSQL's cast: its first colon has no name behind it, its second one none of ours.
            match values.iter().find(|(known, _)| *known == name && !before.ends_with(':')) {
                Some((_, value)) => out.push_str(&self.literal(value)),
                None => {
                    out.push(':');
                    out.push_str(name);
                }
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    fn literal(self, value: &Value<'_>) -> String {
        let text = |text: &str| Dialect::new(self.engine).string_literal(text);
        match value {
            Value::Text(value) => text(value),
            Value::OptionalText(value) => value.map_or_else(|| "NULL".to_owned(), text),
            Value::Texts(values) => values.iter().map(|value| text(value)).collect::<Vec<_>>().join(", "),
            Value::Number(value) => value.to_string(),
            Value::Sql(sql) => (*sql).trim_end().to_owned(),
        }
    }
}

fn values_of<'d>(done: &'d Done<'_>) -> [(&'static str, Value<'d>); 7] {
    [
        ("version", Value::Text(done.version)),
        ("up_checksum", Value::Text(done.up_checksum)),
        ("down_checksum", Value::OptionalText(done.down_checksum)),
        ("duration_ms", Value::Number(done.duration_ms)),
        ("tool_version", Value::Text(TOOL_VERSION)),
        ("statements_done", Value::Number(number(done.statements_done))),
        ("statements", Value::Text(done.statements)),
    ]
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_once() {
        let statements = Statements::of(Engine::Postgres);
        assert_eq!(
            statements.applied_among(&["a'b", ":versions"]),
            "SELECT version::text AS value FROM __diesel_schema_migrations WHERE version IN ('a''b', ':versions') ORDER BY 1"
        );
        for engine in Engine::ALL {
            let statements = Statements::of(engine);
            let done = Done {
                version: "1:state\\",
                up_checksum: "u",
                down_checksum: None,
                duration_ms: 3,
                statements_done: 2,
                statements: "",
            };
            let half_way = HalfWay {
                version: "1",
                direction: crate::Direction::Up,
                up_checksum: None,
                down_checksum: Some("d"),
                statements_done: 1,
                statements_checksum: "s",
                before_next: None,
            };
            for sql in [
                statements.record_done(&done),
                statements.record_half_way(&half_way),
                statements.erase("1"),
                statements.erase_half_way("1"),
                statements.statements_done("1"),
            ] {
                let rest =
                    sql.replace("'1:state\\'", "").replace("E'1:state\\\\'", "").replace("'1:state\\\\'", "");
                assert!(!rest.contains(':'), "{engine}: {sql}");
            }
        }
    }
}
