//! What goes round in a circle is broken up. Tables that refer to each other: some of the foreign keys are
//! added once all tables exist, and dropped before any goes. Names that are exchanged: by way of another.

use std::collections::{BTreeMap, BTreeSet};

use schemist_dialect::Dialect;
use schemist_schema::{Constraint, ForeignKey, Operation, QualifiedName, Table};

use crate::{graph::Cycle, item::Item, renames};

/// Breaks up what it can.
///
/// # Errors
/// The items as they were, where there is nothing to break.
pub(crate) fn break_up(
    items: Vec<Item>,
    cycles: &[Cycle],
    dialect: &Dialect,
) -> Result<Vec<Item>, Vec<Item>> {
    let mut stripped = BTreeSet::new();
    for cycle in cycles {
        let inside: Vec<&Operation> =
            cycle.iter().filter_map(|i| items.get(*i)).map(|item| &item.operation).collect();
        stripped.extend(closing_keys(inside.iter().filter_map(|o| created(o))));
        stripped.extend(closing_keys(inside.iter().filter_map(|o| dropped(o))));
    }
    if stripped.is_empty() {
        // Not among the tables alone: no foreign key of the cycle is declared with its table.
        stripped.extend(cycles.iter().flat_map(|cycle| all_keys(&items, cycle)));
    }
    let sidestepped: BTreeMap<usize, [Item; 2]> = match stripped.is_empty() {
        true => cycles.iter().filter_map(|cycle| sidestep(&items, cycle, dialect)).collect(),
        false => BTreeMap::new(),
    };
    if stripped.is_empty() && sidestepped.is_empty() {
        return Err(items);
    }
    let mut broken = Vec::with_capacity(items.len() + stripped.len() + sidestepped.len());
    for (i, item) in items.into_iter().enumerate() {
        match sidestepped.get(&i) {
            Some(steps) => broken.extend(steps.iter().cloned()),
            None => broken.extend(take_apart(item, &stripped)),
        }
    }
    Ok(broken)
}

/// One of the renames in a cycle, by way of a name in between.
fn sidestep(items: &[Item], cycle: &Cycle, dialect: &Dialect) -> Option<(usize, [Item; 2])> {
    cycle.iter().find_map(|i| Some((*i, renames::in_two_steps(&items.get(*i)?.operation, dialect)?)))
}

type Edge = (QualifiedName, QualifiedName);

fn created(operation: &Operation) -> Option<&Table> {
    match operation {
        Operation::CreateTable { table } => Some(table),
        _ => None,
    }
}

fn dropped(operation: &Operation) -> Option<&Table> {
    match operation {
        Operation::DropTable { table } => Some(table),
        _ => None,
    }
}

/// The fewest a simple rule finds: tables are taken whose targets are there; where there is none, the
/// one that lacks the fewest, by name, and what it lacks closes the cycle.
fn closing_keys<'a>(tables: impl Iterator<Item = &'a Table>) -> Vec<Edge> {
    let tables: BTreeMap<&QualifiedName, &Table> = tables.map(|t| (&t.name, t)).collect();
    let mut lacking: BTreeMap<&QualifiedName, BTreeSet<&QualifiedName>> = BTreeMap::new();
    let mut referring: BTreeMap<&QualifiedName, BTreeSet<&QualifiedName>> = BTreeMap::new();
    for (name, table) in &tables {
        let targets = table.foreign_keys.iter().map(|key| &key.references);
        let targets: BTreeSet<_> = targets.filter(|t| t != name && tables.contains_key(t)).collect();
        for target in &targets {
            referring.entry(target).or_default().insert(name);
        }
        lacking.insert(name, targets);
    }
    let mut queue: BTreeSet<(usize, &QualifiedName)> = lacking.iter().map(|(n, t)| (t.len(), *n)).collect();
    let mut closing = Vec::new();
    while let Some((_, name)) = queue.pop_first() {
        let targets = lacking.remove(name).unwrap_or_default();
        closing.extend(targets.into_iter().map(|target| (name.clone(), target.clone())));
        for other in referring.get(name).into_iter().flatten() {
            if let Some(targets) = lacking.get_mut(other) {
                queue.remove(&(targets.len(), other));
                targets.remove(name);
                queue.insert((targets.len(), other));
            }
        }
    }
    closing
}

fn all_keys(items: &[Item], cycle: &Cycle) -> Vec<Edge> {
    let inside: Vec<&Operation> =
        cycle.iter().filter_map(|i| items.get(*i)).map(|item| &item.operation).collect();
    let touched: BTreeSet<&QualifiedName> = inside.iter().filter_map(|o| o.table()).collect();
    let tables = inside.iter().filter_map(|o| created(o).or_else(|| dropped(o)));
    let keys = tables.flat_map(|t| t.foreign_keys.iter().map(|key| (t.name.clone(), key.references.clone())));
    keys.filter(|(from, to)| from != to && touched.contains(to)).collect()
}

/// The table without those foreign keys, and each of them on its own: behind a table that is created,
/// before one that is dropped.
fn take_apart(mut item: Item, stripped: &BTreeSet<Edge>) -> Vec<Item> {
    let (table, creates) = match &item.operation {
        Operation::CreateTable { table } => (table.name.clone(), true),
        Operation::DropTable { table } => (table.name.clone(), false),
        _ => return vec![item],
    };
    let keys = item.strip_foreign_keys(|key| stripped.contains(&(table.clone(), key.references.clone())));
    let note = |key: &ForeignKey| format!("{table} and {} refer to each other", key.references);
    let single = |key: ForeignKey| {
        let (table, note) = (table.clone(), note(&key));
        let constraint = Constraint::ForeignKey(key);
        Item::new(match creates {
            true => Operation::AddConstraint { table, constraint },
            false => Operation::DropConstraint { table, constraint },
        })
        .with_note(note)
    };
    let keys: Vec<Item> = keys.into_iter().map(single).collect();
    if creates {
        std::iter::once(item).chain(keys).collect()
    } else {
        keys.into_iter().chain([item]).collect()
    }
}
