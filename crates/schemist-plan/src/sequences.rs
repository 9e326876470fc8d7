//! Sequences that belong to a column: written as `serial` where that says it all, otherwise created
//! before the column and tied to it afterwards, and dropped with it.

use std::collections::BTreeMap;

use schemist_dialect::Dialect;
use schemist_schema::{Column, ColumnType, Operation, Pair, QualifiedName, Sequence, SequenceOptions};

use crate::{expressions::nextval_sequence, item::Item};

type Owner = (QualifiedName, String);

/// Folds, splits and leaves out what has to do with owned sequences.
pub(crate) fn with_their_columns(mut items: Vec<Item>, dialect: &Dialect) -> Vec<Item> {
    if !dialect.capabilities().sequences {
        return items;
    }
    fold_into_serial(&mut items, dialect);
    drop_with_owner(&mut items);
    items.into_iter().flat_map(split_owner).collect()
}

/// A sequence that `serial` would create is not created on its own.
fn fold_into_serial(items: &mut Vec<Item>, dialect: &Dialect) {
    let mut sequences: BTreeMap<Owner, Sequence> = BTreeMap::new();
    for item in items.iter() {
        if let Operation::CreateSequence { sequence } = &item.operation
            && let Some(owner) = &sequence.owned_by
            && is_plain(sequence, dialect)
        {
            sequences.insert(owner.clone(), sequence.clone());
        }
    }
    let mut folded = Vec::new();
    for item in items.iter_mut() {
        let mut rendered = item.operation.clone();
        let mut first = Vec::new();
        let (table, columns) = match &mut rendered {
            Operation::CreateTable { table } => (table.name.clone(), &mut table.columns[..]),
            Operation::AddColumn { table, column } => (table.clone(), std::slice::from_mut(&mut **column)),
            _ => continue,
        };
        for column in columns {
            let owner = (table.clone(), column.name.clone());
            if let Some(sequence) = sequences.get(&owner).filter(|s| is_serial(column, s)) {
                column.serial = true;
                column.default = None;
                folded.push(sequence.name.clone());
                first.push(Operation::CreateSequence { sequence: sequence.clone() });
            }
        }
        if !first.is_empty() {
            item.render_instead(rendered, first);
        }
    }
    folded.sort();
    items.retain(|item| match &item.operation {
        Operation::CreateSequence { sequence } => folded.binary_search(&sequence.name).is_err(),
        _ => true,
    });
}

/// Whether it is just as `serial` makes it for its owner.
fn is_plain(sequence: &Sequence, dialect: &Dialect) -> bool {
    let Some((table, column)) = &sequence.owned_by else { return false };
    let conventional = format!("{}_{column}_seq", table.name);
    let fits = dialect.capabilities().max_identifier_bytes.is_none_or(|max| conventional.len() <= max);
    fits && sequence.name == table.sibling(conventional)
        && sequence.options == SequenceOptions::default()
        && sequence.comment.is_none()
}

fn is_serial(column: &Column, sequence: &Sequence) -> bool {
    let default = column.default.as_ref().and_then(nextval_sequence);
    default.as_ref() == Some(&sequence.name)
        && column.ty == sequence.ty
        && matches!(column.ty, ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt)
        && !column.nullable
        && column.identity.is_none()
        && column.generated.is_none()
}

/// A sequence goes with the column that owns it: no statement of its own.
fn drop_with_owner(items: &mut Vec<Item>) {
    let mut owners: BTreeMap<(QualifiedName, Option<String>), usize> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        match &item.operation {
            Operation::DropTable { table } => {
                owners.insert((table.name.clone(), None), i);
            }
            Operation::DropColumn { table, column } => {
                owners.insert((table.clone(), Some(column.name.clone())), i);
            }
            _ => {}
        }
    }
    let mut gone = vec![false; items.len()];
    for i in 0..items.len() {
        let Operation::DropSequence { sequence } = &items[i].operation else { continue };
        let Some((table, column)) = &sequence.owned_by else { continue };
        let owner = owners
            .get(&(table.clone(), Some(column.clone())))
            .or_else(|| owners.get(&(table.clone(), None)))
            .copied();
        if let Some(owner) = owner {
            let operation = items[i].operation.clone();
            items[owner].cover_after(operation);
            gone[i] = true;
        }
    }
    let mut gone = gone.into_iter();
    items.retain(|_| !gone.next().unwrap_or_default());
}

/// A sequence is there before its column, because of the default, and belongs to it afterwards.
fn split_owner(item: Item) -> Vec<Item> {
    match item.operation {
        Operation::CreateSequence { sequence } if sequence.owned_by.is_some() => {
            let free = Sequence { owned_by: None, ..sequence.clone() };
            let owned = Operation::AlterSequence { sequence: Box::new(Pair::new(free.clone(), sequence)) };
            vec![Item::new(Operation::CreateSequence { sequence: free }), Item::new(owned)]
        }
        _ => vec![item],
    }
}
