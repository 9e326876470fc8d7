//! Relations that models can describe and not declare: views, and tables outside the core.

use std::collections::BTreeMap;

use schemist_schema::{
    Column, ColumnType, Columns, Management, QualifiedName, Schema, Table, TableRemarks, UnmanagedKind,
};

/// Those of a schema, in the order of their names.
pub fn describable(schema: &Schema) -> Vec<QualifiedName> {
    let mut names: Vec<QualifiedName> = schema
        .unmanaged
        .iter()
        .filter(|object| management(object.kind).is_some())
        .map(|object| object.name.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Puts them among the tables, with what is known of their columns: any of them may be NULL.
pub fn describe(schema: &mut Schema, columns: BTreeMap<QualifiedName, Columns>) {
    for (name, columns) in columns {
        let kind = schema.unmanaged.iter().find(|o| o.name == name).and_then(|o| management(o.kind));
        let (Some(management), false) = (kind, schema.tables.contains_key(&name)) else { continue };
        let mut table = Table::new(name.clone());
        table.columns = columns.iter().cloned().map(column).collect();
        table.origin.table = Some(Box::new(TableRemarks { management, ..TableRemarks::default() }));
        schema.tables.insert(name.clone(), table);
        // What hangs on a relation may bear its name: it stays outside.
        schema.unmanaged.retain(|object| self::management(object.kind).is_none() || object.name != name);
    }
}

fn management(kind: UnmanagedKind) -> Option<Management> {
    match kind {
        UnmanagedKind::View | UnmanagedKind::MaterializedView => Some(Management::View),
        UnmanagedKind::Table => Some(Management::Described),
        _ => None,
    }
}

/// SQLite tells no type of an expression, and gives out anything as text that is asked for as text.
fn column(mut column: Column) -> Column {
    column.nullable = true;
    if matches!(&column.ty, ColumnType::Verbatim(text) if text.trim().is_empty()) {
        column.ty = ColumnType::Verbatim("TEXT".to_owned());
    }
    column
}
