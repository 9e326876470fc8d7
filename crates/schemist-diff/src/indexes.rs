//! Indexes of a table that stays: compared by name; alike under another name is a rename.

use schemist_dialect::Dialect;
use schemist_schema::{CommentTarget, Index, Operation, Pair, Table};

use crate::tables::{TableChanges, set_comment};

/// Sorts the changes into the waves.
pub(crate) fn compare(table: Pair<&Table>, dialect: &Dialect, changes: &mut TableChanges) {
    let name = &table.next.name;
    let of_name = |t: &'_ Table, index: &Index| -> Option<Index> {
        index.name.as_deref().and_then(|n| t.index(n)).cloned()
    };
    let mut dropped: Vec<&Index> =
        table.previous.indexes.iter().filter(|i| of_name(table.next, i).is_none()).collect();
    for index in &table.next.indexes {
        match of_name(table.previous, index) {
            Some(previous) => compare_one(table, Pair::new(&previous, index), dialect, changes),
            None => {
                let alike = dropped.iter().position(|d| same_but_name(d, index));
                match alike.filter(|_| dialect.capabilities().constraint_names) {
                    Some(at) => rename(table, Pair::new(dropped.remove(at), index), changes),
                    None => changes
                        .additions
                        .push(Operation::CreateIndex { table: name.clone(), index: Box::new(index.clone()) }),
                }
            }
        }
    }
    changes.removals.extend(
        dropped.into_iter().map(|i| Operation::DropIndex { table: name.clone(), index: Box::new(i.clone()) }),
    );
}

fn compare_one(table: Pair<&Table>, index: Pair<&Index>, dialect: &Dialect, changes: &mut TableChanges) {
    let name = &table.next.name;
    if !same_but_name(index.previous, index.next) {
        let [old, new] = [index.previous, index.next].map(|i| Box::new(i.clone()));
        changes.removals.push(Operation::DropIndex { table: name.clone(), index: old });
        changes.additions.push(Operation::CreateIndex { table: name.clone(), index: new });
    } else if dialect.capabilities().comments
        && let Some(index_name) = &index.next.name
    {
        let on = CommentTarget::Index(name.clone(), index_name.clone());
        changes.additions.extend(set_comment(on, Pair::new(&index.previous.comment, &index.next.comment)));
    }
}

fn rename(table: Pair<&Table>, index: Pair<&Index>, changes: &mut TableChanges) {
    let (Some(from), Some(to)) = (&index.previous.name, &index.next.name) else { return };
    let name = Pair::new(from.clone(), to.clone());
    changes.removals.push(Operation::RenameIndex { table: table.next.name.clone(), name });
    let on = CommentTarget::Index(table.next.name.clone(), to.clone());
    changes.additions.extend(set_comment(on, Pair::new(&index.previous.comment, &index.next.comment)));
}

/// Equal but for name and comment.
fn same_but_name(a: &Index, b: &Index) -> bool {
    let mut b = b.clone();
    b.name.clone_from(&a.name);
    b.comment.clone_from(&a.comment);
    *a == b
}
