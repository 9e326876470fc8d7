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

/// What columns hold, by table.
pub(crate) struct Contents(BTreeMap<QualifiedName, Vec<String>>);

impl Contents {
    /// Of the columns that are in both schemas, and of one type there.
    pub(crate) fn of(connection: &mut Connection, one: &Schema, other: &Schema) -> Result<Self> {
        let dialect = connection.dialect()?;
        let mut contents = BTreeMap::new();
        for (name, table) in &one.tables {
            let Some(same) = other.tables.get(name) else { continue };
            let mut found = lines(connection, &query(&dialect, table, same))?;
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

fn query(dialect: &Dialect, table: &Table, other: &Table) -> String {
    // What may not be NULL any more got its default, and what is computed from that follows.
    let same = |column: &Column| {
        other.columns.named(&column.name).is_some_and(|c| {
            c.ty == column.ty && c.nullable == column.nullable && c.generated == column.generated
        })
    };
    let is_from_changed = |column: &Column| {
        let expression = column.generated.as_ref().map_or("", |g| g.expression.sql.as_str());
        table.columns.iter().any(|source| expression.contains(&source.name) && !same(source))
    };
    let lives_on = |column: &&Column| same(column) && !is_from_changed(column);
    let mut names: Vec<&str> = table.columns.iter().filter(lives_on).map(|c| c.name.as_str()).collect();
    names.sort_unstable();
    let text = |name: &str| {
        let name = dialect.quote(name);
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
    format!("SELECT {parts} AS line FROM {}", dialect.quote_name(&table.name))
}
