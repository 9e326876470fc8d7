//! Views, triggers, routines, events, partitions, tables with versions.

use std::collections::BTreeSet;

use schemist_schema::sql::{TokenKind, significant, unquote};
use schemist_schema::{QualifiedName, UnmanagedKind, UnmanagedObject};

use super::catalogue::{Catalogue, TableRow, UnmanagedRow};
use super::sequences::SEQUENCE;

/// Sorted by kind and name.
pub(super) fn unmanaged(catalogue: &Catalogue) -> Vec<UnmanagedObject> {
    let relations: BTreeSet<&str> = catalogue.tables.iter().map(|row| row.name.as_str()).collect();
    let others = catalogue.tables.iter().filter(|row| !row.name.starts_with("__"));
    let others = others.filter(|row| !["BASE TABLE", "VIEW", "SYSTEM VIEW"].contains(&row.kind.as_str()));
    let is_read = |row: &TableRow| catalogue.sequences.iter().any(|s| s.name.name == row.name);
    let mut objects: Vec<UnmanagedObject> = others
        .filter(|row| row.kind != SEQUENCE || !is_read(row))
        .map(|row| table(row, catalogue))
        .chain(catalogue.unmanaged.iter().map(|row| object(row, &relations, catalogue)))
        .collect();
    objects.sort_by(|a, b| (a.kind, &a.name, &a.table).cmp(&(b.kind, &b.name, &b.table)));
    objects
}

/// A table with versions or with a period, a sequence that may not be read. Its columns are told, so that a difference is seen.
fn table(row: &TableRow, catalogue: &Catalogue) -> UnmanagedObject {
    let columns = catalogue.columns.iter().filter(|c| c.table_name == row.name);
    let columns: Vec<String> = columns.map(|c| format!("{} {}", c.name, c.type_text)).collect();
    UnmanagedObject {
        definition: Some(format!("{} ({})", row.kind, columns.join(", "))),
        ..UnmanagedObject::new(UnmanagedKind::Table, QualifiedName::new(&row.name))
    }
}

fn object(row: &UnmanagedRow, relations: &BTreeSet<&str>, catalogue: &Catalogue) -> UnmanagedObject {
    let kind = match row.kind.as_str() {
        "view" => UnmanagedKind::View,
        "trigger" => UnmanagedKind::Trigger,
        "event" => UnmanagedKind::Event,
        "partition" => UnmanagedKind::Partition,
        _ => UnmanagedKind::Function,
    };
    let is_program = kind != UnmanagedKind::View;
    let mut object = UnmanagedObject::new(kind, QualifiedName::new(&row.name));
    object.table = row.table_name.as_deref().map(QualifiedName::new);
    object.definition.clone_from(&row.definition);
    if let (UnmanagedKind::View, Some(text), Some(own)) =
        (kind, &mut object.definition, &catalogue.server.database)
    {
        // The catalogue spells out the database of each name; a copy in another database is the same view.
        *text = text.replace(&format!("`{}`.", own.replace('`', "``")), "");
    }
    if let Some(definition) = row.definition.as_deref().filter(|_| kind != UnmanagedKind::Partition) {
        object.depends_on = named(definition, relations, is_program);
        object.depends_on.retain(|name| *name != object.name);
    }
    object
}

/// The tables and views whose names stand in a text: the catalogue of MariaDB does not tell what is read. A program has
/// columns, variables and cursors, which may be called like a table: there a name counts only where a table is named.
fn named(definition: &str, relations: &BTreeSet<&str>, is_program: bool) -> Vec<QualifiedName> {
    let mut names = BTreeSet::new();
    let mut is_place = false;
    let tokens = significant(definition);
    for (at, token) in tokens.iter().enumerate() {
        let name = match token.kind {
            TokenKind::Word => token.text.to_owned(),
            TokenKind::QuotedIdentifier => unquote(token.text),
            _ => {
                // `FROM a, b`, `FROM (a JOIN b)`, `FROM here.a`
                is_place &= [",", "(", "."].contains(&token.text);
                continue;
            }
        };
        let is_database = tokens.get(at + 1).is_some_and(|next| next.is_symbol("."));
        let is_relation = !is_database && relations.contains(name.as_str());
        if is_relation && is_place || !is_program && relations.contains(name.as_str()) {
            names.insert(name);
        }
        is_place = match token.kind {
            TokenKind::Word if PLACES.iter().any(|word| token.is_word(word)) => true,
            _ => is_place && (is_relation || is_database || token.is_word("as")),
        };
    }
    names.into_iter().map(QualifiedName::new).collect()
}

/// Behind these a table is named.
const PLACES: &[&str] = &["from", "join", "into", "update", "table", "straight_join"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_routine_names_a_table_where_one_is_read_or_written() {
        let relations = BTreeSet::from(["a", "b", "total"]);
        let check = |definition: &str, expected: &[&str]| {
            let found = named(definition, &relations, true);
            assert_eq!(
                found,
                expected.iter().map(|n| QualifiedName::new(*n)).collect::<Vec<_>>(),
                "{definition}"
            );
        };
        check("BEGIN DECLARE total INT; SELECT max(x) INTO @total FROM a; RETURN total; END", &["a"]);
        check("SELECT 1 FROM a, `b` WHERE total > 0", &["a", "b"]);
        check("UPDATE b SET x = (SELECT count(*) FROM (a JOIN total))", &["a", "b", "total"]);
        check("INSERT INTO here.a VALUES (1)", &["a"]);
        check("DELETE FROM b WHERE total = 0 AND a.x = 1", &["b"]);
        assert_eq!(named("total + b", &relations, false).len(), 2);
    }
}
