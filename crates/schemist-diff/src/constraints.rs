//! Constraints of a table that stays: compared by name where the engine names them, else by content; alike
//! under another name is a rename.

use std::collections::BTreeSet;

use schemist_dialect::Dialect;
use schemist_schema::{
    ColumnType, CommentTarget, Constraint, Engine, Operation, Pair, QualifiedName, Schema, Table,
};

use crate::tables::{TableChanges, set_comment};

/// Sorts the changes into the waves.
pub(crate) fn compare(table: Pair<&Table>, dialect: &Dialect, changes: &mut TableChanges) {
    let name = &table.next.name;
    let named = dialect.capabilities().constraint_names;
    let mut previous: Vec<Constraint> = table.previous.constraints().collect();
    let mut left: Vec<Constraint> = Vec::new();

    // Equal in all but the comment, under the same name.
    for next in table.next.constraints() {
        match previous.iter().position(|p| same_but_comment(p, &next)) {
            Some(at) => {
                let previous = previous.remove(at);
                change_comment(name, previous, next, dialect, changes);
            }
            None => left.push(next),
        }
    }
    for next in left {
        if let Some(at) = previous.iter().position(|p| is_only_proved(p, &next)) {
            let pair = Pair::new(previous.remove(at), next.clone());
            let proved =
                Operation::ValidateConstraint { table: name.clone(), constraint: Box::new(pair.clone()) };
            changes.additions.push(proved);
            change_comment(name, pair.previous, next, dialect, changes);
            continue;
        }
        let taken = previous.iter().any(|p| p.name().is_some() && p.name() == next.name());
        // Where a constraint needs no name, only another name is a rename.
        let has_names = |p: &Constraint| named || p.name().is_some() && next.name().is_some();
        let alike = previous.iter().position(|p| !taken && has_names(p) && same_but_name(p, &next));
        if let Some(at) = alike {
            let previous = previous.remove(at);
            changes.removals.extend(rename(name, &previous, &next));
            change_comment(name, previous, next, dialect, changes);
        } else {
            changes.additions.push(Operation::AddConstraint { table: name.clone(), constraint: next });
        }
    }
    let drop = |constraint| Operation::DropConstraint { table: name.clone(), constraint };
    changes.removals.extend(previous.into_iter().map(drop));
}

/// A constraint without a name, which is the primary key of MySQL, gets another comment by being made again.
fn change_comment(
    table: &QualifiedName,
    mut previous: Constraint,
    mut next: Constraint,
    dialect: &Dialect,
    changes: &mut TableChanges,
) {
    let comments = Pair::new(&*previous.comment_mut(), &*next.comment_mut()).map(Clone::clone);
    if !dialect.capabilities().comments || comments.is_same() {
        return;
    }
    let Some(name) = next.name().map(str::to_owned) else {
        let table = table.clone();
        changes.removals.push(Operation::DropConstraint { table: table.clone(), constraint: previous });
        changes.additions.push(Operation::AddConstraint { table, constraint: next });
        return;
    };
    let on = CommentTarget::Constraint(table.clone(), next.kind(), name);
    changes.additions.extend(set_comment(on, comments.as_ref()));
}

fn rename(table: &QualifiedName, previous: &Constraint, next: &Constraint) -> Option<Operation> {
    let name = Pair::new(previous.name()?.to_owned(), next.name()?.to_owned());
    Some(Operation::RenameConstraint { table: table.clone(), kind: next.kind(), name })
}

/// The same constraint under the same name, once declared `NOT VALID` and now without.
fn is_only_proved(previous: &Constraint, next: &Constraint) -> bool {
    if !previous.is_not_valid() || next.is_not_valid() || previous.name() != next.name() {
        return false;
    }
    let mut proved = previous.clone();
    match &mut proved {
        Constraint::ForeignKey(key) => key.not_valid = false,
        Constraint::Check(check) => check.not_valid = false,
        Constraint::PrimaryKey(_) | Constraint::Unique(_) | Constraint::Exclusion(_) => {}
    }
    same_but_comment(&proved, next)
}

fn same_but_comment(a: &Constraint, b: &Constraint) -> bool {
    let mut b = b.clone();
    b.comment_mut().clone_from(a.clone().comment_mut());
    *a == b
}

fn same_but_name(a: &Constraint, b: &Constraint) -> bool {
    let mut b = b.clone();
    *b.name_mut() = a.name().map(str::to_owned);
    same_but_comment(a, &b)
}

/// Foreign keys that stay as they are but stand in the way: PostgreSQL refuses to drop the key they refer
/// to, and to change the type of one side alone. They are dropped first and added again.
pub(crate) fn rebuild_dependent_foreign_keys(
    schemas: Pair<&Schema>,
    tables: &[Pair<&Table>],
    changes: &mut [TableChanges],
    dialect: &Dialect,
) {
    if !dialect.capabilities().alters_columns {
        return;
    }
    let dropped_keys = dropped_keys(changes);
    let counts = dialect.capabilities().holds_columns;
    let mut retyped = retyped_columns(changes, counts);
    if dialect.engine() == Engine::Mysql {
        retyped.extend(recollated_columns(tables, changes));
    }
    for (table, changes) in tables.iter().zip(changes.iter_mut()) {
        let name = &table.next.name;
        let dropped: BTreeSet<Option<String>> =
            changes.removals.iter().filter_map(dropped_foreign_key).collect();
        for key in &table.previous.foreign_keys {
            let stays = table.next.foreign_keys.iter().find(|k| k.name == key.name);
            let Some(stays) = stays.filter(|_| !dropped.contains(&key.name)) else { continue };
            if !schemas.next.tables.contains_key(&key.references) {
                continue;
            }
            let target: BTreeSet<&str> = key.references_columns.iter().map(String::as_str).collect();
            let loses_key = dropped_keys.iter().any(|(t, columns)| {
                *t == key.references && columns.iter().map(String::as_str).eq(target.iter().copied())
            });
            let is_retyped = |table: &QualifiedName, columns: &[String]| {
                columns.iter().any(|c| retyped.contains(&(table.clone(), c.clone())))
            };
            if loses_key
                || is_retyped(name, &key.columns)
                || is_retyped(&key.references, &key.references_columns)
            {
                let [old, new] = [key, stays].map(|k| Constraint::ForeignKey(k.clone()));
                changes.additions.retain(|operation| !proves(operation, &new));
                changes.removals.push(Operation::DropConstraint { table: name.clone(), constraint: old });
                changes.additions.push(Operation::AddConstraint { table: name.clone(), constraint: new });
            }
        }
    }
}

/// Whether an operation proves a constraint that is declared anew anyway.
fn proves(operation: &Operation, declared: &Constraint) -> bool {
    matches!(operation, Operation::ValidateConstraint { constraint, .. } if constraint.next == *declared)
}

/// The column sets of primary keys, unique constraints and unique indexes that go.
fn dropped_keys(changes: &[TableChanges]) -> Vec<(QualifiedName, BTreeSet<String>)> {
    let removals = changes.iter().flat_map(|c| &c.removals);
    removals
        .filter_map(|operation| match operation {
            Operation::DropConstraint { table, constraint: Constraint::PrimaryKey(key) } => {
                Some((table.clone(), key.columns.iter().map(|c| c.name.clone()).collect()))
            }
            Operation::DropConstraint { table, constraint: Constraint::Unique(key) } => {
                Some((table.clone(), key.columns.iter().map(|c| c.name.clone()).collect()))
            }
            Operation::DropIndex { table, index } if index.unique => {
                Some((table.clone(), index.key_columns().map(str::to_owned).collect()))
            }
            _ => None,
        })
        .collect()
}

/// Where it `counts`, also those that are AUTO_INCREMENT from now on, or are it no more.
fn retyped_columns(changes: &[TableChanges], counts: bool) -> BTreeSet<(QualifiedName, String)> {
    let columns = changes.iter().flat_map(|c| &c.columns);
    columns
        .filter_map(|operation| match operation {
            Operation::AlterColumn { table, column }
                if column.previous.ty != column.next.ty
                    || counts && column.previous.auto_increment != column.next.auto_increment =>
            {
                Some((table.clone(), column.next.name.clone()))
            }
            _ => None,
        })
        .collect()
}

/// MySQL: columns whose collation changes, their own or that of their table.
fn recollated_columns(
    tables: &[Pair<&Table>],
    changes: &[TableChanges],
) -> BTreeSet<(QualifiedName, String)> {
    let mut found = BTreeSet::new();
    for (table, changes) in tables.iter().zip(changes) {
        let name = &table.next.name;
        for operation in &changes.columns {
            match operation {
                Operation::AlterColumn { column, .. }
                    if column.previous.collation != column.next.collation =>
                {
                    found.insert((name.clone(), column.next.name.clone()));
                }
                Operation::SetTableOptions { options, .. }
                    if options.previous.get("collate") != options.next.get("collate") =>
                {
                    let text =
                        table.next.columns.iter().filter(|c| c.collation.is_none() && holds_text(&c.ty));
                    found.extend(text.map(|c| (name.clone(), c.name.clone())));
                }
                _ => {}
            }
        }
    }
    found
}

fn holds_text(ty: &ColumnType) -> bool {
    matches!(
        ty,
        ColumnType::Char { .. } | ColumnType::Varchar { .. } | ColumnType::Text | ColumnType::Named { .. }
    )
}

fn dropped_foreign_key(operation: &Operation) -> Option<Option<String>> {
    match operation {
        Operation::DropConstraint { constraint: Constraint::ForeignKey(key), .. } => Some(key.name.clone()),
        _ => None,
    }
}
