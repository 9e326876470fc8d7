//! Changes of a column that need two statements, because something else has to happen in between; and those that
//! exchange a sequence for another one of its name.

use std::collections::BTreeSet;

use schemist_schema::{Column, Operation, Pair, QualifiedName};

use crate::{
    effects::identity_sequence,
    expressions::{Mentions, nextval_sequence},
    item::Item,
};

/// Splits those changes: the old default goes first, the new one comes last.
pub(crate) fn in_two_steps(items: Vec<Item>) -> Vec<Item> {
    let between = Between::of(&items);
    items.into_iter().flat_map(|item| split(item, &between)).collect()
}

/// What happens to sequences and enum values in the list.
#[derive(Debug, Default)]
struct Between {
    created_sequences: BTreeSet<QualifiedName>,
    dropped_sequences: BTreeSet<QualifiedName>,
    added_values: BTreeSet<(QualifiedName, String)>,
    removed_values: BTreeSet<(QualifiedName, String)>,
}

impl Between {
    fn of(items: &[Item]) -> Self {
        let mut between = Self::default();
        for item in items {
            match &item.operation {
                Operation::CreateSequence { sequence } => {
                    between.created_sequences.insert(sequence.name.clone());
                }
                Operation::DropSequence { sequence } => {
                    between.dropped_sequences.insert(sequence.name.clone());
                }
                Operation::AlterEnum { name, values } => {
                    let Pair { previous, next } = values;
                    let of = |value: &String| (name.clone(), value.clone());
                    between.added_values.extend(next.iter().filter(|v| !previous.contains(v)).map(of));
                    between.removed_values.extend(previous.iter().filter(|v| !next.contains(v)).map(of));
                }
                _ => {}
            }
        }
        between
    }

    /// Whether an identity takes over from a sequence of the same name, or leaves to one: the one that comes goes on
    /// where the other stands, so both are there for a moment, and the dialect sees to their names.
    fn exchanges_sequences(&self, table: &QualifiedName, column: &Pair<Column>) -> bool {
        let Pair { previous, next } = column;
        let sequence = |c: &Column| c.default.as_ref().and_then(nextval_sequence);
        let among = |name: Option<QualifiedName>, set: &BTreeSet<QualifiedName>| {
            name.is_some_and(|name| set.contains(&name))
        };
        let to_identity = among(identity_sequence(table, next), &self.dropped_sequences)
            && among(sequence(previous), &self.dropped_sequences);
        let from_identity = among(identity_sequence(table, previous), &self.created_sequences)
            && among(sequence(next), &self.created_sequences);
        to_identity || from_identity
    }

    fn must_come_between(&self, column: &Pair<Column>) -> bool {
        let Pair { previous, next } = column;
        let waits = previous.ty != next.ty || !default_values(next).is_disjoint(&self.added_values);
        waits && !default_values(previous).is_disjoint(&self.removed_values)
    }
}

/// The enum values in the default of a column.
fn default_values(column: &Column) -> BTreeSet<(QualifiedName, String)> {
    let (Some(name), Some(default)) = (column.ty.enum_name(), &column.default) else {
        return BTreeSet::new();
    };
    Mentions::of(default).literals.into_iter().map(|value| (name.clone(), value)).collect()
}

fn split(mut item: Item, between: &Between) -> Vec<Item> {
    let Operation::AlterColumn { table, column } = &item.operation else { return vec![item] };
    if between.exchanges_sequences(table, column) {
        item.exchanges_sequences = true;
        return vec![item];
    }
    if item.silent || !between.must_come_between(column) {
        return vec![item];
    }
    let bare = Column { default: None, ..column.previous.clone() };
    let alter = |column| Item::new(Operation::AlterColumn { table: table.clone(), column: Box::new(column) });
    let last = alter(Pair::new(bare.clone(), column.next.clone()));
    vec![alter(Pair::new(column.previous.clone(), bare)), last]
}
