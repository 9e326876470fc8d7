//! Normalization by execution, in a database made for it and dropped again: there is no DDL that could be
//! rolled back, and a temporary table takes neither all options nor comparison with others.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::mysql::MysqlConnection;
use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::{
    Column, ColumnType, Engine, Expression, Operation, Pair, QualifiedName, Schema, Table,
};

use super::catalogue::{Catalogue, Server};
use super::tables;
use crate::ReflectError;

/// The engine refuses an expression of the models.
const REFUSED: Code = Code::new("R112", "refused-by-server");

pub(super) fn normalize(
    connection: &mut MysqlConnection,
    pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    let differing: Vec<Table> = pair
        .next
        .tables
        .values()
        .filter(|next| match pair.previous.tables.get(&next.name) {
            Some(previous) => differs(previous, next),
            None => may_be_refused(next),
        })
        .cloned()
        .collect();
    if differing.is_empty() {
        return Ok(Vec::new());
    }
    let server = Server::read(connection)?;
    let dialect = Dialect::at_version(Engine::Mysql, server.version_numbers()?);
    let own = dialect.quote(server.database.as_deref().unwrap_or_default());
    let scratch = dialect.quote(&format!("schemist_scratch_{}", server.connection));
    let collation = server.collation.clone();
    connection
        .batch_execute(&format!("DROP DATABASE IF EXISTS {scratch}; CREATE DATABASE {scratch} COLLATE {collation}; USE {scratch}"))
        .map_err(|error| ReflectError::Catalogue {
            object: "how this server spells the expressions of the models".to_owned(),
            reason: format!("a scratch database {scratch} cannot be made ({error}): GRANT ALL ON `schemist\\_scratch\\_%`.* to this user"),
        })?;
    let result = sequences(connection, pair, &differing, &dialect)
        .and_then(|()| materialize(connection, &differing, &dialect));
    connection.batch_execute(&format!("DROP DATABASE {scratch}; USE {own}"))?;
    let (spelled, diagnostics) = result?;
    // A new table keeps the words of its model.
    for table in spelled.tables.values().filter(|table| pair.previous.tables.contains_key(&table.name)) {
        if let Some(next) = pair.next.tables.get_mut(&table.name) {
            adopt(table, next);
        }
    }
    Ok(diagnostics)
}

/// Whether a new table has something in it that only the server can tell to be right.
fn may_be_refused(table: &Table) -> bool {
    let column = |c: &Column| {
        c.generated.is_some()
            || c.options.contains_key("check")
            || c.default.as_ref().is_some_and(|default| default.sql.contains('('))
            || is_unusual(&c.ty)
    };
    !table.checks.is_empty() || table.columns.iter().any(column)
}

/// Types that both servers have, besides those that are words of the models.
const USUAL: &[&str] = &[
    "binary",
    "bit",
    "blob",
    "decimal",
    "double",
    "enum",
    "float",
    "int",
    "longblob",
    "longtext",
    "mediumblob",
    "mediumint",
    "mediumtext",
    "set",
    "smallint",
    "text",
    "tinyblob",
    "tinyint",
    "tinytext",
    "varbinary",
    "year",
    "bigint",
];

/// Whether a type may be none.
fn is_unusual(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Named { name, .. } => {
            let first = name.name.split(' ').next().unwrap_or_default();
            !USUAL.contains(&first)
        }
        ColumnType::Verbatim(_) => true,
        _ => false,
    }
}

/// Whether expressions of both differ in text, or types are new that only the server can tell to be right.
fn differs(previous: &Table, next: &Table) -> bool {
    let column = |c: &Column| {
        previous.columns.named(&c.name).is_none_or(|p| {
            (&p.default, &p.generated, &p.options) != (&c.default, &c.generated, &c.options)
                || p.ty != c.ty && is_unusual(&c.ty)
        })
    };
    next.columns.iter().any(column)
        || next.checks.iter().any(|c| !previous.checks.iter().any(|p| p.expression == c.expression))
}

/// Makes the sequences that defaults take their numbers from, without which the tables cannot be made.
fn sequences(
    connection: &mut MysqlConnection,
    pair: &Pair<Schema>,
    wanted: &[Table],
    dialect: &Dialect,
) -> Result<(), ReflectError> {
    let defaults = wanted.iter().flat_map(|table| &table.columns).filter_map(|c| c.default.as_ref());
    let defaults: Vec<&Expression> = defaults.collect();
    let names: BTreeSet<&QualifiedName> =
        pair.previous.sequences.keys().chain(pair.next.sequences.keys()).collect();
    for name in names.into_iter().filter(|name| defaults.iter().any(|d| d.mentions(&name.name))) {
        connection.batch_execute(&format!("CREATE SEQUENCE {}", dialect.quote(&name.name)))?;
    }
    Ok(())
}

fn materialize(
    connection: &mut MysqlConnection,
    wanted: &[Table],
    dialect: &Dialect,
) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
    let mut diagnostics = Vec::new();
    let empty = Schema::default();
    for table in wanted {
        let mut table = table.clone();
        table.foreign_keys.clear();
        // Named by place, so that each finds its own again; and by table, as MySQL has names of checks but once.
        for (at, check) in table.checks.iter_mut().enumerate() {
            let name = format!("{}{}", check_prefix(at), table.name.name);
            check.name = Some(dialect.capabilities().fitted(&name));
        }
        for (at, unique) in table.uniques.iter_mut().enumerate() {
            unique.name.get_or_insert_with(|| format!("unique_{at}"));
        }
        for (at, index) in table.indexes.iter_mut().enumerate() {
            index.name.get_or_insert_with(|| format!("index_{at}"));
        }
        let create = Operation::CreateTable { table: Box::new(table.clone()) };
        // What cannot be rendered is said where the plan is made.
        let Ok(statements) = dialect.render(&create, Pair::new(&empty, &empty)) else { continue };
        for statement in statements {
            if let Err(error) = connection.batch_execute(&statement.sql) {
                diagnostics.push(
                    Diagnostic::error(REFUSED, format!("the server refuses table {}: {error}", table.name))
                        .with_subject(table.name.to_string())
                        .with_span(table.origin.span.clone())
                        .with_note(statement.sql.clone()),
                );
            }
        }
    }
    let server = Server::read(connection)?;
    let catalogue = Catalogue::read(connection, server, dialect)?;
    Ok((tables::schema(&catalogue, dialect), diagnostics))
}

fn check_prefix(at: usize) -> String {
    format!("check_{at}_")
}

fn adopt(spelled: &Table, next: &mut Table) {
    for column in next.columns.iter_mut() {
        let Some(own) = spelled.columns.named(&column.name) else { continue };
        column.default.clone_from(&own.default);
        column.generated.clone_from(&own.generated);
        for key in ["on_update", "check"] {
            if let (Some(text), Some(slot)) = (own.options.get(key), column.options.get_mut(key)) {
                slot.clone_from(text);
            }
        }
    }
    for (at, check) in next.checks.iter_mut().enumerate() {
        let is_own = |name: &String| name.starts_with(&check_prefix(at));
        if let Some(own) = spelled.checks.iter().find(|c| c.name.as_ref().is_some_and(is_own)) {
            check.expression.clone_from(&own.expression);
        }
    }
}
