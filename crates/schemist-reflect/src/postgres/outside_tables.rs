//! How partitioned tables, partitions and tables that inherit are defined, so that a difference between two is seen.
//! Typed and foreign tables are known by name alone.

use std::collections::BTreeMap;

use schemist_dialect::Unsupported;
use schemist_schema::{Operation, Pair, QualifiedName, Schema, Table, UnmanagedKind, UnmanagedObject};

use super::catalogue::TableRow;
use super::tables::{is_core, is_own};
use super::{Names, dialect};

/// Where a table outside the core has its shape from.
pub(super) struct Descent {
    oid: i64,
    /// As they stand in SQL.
    parents: Vec<String>,
    /// What follows `PARTITION BY`.
    key: Option<String>,
    /// Of a partition: `FOR VALUES …` or `DEFAULT`.
    bound: Option<String>,
}

/// The descent of each table outside the core that can be defined.
pub(super) fn descents(names: &Names, rows: &[TableRow]) -> BTreeMap<QualifiedName, Descent> {
    let defined = rows.iter().filter(|row| {
        matches!(row.kind.as_str(), "r" | "p") && !row.is_typed && !is_core(row) && !is_own(row)
    });
    let descent = |row: &TableRow| {
        let name = names.qualified(row.namespace.clone(), row.name.clone());
        let (key, bound) = (row.partition_key.clone(), row.partition_bound.clone());
        (name, Descent { oid: row.oid, parents: row.parents.clone(), key, bound })
    };
    defined.map(descent).collect()
}

/// Gives each such object its definition: what creates the table, and what follows it.
pub(super) fn define(
    objects: &mut [UnmanagedObject],
    tables: &BTreeMap<i64, Table>,
    descents: &BTreeMap<QualifiedName, Descent>,
) {
    let tables = |kind| matches!(kind, UnmanagedKind::Table | UnmanagedKind::Partition).then_some(tables);
    for object in objects {
        let Some(tables) = tables(object.kind) else { continue };
        let Some(descent) = descents.get(&object.name) else { continue };
        let Some(table) = tables.get(&descent.oid) else { continue };
        // What cannot be written stays a table of which the name is known.
        let Ok(mut statements) = definition(table, descent) else { continue };
        object.definition = Some(statements.remove(0));
        object.ties.details = statements;
    }
}

/// `CREATE TABLE` first.
fn definition(table: &Table, descent: &Descent) -> Result<Vec<String>, Unsupported> {
    let mut bare = table.clone();
    let options = std::mem::take(&mut bare.options);
    let create = match &descent.bound {
        Some(bound) => {
            let name = dialect().quote_name(&table.name);
            format!("CREATE TABLE {name} PARTITION OF {} {bound}", descent.parents.join(", "))
        }
        None => {
            bare.indexes.clear();
            render(Operation::CreateTable { table: Box::new(bare.clone()) })?.remove(0)
        }
    };
    let mut statements = vec![create];
    if descent.bound.is_none() && !descent.parents.is_empty() {
        statements[0].push_str(&format!(" INHERITS ({})", descent.parents.join(", ")));
    }
    if let Some(key) = &descent.key {
        statements[0].push_str(&format!(" PARTITION BY {key}"));
    }
    if descent.bound.is_some() {
        for constraint in table.constraints() {
            statements.extend(render(Operation::AddConstraint { table: table.name.clone(), constraint })?);
        }
    }
    for index in &table.indexes {
        let index = Box::new(index.clone());
        statements.extend(render(Operation::CreateIndex { table: table.name.clone(), index })?);
    }
    let options = Pair::new(BTreeMap::new(), options);
    statements.extend(render(Operation::SetTableOptions { table: table.name.clone(), options })?);
    Ok(statements)
}

fn render(operation: Operation) -> Result<Vec<String>, Unsupported> {
    let nothing = Schema::default();
    let statements = dialect().render(&operation, Pair::new(&nothing, &nothing))?;
    Ok(statements.into_iter().map(|statement| statement.sql).collect())
}
