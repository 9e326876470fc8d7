use std::collections::BTreeMap;

use schemist_schema::{QualifiedName, Ties, UnmanagedKind, UnmanagedObject};

use super::Names;
use super::catalogue::{ObjectRow, TableRow, TieRow};
use super::tables::{is_core, is_own};

/// What stands before the name of the tool's and Diesel's own tables.
const OWN: &str = "__";

/// Everything outside the core, sorted by kind and name.
pub(super) fn collect(
    names: &Names,
    tables: &[TableRow],
    rows: Vec<ObjectRow>,
    ties: Vec<TieRow>,
) -> Vec<UnmanagedObject> {
    let mut known = KnownTies::new(names, ties);
    let tables = tables.iter().filter(|row| !is_core(row) && !is_own(row));
    let mut objects: Vec<UnmanagedObject> = tables.map(|row| table(names, row, &mut known)).collect();
    objects.extend(rows.into_iter().filter_map(|row| object(names, row, &mut known)));
    objects.sort_by(|a, b| (a.kind, &a.name, &a.table).cmp(&(b.kind, &b.name, &b.table)));
    objects
}

fn table(names: &Names, row: &TableRow, known: &mut KnownTies) -> UnmanagedObject {
    let kind = if row.is_partition { UnmanagedKind::Partition } else { UnmanagedKind::Table };
    let parent = row.parent_namespace.clone().zip(row.parent_name.clone());
    let found = known.take("relation", row.oid);
    UnmanagedObject {
        table: parent.map(|(namespace, name)| names.qualified(namespace, name)),
        depends_on: found.depends_on,
        ties: found.ties,
        ..UnmanagedObject::new(kind, names.qualified(row.namespace.clone(), row.name.clone()))
    }
}

fn object(names: &Names, row: ObjectRow, known: &mut KnownTies) -> Option<UnmanagedObject> {
    let kind = kind(&row.kind)?;
    let table = row.table_namespace.zip(row.table_name);
    if table.as_ref().is_some_and(|(_, name)| name.starts_with(OWN)) {
        return None;
    }
    let table = table.map(|(namespace, name)| names.qualified(namespace, name));
    let name = match (row.namespace, &table) {
        (Some(namespace), _) => names.qualified(namespace, row.name),
        (None, Some(table)) => table.sibling(row.name),
        (None, None) => QualifiedName::new(row.name),
    };
    let class = match kind {
        UnmanagedKind::View | UnmanagedKind::MaterializedView => "relation",
        _ => row.kind.as_str(),
    };
    let mut found = known.take(class, row.oid);
    found.depends_on.retain(|other| Some(other) != table.as_ref());
    let definition = row.definition.map(without_semicolon);
    let ties = Ties { details: row.details, removal: row.removal, ..found.ties };
    Some(UnmanagedObject { kind, name, table, definition, depends_on: found.depends_on, ties })
}

fn kind(word: &str) -> Option<UnmanagedKind> {
    Some(match word {
        "view" => UnmanagedKind::View,
        "materialized_view" => UnmanagedKind::MaterializedView,
        "function" => UnmanagedKind::Function,
        "trigger" => UnmanagedKind::Trigger,
        "rule" => UnmanagedKind::Rule,
        "policy" => UnmanagedKind::Policy,
        "row_security" => UnmanagedKind::RowSecurity,
        "privileges" => UnmanagedKind::Privileges,
        "statistics" => UnmanagedKind::Statistics,
        "publication" => UnmanagedKind::Publication,
        "event_trigger" => UnmanagedKind::EventTrigger,
        "constraint" => UnmanagedKind::Constraint,
        "type" => UnmanagedKind::Type,
        "extension" => UnmanagedKind::Extension,
        _ => return None,
    })
}

fn without_semicolon(sql: String) -> String {
    sql.trim_end().trim_end_matches(';').to_owned()
}

/// The ties of each object, by what it is and its oid.
struct KnownTies(BTreeMap<(String, i64), Found>);

#[derive(Default)]
struct Found {
    depends_on: Vec<QualifiedName>,
    ties: Ties,
}

impl KnownTies {
    fn new(names: &Names, rows: Vec<TieRow>) -> Self {
        let mut known: BTreeMap<(String, i64), Found> = BTreeMap::new();
        for row in rows {
            known.entry((row.kind.clone(), row.oid)).or_default().add(names, row);
        }
        Self(known)
    }

    fn take(&mut self, kind: &str, oid: i64) -> Found {
        self.0.remove(&(kind.to_owned(), oid)).unwrap_or_default()
    }
}

impl Found {
    fn add(&mut self, names: &Names, row: TieRow) {
        let Some(namespace) = row.namespace else {
            self.ties.needed_by.push(row.name);
            return;
        };
        let name = names.qualified(namespace, row.name);
        match (row.tie.as_str(), row.part) {
            ("column", Some(column)) => {
                self.relation(&name);
                self.ties.columns.push((name, column));
            }
            ("constraint", Some(constraint)) => self.ties.constraints.push((name, constraint)),
            ("type", _) => self.ties.types.push(name),
            ("function", _) => self.ties.functions.push(name),
            _ => self.relation(&name),
        }
    }

    fn relation(&mut self, name: &QualifiedName) {
        if !self.depends_on.contains(name) {
            self.depends_on.push(name.clone());
        }
    }
}
