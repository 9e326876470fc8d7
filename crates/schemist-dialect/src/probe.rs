//! Questions about the rows that are there, whose answer is a number. They change nothing.

use schemist_schema::{Engine, Expression, QualifiedName};

use crate::Dialect;

/// How many rows …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Probe {
    /// … a table holds.
    Rows {
        /// The table.
        table: QualifiedName,
    },
    /// … hold NULL.
    Nulls {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
    },
    /// … are like another one.
    Duplicates {
        /// The table.
        table: QualifiedName,
        /// The columns in which they are alike.
        columns: Vec<String>,
        /// Rows with NULL in one of them count, too.
        nulls_alike: bool,
        /// Which rows count.
        predicate: Option<Expression>,
    },
    /// … break a condition.
    Breaking {
        /// The table.
        table: QualifiedName,
        /// What must not be false.
        expression: Expression,
    },
    /// … refer to nothing.
    Orphans {
        /// The table.
        table: QualifiedName,
        /// Its columns.
        columns: Vec<String>,
        /// The table they refer to.
        references: QualifiedName,
        /// Its columns.
        references_columns: Vec<String>,
    },
    /// … hold a longer text.
    Longer {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
        /// In characters.
        than: u32,
    },
    /// … hold a number outside of a range.
    Outside {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// … hold one of these values.
    Holding {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
        /// The values, as text.
        values: Vec<String>,
    },
}

impl Probe {
    /// The table it asks about.
    pub fn table(&self) -> &QualifiedName {
        match self {
            Probe::Rows { table }
            | Probe::Nulls { table, .. }
            | Probe::Duplicates { table, .. }
            | Probe::Breaking { table, .. }
            | Probe::Orphans { table, .. }
            | Probe::Longer { table, .. }
            | Probe::Outside { table, .. }
            | Probe::Holding { table, .. } => table,
        }
    }
}

impl Dialect {
    /// The query that answers a question: one row with one number, called `n`.
    pub fn probe(&self, probe: &Probe) -> String {
        let table = self.quote_name(probe.table());
        let rows = |condition: String| format!("SELECT count(*) AS n FROM {table} WHERE {condition}");
        match probe {
            Probe::Rows { .. } => format!("SELECT count(*) AS n FROM {table}"),
            Probe::Nulls { column, .. } => rows(format!("{} IS NULL", self.quote(column))),
            Probe::Breaking { expression, .. } => rows(format!("NOT ({})", expression.sql)),
            Probe::Longer { column, than, .. } => {
                let length = if self.engine() == Engine::Sqlite { "length" } else { "char_length" };
                rows(format!("{length}({}) > {than}", self.quote(column)))
            }
            Probe::Outside { column, min, max, .. } => {
                rows(format!("{} NOT BETWEEN {min} AND {max}", self.quote(column)))
            }
            Probe::Holding { column, values, .. } => {
                let column = self.quote(column);
                let text = match self.engine() {
                    Engine::Postgres => format!("{column}::text"),
                    Engine::Sqlite | Engine::Mysql => column,
                };
                let values: Vec<String> = values.iter().map(|value| self.string_literal(value)).collect();
                rows(format!("{text} IN ({})", values.join(", ")))
            }
            Probe::Duplicates { columns, nulls_alike, predicate, .. } => {
                let columns: Vec<String> = columns.iter().map(|column| self.quote(column)).collect();
                let mut conditions: Vec<String> =
                    predicate.iter().map(|predicate| format!("({})", predicate.sql)).collect();
                if !nulls_alike {
                    conditions.extend(columns.iter().map(|column| format!("{column} IS NOT NULL")));
                }
                let condition = match conditions.is_empty() {
                    true => String::new(),
                    false => format!(" WHERE {}", conditions.join(" AND ")),
                };
                let columns = columns.join(", ");
                format!(
                    "SELECT count(*) AS n FROM (SELECT 1 FROM {table}{condition} GROUP BY {columns} \
                     HAVING count(*) > 1) AS alike"
                )
            }
            Probe::Orphans { columns, references, references_columns, .. } => {
                let pairs = columns.iter().zip(references_columns);
                let equal: Vec<String> = pairs
                    .map(|(own, theirs)| format!("other.{} = one.{}", self.quote(theirs), self.quote(own)))
                    .collect();
                let filled: Vec<String> =
                    columns.iter().map(|own| format!("one.{} IS NOT NULL", self.quote(own))).collect();
                format!(
                    "SELECT count(*) AS n FROM {table} AS one WHERE {} AND NOT EXISTS \
                     (SELECT 1 FROM {} AS other WHERE {})",
                    filled.join(" AND "),
                    self.quote_name(references),
                    equal.join(" AND ")
                )
            }
        }
    }

    /// The query that tells whether a table holds more rows than so many, without reading more than those.
    pub fn rows_up_to(&self, table: &QualifiedName, limit: u64) -> String {
        let table = self.quote_name(table);
        format!(
            "SELECT count(*) AS n FROM (SELECT 1 FROM {table} LIMIT {}) AS some_rows",
            limit.saturating_add(1)
        )
    }

    /// The query for whether the session's time zone has no offset: 1 or 0. `None` where that decides nothing.
    pub fn session_is_utc(&self) -> Option<&'static str> {
        match self.engine() {
            Engine::Postgres => Some(
                "SELECT count(*) AS n FROM pg_catalog.pg_timezone_names \
                 WHERE name = current_setting('TimeZone') AND utc_offset = interval '0' AND NOT is_dst \
                 AND (name LIKE '%UTC' OR name LIKE '%GMT' OR name LIKE '%UCT' OR name LIKE '%Zulu')",
            ),
            Engine::Sqlite | Engine::Mysql => None,
        }
    }

    /// The query for what the engine's statistics say of the rows of a table; `None` where it has none.
    pub fn estimated_rows(&self, table: &QualifiedName) -> Option<String> {
        match self.engine() {
            Engine::Sqlite => None,
            Engine::Postgres => Some(format!(
                "SELECT greatest(reltuples, 0)::bigint AS n FROM pg_catalog.pg_class WHERE oid = {}::regclass",
                self.string_literal(&self.quote_name(table))
            )),
            Engine::Mysql => Some(format!(
                "SELECT CAST(coalesce(max(table_rows), 0) AS SIGNED) AS n FROM information_schema.tables \
                 WHERE table_schema = {} AND table_name = {}",
                table.namespace.as_ref().map_or("database()".to_owned(), |n| self.string_literal(n)),
                self.string_literal(&table.name)
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_queries() {
        let dialect = Dialect::new(Engine::Postgres);
        let table = QualifiedName::new("order");
        let check = |probe: Probe, expected: &str| assert_eq!(dialect.probe(&probe), expected);
        check(
            Probe::Nulls { table: table.clone(), column: "Note".into() },
            r#"SELECT count(*) AS n FROM "order" WHERE "Note" IS NULL"#,
        );
        check(
            Probe::Duplicates {
                table: table.clone(),
                columns: vec!["a".into(), "b".into()],
                nulls_alike: false,
                predicate: Some(Expression::new("c > 0")),
            },
            r#"SELECT count(*) AS n FROM (SELECT 1 FROM "order" WHERE (c > 0) AND a IS NOT NULL AND b IS NOT NULL GROUP BY a, b HAVING count(*) > 1) AS alike"#,
        );
        check(
            Probe::Orphans {
                table: table.clone(),
                columns: vec!["user_id".into()],
                references: QualifiedName::new("users"),
                references_columns: vec!["id".into()],
            },
            r#"SELECT count(*) AS n FROM "order" AS one WHERE one.user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM users AS other WHERE other.id = one.user_id)"#,
        );
        check(
            Probe::Holding { table, column: "state".into(), values: vec!["it's".into()] },
            r#"SELECT count(*) AS n FROM "order" WHERE state::text IN ('it''s')"#,
        );
    }
}
