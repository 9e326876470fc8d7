//! What two databases hold besides tables: it is left alone, and said where it differs, as what is printed would
//! otherwise look like all there is.

use std::collections::BTreeMap;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{ColumnType, Pair, QualifiedName, Schema, UnmanagedKind, UnmanagedObject};

use crate::codes::{MISSING, OUTSIDE};

/// How many objects are named.
const NAMED: usize = 8;

/// What differs outside the core, and what of it the second schema cannot do without.
pub(super) fn remarks(sides: Pair<&Schema>) -> Vec<Diagnostic> {
    let mut remarks: Vec<Diagnostic> = difference(sides).into_iter().collect();
    let missing = sides.next.unmanaged.iter().filter(|object| there(object, sides.previous).is_none());
    remarks.extend(missing.filter_map(|object| needed(object, sides.next)));
    remarks
}

fn there<'s>(object: &UnmanagedObject, schema: &'s Schema) -> Option<&'s UnmanagedObject> {
    schema
        .unmanaged
        .iter()
        .find(|o| o.kind == object.kind && o.name == object.name && o.table == object.table)
}

/// In one remark: `view v is only in --to; function f(integer) differs`.
fn difference(sides: Pair<&Schema>) -> Option<Diagnostic> {
    let mut found: BTreeMap<(UnmanagedKind, String), &str> = BTreeMap::new();
    for object in &sides.previous.unmanaged {
        // What hangs on a table goes with it.
        let goes = object.table.as_ref().is_some_and(|table| !sides.next.tables.contains_key(table));
        let how = match there(object, sides.next) {
            None if goes => continue,
            None => "is only in --from",
            Some(other) if is_same(object, other) => continue,
            Some(_) => "differs",
        };
        found.insert(named(object), how);
    }
    for object in sides.next.unmanaged.iter().filter(|object| there(object, sides.previous).is_none()) {
        found.insert(named(object), "is only in --to");
    }
    let words = found.iter().map(|((kind, name), how)| format!("{} {name} {how}", kind.as_str()));
    let more = found.len().saturating_sub(NAMED);
    let mut words: Vec<String> = words.take(NAMED).collect();
    words.extend((more > 0).then(|| format!("and {more} more")));
    (!words.is_empty()).then(|| {
        Diagnostic::note(
            OUTSIDE,
            format!("outside tables and types, and left as it is: {}", words.join("; ")),
        )
        .with_help(
            "views, triggers, functions, policies and privileges are changed by statements of your own",
        )
    })
}

fn is_same(object: &UnmanagedObject, other: &UnmanagedObject) -> bool {
    object.definition == other.definition && object.ties.details == other.ties.details
}

fn named(object: &UnmanagedObject) -> (UnmanagedKind, String) {
    let on = object.table.as_ref().filter(|table| **table != object.name);
    (object.kind, on.map_or(object.name.to_string(), |table| format!("{} on {table}", object.name)))
}

/// The statements fail until an object is there.
fn needed(object: &UnmanagedObject, wanted: &Schema) -> Option<Diagnostic> {
    let who = match object.kind {
        UnmanagedKind::Function => object.ties.needed_by.first().cloned(),
        UnmanagedKind::Type => column_of(&object.name, wanted),
        UnmanagedKind::Table | UnmanagedKind::Partition => key_to(&object.name, wanted),
        UnmanagedKind::Extension => Some("what it brings".to_owned()),
        _ => None,
    }?;
    let what = format!("{} {}", object.kind.as_str(), object.name);
    let message = match object.kind {
        UnmanagedKind::Extension => format!("{what} is missing in --from: whatever uses it fails"),
        _ => format!("{what} is missing in --from, and {who} needs it"),
    };
    Some(
        Diagnostic::warning(MISSING, message)
            .with_subject(object.name.to_string())
            .with_help("create it before these statements run"),
    )
}

fn column_of(name: &QualifiedName, schema: &Schema) -> Option<String> {
    let columns = schema.tables.values().flat_map(|t| t.columns.iter().map(move |c| (t, c)));
    let mut users =
        columns.filter(|(_, c)| matches!(c.ty.element(), ColumnType::Named { name: n, .. } if n == name));
    users.next().map(|(table, column)| format!("column {}.{}", table.name, column.name))
}

fn key_to(name: &QualifiedName, schema: &Schema) -> Option<String> {
    let mut tables =
        schema.tables.values().filter(|t| t.foreign_keys.iter().any(|key| key.references == *name));
    tables.next().map(|table| format!("a foreign key of table {}", table.name))
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Column, Table};

    use super::*;

    fn view(name: &str, definition: &str) -> UnmanagedObject {
        let mut view = UnmanagedObject::new(UnmanagedKind::View, name.into());
        view.definition = Some(definition.to_owned());
        view
    }

    fn messages(from: Schema, to: Schema) -> Vec<String> {
        remarks(Pair::new(&from, &to)).into_iter().map(|d| d.message).collect()
    }

    #[test]
    fn what_is_left_alone_is_said() {
        let from = Schema {
            unmanaged: vec![view("a", "1"), view("b", "1"), view("same", "1")],
            ..Schema::default()
        };
        let to = Schema {
            unmanaged: vec![view("b", "2"), view("c", "1"), view("same", "1")],
            ..Schema::default()
        };
        assert_eq!(
            messages(from, to),
            [
                "outside tables and types, and left as it is: view a is only in --from; view b differs; view c is only in --to"
            ]
        );
        let many: Vec<UnmanagedObject> = (0..10).map(|n| view(&format!("v{n}"), "1")).collect();
        let [message] =
            messages(Schema::default(), Schema { unmanaged: many, ..Schema::default() }).try_into().unwrap();
        assert!(message.ends_with("; and 2 more"), "{message}");
    }

    #[test]
    fn what_is_missing_is_said() {
        let mut table = Table::new("prices".into());
        let ty = ColumnType::Named { name: "price".into(), arguments: Vec::new() };
        table.columns.extend([Column::new("amount", ty)]);
        let domain = UnmanagedObject::new(UnmanagedKind::Type, "price".into());
        let mut to = Schema { unmanaged: vec![domain], ..Schema::default() };
        to.insert_table(table);
        let messages = messages(Schema::default(), to.clone());
        assert_eq!(messages[1], "type price is missing in --from, and column prices.amount needs it");
        assert_eq!(remarks(Pair::new(&to, &to)), []);
    }
}
