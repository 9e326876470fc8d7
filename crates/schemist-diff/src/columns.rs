//! Columns of a table that stays.

use schemist_schema::{Column, CommentTarget, Operation, Pair, Table};

use crate::tables::set_comment;
use crate::values::{self, Surroundings};

/// Dropped, altered, added; comments apart.
pub(crate) fn compare(cx: Surroundings<'_>, table: Pair<&Table>) -> Vec<Operation> {
    let name = &table.next.name;
    // The way back adds them again, from the last to the first in this list.
    let dropped = table.previous.columns.iter().rev().filter(|c| table.next.columns.named(&c.name).is_none());
    let added = table.next.columns.iter().filter(|c| table.previous.columns.named(&c.name).is_none());

    let mut operations: Vec<Operation> = Vec::new();
    operations.extend(pairs(table).flat_map(|column| values::follow(cx, table, column, altered(column))));
    operations
        .extend(dropped.map(|c| Operation::DropColumn { table: name.clone(), column: Box::new(c.clone()) }));
    operations
        .extend(added.map(|c| Operation::AddColumn { table: name.clone(), column: Box::new(c.clone()) }));
    operations
}

/// Comments on columns that stay.
pub(crate) fn comments(table: Pair<&Table>) -> Vec<Operation> {
    let name = &table.next.name;
    pairs(table)
        .filter_map(|column| {
            let on = CommentTarget::Column(name.clone(), column.next.name.clone());
            set_comment(on, Pair::new(&column.previous.comment, &column.next.comment))
        })
        .collect()
}

fn pairs(table: Pair<&Table>) -> impl Iterator<Item = Pair<&Column>> {
    let previous = &table.previous.columns;
    table.next.columns.iter().filter_map(move |c| previous.named(&c.name).map(|p| Pair::new(p, c)))
}

/// Both definitions, where they differ in more than the comment.
fn altered(column: Pair<&Column>) -> Option<Pair<Column>> {
    let mut next = column.next.clone();
    next.comment.clone_from(&column.previous.comment);
    (*column.previous != next).then(|| Pair::new(column.previous.clone(), next))
}
