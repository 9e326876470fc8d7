//! Defaults that differ only because their sequence is renamed: the engine follows by itself, so there is
//! nothing to run, and before the rename (or after it) the other spelling would mean nothing.

use std::collections::BTreeMap;

use schemist_schema::{Column, ColumnType, Operation, Pair, QualifiedName};

use crate::{expressions::nextval_sequence, item::Item};

/// Sets such changes of a default apart, behind the rename that brings them about.
pub(crate) fn follow_renames(items: Vec<Item>) -> Vec<Item> {
    let renames = Renames::of(&items);
    if renames.is_empty() {
        return items;
    }
    let mut followers: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
    let mut rest: Vec<Option<Item>> = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let mut item = item.clone();
        if let Operation::AlterColumn { table, column } = &mut item.operation
            && let Some(rename) = renames.behind(column)
        {
            let (follower, remaining) = split(column, rename < i);
            let follower = named_as_at(rename, i, table.clone(), follower, &items, &renames);
            followers.entry(rename).or_default().push(Item::new(follower).silent());
            **column = remaining;
            rest.push((!column.is_same()).then_some(item));
        } else {
            rest.push(Some(item));
        }
    }
    let followed =
        |(i, item): (usize, Option<Item>)| item.into_iter().chain(followers.remove(&i).unwrap_or_default());
    rest.into_iter().enumerate().flat_map(followed).collect()
}

/// The default alone, as the engine changes it, and the rest of the change with the default as it is called
/// at its place: in its new spelling behind the rename, in its old one before it.
fn split(column: &Pair<Column>, behind: bool) -> (Pair<Column>, Pair<Column>) {
    let Pair { previous, next } = column;
    if behind {
        let renamed = Column { default: next.default.clone(), ..previous.clone() };
        (Pair::new(previous.clone(), renamed.clone()), Pair::new(renamed, next.clone()))
    } else {
        let named = Column { default: previous.default.clone(), ..next.clone() };
        (Pair::new(named.clone(), next.clone()), Pair::new(previous.clone(), named))
    }
}

/// The change, given under the names of its place, under those just behind the rename.
fn named_as_at(
    rename: usize,
    place: usize,
    mut table: QualifiedName,
    mut column: Pair<Column>,
    items: &[Item],
    renames: &Renames,
) -> Operation {
    let mut follow = |operation: &Operation| match operation {
        Operation::RenameTable { name } if name.previous == table => table = name.next.clone(),
        Operation::RenameColumn { table: of, name } if *of == table && name.previous == column.next.name => {
            column.previous.name.clone_from(&name.next);
            column.next.name.clone_from(&name.next);
        }
        Operation::RenameEnum { name } => {
            for ty in [&mut column.previous.ty, &mut column.next.ty] {
                if *ty.element() == ColumnType::Enum(name.previous.clone()) {
                    *ty.element_mut() = ColumnType::Enum(name.next.clone());
                }
            }
        }
        _ => {}
    };
    if place < rename {
        let between = renames.places.iter().filter(|r| **r > place && **r <= rename);
        between.filter_map(|r| items.get(*r)).for_each(|item| follow(&item.operation));
    } else {
        let between = renames.places.iter().rev().filter(|r| **r > rename && **r < place);
        between.filter_map(|r| items.get(*r)).for_each(|item| follow(&item.operation.clone().inverted()));
    }
    Operation::AlterColumn { table, column: Box::new(column) }
}

/// Renames of sequences, with their places.
#[derive(Debug, Default)]
struct Renames {
    /// Of whatever.
    places: Vec<usize>,
    sequences: BTreeMap<QualifiedName, (usize, QualifiedName)>,
}

impl Renames {
    fn of(items: &[Item]) -> Self {
        let mut renames = Self::default();
        for (i, item) in items.iter().enumerate() {
            match &item.operation {
                Operation::RenameTable { .. }
                | Operation::RenameColumn { .. }
                | Operation::RenameEnum { .. } => {}
                Operation::RenameSequence { name } => {
                    renames.sequences.insert(name.previous.clone(), (i, name.next.clone()));
                }
                _ => continue,
            }
            renames.places.push(i);
        }
        renames
    }

    fn is_empty(&self) -> bool {
        self.sequences.is_empty()
    }

    /// The place of the last rename from which the change of the default follows, if it does.
    fn behind(&self, column: &Pair<Column>) -> Option<usize> {
        let sequence = |c: &Column| c.default.as_ref().and_then(nextval_sequence);
        let (mut followed, wanted) = (sequence(&column.previous)?, sequence(&column.next)?);
        let mut last = None;
        // By way of a name in between it takes two.
        for _ in 0..4 {
            if followed == wanted {
                break;
            }
            let (rename, next) = self.sequences.get(&followed)?;
            followed.clone_from(next);
            last = last.max(Some(*rename));
        }
        last.filter(|_| followed == wanted)
    }
}
