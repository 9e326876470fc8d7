//! A few rows in every table: whatever the change, those of columns that live on must be there afterwards.

use std::collections::BTreeMap;

use schemist_dialect::Dialect;
use schemist_reflect::Connection;
use schemist_schema::{Column, ColumnType, Engine, QualifiedName, Schema, Table};

use crate::support::Result;
use crate::support::rows::lines;

const ROWS: usize = 3;

/// Inserts rows into every table of a schema, which was created as it is declared.
pub(crate) fn insert(connection: &mut Connection, declared: &Schema) -> Result<()> {
    let dialect = connection.dialect()?;
    for table in declared.tables.values() {
        let columns: Vec<&Column> = table.columns.iter().filter(|c| is_written(c)).collect();
        let names: Vec<String> = columns.iter().map(|c| dialect.quote(&c.name)).collect();
        for row in 1..=ROWS {
            let values: Vec<String> = columns.iter().map(|c| value(declared, &dialect, c, row)).collect();
            let table = dialect.quote_name(&table.name);
            let sql = match names.is_empty() {
                true if dialect.engine() == Engine::Mysql => format!("INSERT INTO {table} () VALUES ()"),
                true => format!("INSERT INTO {table} DEFAULT VALUES"),
                false => format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", ")),
            };
            let inserted = connection.execute(&sql);
            // Booleans and enums run out of values that are unique.
            if row == 1 {
                inserted.map_err(|e| format!("{e}\n{sql}"))?;
            }
        }
    }
    Ok(())
}

/// Deletes all rows, without regard to foreign keys.
pub(crate) fn delete_all(connection: &mut Connection, declared: &Schema) -> Result<()> {
    let dialect = connection.dialect()?;
    let names: Vec<String> = declared.tables.values().map(|t| dialect.quote_name(&t.name)).collect();
    if names.is_empty() {
        return Ok(());
    }
    let sql = match dialect.engine() {
        Engine::Postgres => format!("TRUNCATE {} CASCADE", names.join(", ")),
        Engine::Sqlite => {
            let deletes: Vec<String> = names.iter().map(|name| format!("DELETE FROM {name};")).collect();
            format!("PRAGMA foreign_keys = OFF; {} PRAGMA foreign_keys = ON", deletes.join(" "))
        }
        Engine::Mysql => {
            let deletes: Vec<String> = names.iter().map(|name| format!("DELETE FROM {name};")).collect();
            format!("SET foreign_key_checks = 0; {} SET foreign_key_checks = 1", deletes.join(" "))
        }
    };
    Ok(connection.execute(&sql)?)
}

fn is_written(column: &Column) -> bool {
    let by_server = column.generated.is_some() || column.identity.as_ref().is_some_and(|i| i.always);
    // Keys into tables that may have no rows yet.
    let refers = column.name.starts_with("to_") || column.name.starts_with("ref_");
    !by_server && !refers
}

/// A value that every check allows, and another one in each row.
fn value(declared: &Schema, dialect: &Dialect, column: &Column, row: usize) -> String {
    if column.nullable && row == ROWS {
        return "NULL".to_owned();
    }
    match &column.ty {
        ColumnType::Enum(name) => {
            let first = declared.enums.get(name).and_then(|e| e.values.first());
            dialect.string_literal(first.map(String::as_str).unwrap_or_default())
        }
        ColumnType::Array(_) => "'{}'".to_owned(),
        ColumnType::Boolean => if row.is_multiple_of(2) { "TRUE" } else { "FALSE" }.to_owned(),
        ColumnType::Date => format!("'2024-02-0{row}'"),
        ColumnType::Timestamp { .. } => format!("'2024-02-0{row} 10:00:00'"),
        ColumnType::Text | ColumnType::Varchar { .. } => format!("'row {row}'"),
        ColumnType::Binary => format!("X'0{row}'"),
        _ => row.to_string(),
    }
}

/// What is called otherwise on the other side: tables, and columns by the table as it is called on this one.
pub(crate) struct Renames {
    tables: BTreeMap<QualifiedName, QualifiedName>,
    columns: BTreeMap<(QualifiedName, String), String>,
    /// Some values are other words there.
    values: bool,
}

impl Renames {
    /// As the second schema says.
    pub(crate) fn of(next: &Schema) -> Self {
        let mut renames = Self {
            tables: BTreeMap::new(),
            columns: BTreeMap::new(),
            values: next.enums.values().any(|e| !e.origin.renamed_values.is_empty()),
        };
        for table in next.tables.values() {
            let old = table.origin.renamed_from.as_ref();
            let old = old.map_or_else(|| table.name.clone(), QualifiedName::new);
            for column in &table.columns {
                if let Some(from) = &column.origin.renamed_from {
                    renames.columns.insert((old.clone(), from.clone()), column.name.clone());
                }
            }
            renames.tables.insert(old, table.name.clone());
        }
        renames
    }

    /// Whether everything is called alike on both sides.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty() && !self.values && self.tables.iter().all(|(old, new)| old == new)
    }

    /// The way back.
    pub(crate) fn inverted(&self) -> Self {
        let tables = self.tables.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        let columns = self.columns.iter().map(|((table, old), new)| {
            let table = self.tables.get(table).unwrap_or(table).clone();
            ((table, new.clone()), old.clone())
        });
        Self { tables, columns: columns.collect(), values: self.values }
    }

    fn table<'a>(&'a self, name: &'a QualifiedName) -> &'a QualifiedName {
        self.tables.get(name).unwrap_or(name)
    }

    fn column<'a>(&'a self, table: &QualifiedName, name: &'a str) -> &'a str {
        self.columns.get(&(table.clone(), name.to_owned())).map_or(name, String::as_str)
    }
}

/// What columns hold, by table.
pub(crate) struct Contents(BTreeMap<QualifiedName, Vec<String>>);

impl Contents {
    /// Of the columns that are in both schemas, and of one type there.
    pub(crate) fn of(
        connection: &mut Connection,
        one: &Schema,
        other: &Schema,
        renames: &Renames,
    ) -> Result<Self> {
        Self::read(connection, one, other, renames, false)
    }

    /// The same, of a database that holds the other schema.
    pub(crate) fn of_moved(
        connection: &mut Connection,
        one: &Schema,
        other: &Schema,
        renames: &Renames,
    ) -> Result<Self> {
        Self::read(connection, one, other, renames, true)
    }

    fn read(
        connection: &mut Connection,
        one: &Schema,
        other: &Schema,
        renames: &Renames,
        moved: bool,
    ) -> Result<Self> {
        let dialect = connection.dialect()?;
        let mut contents = BTreeMap::new();
        for (name, table) in &one.tables {
            let Some(same) = other.tables.get(renames.table(name)) else { continue };
            let mut found = lines(connection, &query(&dialect, table, same, renames, moved))?;
            found.sort();
            contents.insert(name.clone(), found);
        }
        Ok(Self(contents))
    }

    pub(crate) fn require_same(&self, step: &str, now: &Contents) -> Result<()> {
        match self.0.iter().find(|(table, rows)| now.0.get(*table) != Some(*rows)) {
            None => Ok(()),
            Some((table, rows)) => {
                Err(format!("{step}: the rows of {table} were\n{rows:#?}\nand are\n{:#?}", now.0.get(table))
                    .into())
            }
        }
    }
}

fn query(dialect: &Dialect, table: &Table, other: &Table, renames: &Renames, moved: bool) -> String {
    // What may not be NULL any more got its default, and what is computed from that follows.
    let same = |column: &Column| {
        other.columns.named(renames.column(&table.name, &column.name)).is_some_and(|c| {
            c.ty == column.ty && c.nullable == column.nullable && c.generated == column.generated
        })
    };
    let is_from_changed = |column: &Column| {
        let expression = column.generated.as_ref().map_or("", |g| g.expression.sql.as_str());
        table.columns.iter().any(|source| expression.contains(&source.name) && !same(source))
    };
    let of_words = |column: &Column| renames.values && column.name.starts_with("mood");
    let lives_on = |column: &&Column| same(column) && !is_from_changed(column) && !of_words(column);
    let mut names: Vec<&str> = table.columns.iter().filter(lives_on).map(|c| c.name.as_str()).collect();
    names.sort_unstable();
    let text = |name: &str| {
        let name = dialect.quote(if moved { renames.column(&table.name, name) } else { name });
        match dialect.engine() {
            Engine::Sqlite => format!("quote({name})"),
            Engine::Postgres => format!("coalesce(quote_literal({name}::text), 'NULL')"),
            Engine::Mysql => format!("coalesce(hex(cast({name} AS BINARY)), 'NULL')"),
        }
    };
    let mut parts: Vec<String> = names.into_iter().map(text).collect();
    parts.push("''".to_owned());
    let parts = match dialect.engine() {
        Engine::Mysql => format!("concat_ws(', ', {})", parts.join(", ")),
        Engine::Sqlite | Engine::Postgres => parts.join(" || ', ' || "),
    };
    let name = if moved { &other.name } else { &table.name };
    format!("SELECT {parts} AS line FROM {}", dialect.quote_name(name))
}
