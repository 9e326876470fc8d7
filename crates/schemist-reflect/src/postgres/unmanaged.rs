use schemist_schema::{UnmanagedKind, UnmanagedObject};

use super::Names;
use super::catalogue::{OtherRow, TableRow, ViewRow};
use super::tables::{is_core, is_own};

/// Everything outside the core, sorted by kind and name.
pub(super) fn collect(
    names: &Names,
    tables: &[TableRow],
    views: Vec<ViewRow>,
    others: Vec<OtherRow>,
) -> Vec<UnmanagedObject> {
    let tables = tables.iter().filter(|row| !is_core(row) && !is_own(row)).map(|row| table(names, row));
    let mut objects: Vec<UnmanagedObject> = tables.collect();
    objects.extend(views.into_iter().map(|row| view(names, row)));
    objects.extend(others.into_iter().filter_map(|row| other(names, row)));
    objects.sort_by(|a, b| (a.kind, &a.name, &a.table).cmp(&(b.kind, &b.name, &b.table)));
    objects
}

fn table(names: &Names, row: &TableRow) -> UnmanagedObject {
    let parent = row.parent_namespace.clone().zip(row.parent_name.clone());
    UnmanagedObject {
        kind: if row.is_partition { UnmanagedKind::Partition } else { UnmanagedKind::Table },
        name: names.qualified(row.namespace.clone(), row.name.clone()),
        table: parent.map(|(namespace, name)| names.qualified(namespace, name)),
        definition: None,
        depends_on: Vec::new(),
    }
}

fn view(names: &Names, row: ViewRow) -> UnmanagedObject {
    let depends_on = row.depends_on_namespaces.into_iter().zip(row.depends_on_names);
    UnmanagedObject {
        kind: if row.is_materialized { UnmanagedKind::MaterializedView } else { UnmanagedKind::View },
        name: names.qualified(row.namespace, row.name),
        table: None,
        definition: row.definition.map(without_semicolon),
        depends_on: depends_on.map(|(namespace, name)| names.qualified(namespace, name)).collect(),
    }
}

fn other(names: &Names, row: OtherRow) -> Option<UnmanagedObject> {
    let kind = match row.kind.as_str() {
        "function" => UnmanagedKind::Function,
        "trigger" => UnmanagedKind::Trigger,
        "policy" => UnmanagedKind::Policy,
        "type" => UnmanagedKind::Type,
        "extension" => UnmanagedKind::Extension,
        _ => return None,
    };
    let table = row.table_namespace.zip(row.table_name).map(|(ns, name)| names.qualified(ns, name));
    Some(UnmanagedObject {
        kind,
        name: names.qualified(row.namespace, row.name),
        table,
        definition: row.definition.map(without_semicolon),
        depends_on: Vec::new(),
    })
}

fn without_semicolon(sql: String) -> String {
    sql.trim_end().trim_end_matches(';').to_owned()
}
