//! Tables that are to forbid one thing and to allow another (SQLite: from WITHOUT ROWID to STRICT, or the other way).

use std::collections::BTreeMap;

use schemist_schema::{Operation, Pair, QualifiedName};

use crate::item::Item;

/// Options of a table that forbid something: WITHOUT ROWID a counter and to have no key, STRICT all types but five
/// (<https://sqlite.org/withoutrowid.html>, <https://sqlite.org/stricttables.html>).
const RESTRICTIONS: [&str; 2] = ["without_rowid", "strict"];

/// Whether a change of options forbids what was allowed. `None` where it is about neither restriction, and where it
/// puts up one and lifts the other: see [`in_two_steps`].
pub(crate) fn restricts(options: &Pair<BTreeMap<String, String>>) -> Option<bool> {
    match (changed(options, true).next(), changed(options, false).next()) {
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

/// The restrictions that come, or those that go.
fn changed(options: &Pair<BTreeMap<String, String>>, comes: bool) -> impl Iterator<Item = &'static str> {
    RESTRICTIONS.into_iter().filter(move |name| {
        options.next.contains_key(*name) != options.previous.contains_key(*name)
            && options.next.contains_key(*name) == comes
    })
}

/// Splits changes that put up one restriction and lift the other: what needs the one gone comes between them, and so
/// does what the other forbids.
pub(crate) fn in_two_steps(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().flat_map(split).collect()
}

fn split(item: Item) -> Vec<Item> {
    let Operation::SetTableOptions { table, options } = &item.operation else { return vec![item] };
    let coming: Vec<&str> = changed(options, true).collect();
    if coming.is_empty() || changed(options, false).next().is_none() {
        return vec![item];
    }
    let mut between = options.next.clone();
    between.retain(|name, _| !coming.contains(&name.as_str()));
    let step = |table: &QualifiedName, options| {
        Item::new(Operation::SetTableOptions { table: table.clone(), options })
    };
    let mut first = step(table, Pair::new(options.previous.clone(), between.clone()));
    first.notes.clone_from(&item.notes);
    vec![first, step(table, Pair::new(between, options.next.clone()))]
}

/// The changes that one rebuild of a table carries out: both steps of [`in_two_steps`] are one again.
pub(crate) fn joined(operations: Vec<Operation>) -> Vec<Operation> {
    let mut joined: Vec<Operation> = Vec::with_capacity(operations.len());
    for operation in operations {
        if let Operation::SetTableOptions { options: second, .. } = &operation
            && let Some(first) = joined.iter_mut().find_map(options_of)
        {
            first.next.clone_from(&second.next);
        } else {
            joined.push(operation);
        }
    }
    joined
}

fn options_of(operation: &mut Operation) -> Option<&mut Pair<BTreeMap<String, String>>> {
    match operation {
        Operation::SetTableOptions { options, .. } => Some(options),
        _ => None,
    }
}
