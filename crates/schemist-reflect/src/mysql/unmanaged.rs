//! Views, triggers, routines, events, sequences, partitions.

use std::collections::BTreeSet;

use schemist_schema::sql::{TokenKind, significant, unquote};
use schemist_schema::{QualifiedName, UnmanagedKind, UnmanagedObject};

use super::catalogue::{Catalogue, UnmanagedRow};

/// Sorted by kind and name.
pub(super) fn unmanaged(catalogue: &Catalogue) -> Vec<UnmanagedObject> {
    let relations: BTreeSet<&str> = catalogue.tables.iter().map(|row| row.name.as_str()).collect();
    let others = catalogue.tables.iter().filter(|row| !row.name.starts_with("__"));
    let others = others.filter(|row| !["BASE TABLE", "VIEW", "SYSTEM VIEW"].contains(&row.kind.as_str()));
    let mut objects: Vec<UnmanagedObject> = others
        .map(|row| UnmanagedObject::new(UnmanagedKind::Table, QualifiedName::new(&row.name)))
        .chain(catalogue.unmanaged.iter().map(|row| object(row, &relations)))
        .collect();
    objects.sort_by(|a, b| (a.kind, &a.name, &a.table).cmp(&(b.kind, &b.name, &b.table)));
    objects
}

fn object(row: &UnmanagedRow, relations: &BTreeSet<&str>) -> UnmanagedObject {
    let kind = match row.kind.as_str() {
        "view" => UnmanagedKind::View,
        "trigger" => UnmanagedKind::Trigger,
        "event" => UnmanagedKind::Event,
        "partition" => UnmanagedKind::Partition,
        _ => UnmanagedKind::Function,
    };
    let mut object = UnmanagedObject::new(kind, QualifiedName::new(&row.name));
    object.table = row.table_name.as_deref().map(QualifiedName::new);
    object.definition.clone_from(&row.definition);
    let reads = matches!(kind, UnmanagedKind::View | UnmanagedKind::Trigger | UnmanagedKind::Event);
    if let Some(definition) = row.definition.as_deref().filter(|_| reads) {
        object.depends_on = named(definition, relations);
        object.depends_on.retain(|name| *name != object.name);
    }
    object
}

/// The tables and views whose names stand in a text: the catalogue of MariaDB does not tell what is read.
fn named(definition: &str, relations: &BTreeSet<&str>) -> Vec<QualifiedName> {
    let tokens = significant(definition);
    let words = tokens.iter().filter_map(|token| match token.kind {
        TokenKind::Word => Some(token.text.to_owned()),
        TokenKind::QuotedIdentifier => Some(unquote(token.text)),
        _ => None,
    });
    let names: BTreeSet<String> = words.filter(|word| relations.contains(word.as_str())).collect();
    names.into_iter().map(QualifiedName::new).collect()
}
