//! Which changes share a statement: all of a table where the engine gains from that, or those that make it write
//! the whole table anew.

use std::collections::{BTreeMap, BTreeSet};

use schemist_dialect::{Combining, Dialect};
use schemist_schema::{Constraint, ConstraintKind, Operation, QualifiedName};

use crate::{item::Item, order::Ordered};

/// The items by place, those together that share a statement, in the order in which they are carried out: the
/// changes of each table, as far as nothing that depends on one of them comes between. Foreign keys go before and
/// come after what else changes.
pub(crate) fn groups(ordered: &Ordered, dialect: &Dialect) -> Vec<Vec<usize>> {
    let mut groups = Vec::with_capacity(ordered.items.len());
    let mut open = OpenTables::default();
    let mut done = BTreeSet::new();
    for (i, item) in ordered.items.iter().enumerate() {
        if done.contains(&i) {
            continue;
        }
        // Renamed after its foreign key, an index that the server made for it would be another by then.
        if let Some(at) = own_index_renamed(&ordered.items, item)
            && done.insert(at)
        {
            groups.push(vec![at]);
        }
        let table = altered_table(&item.operation).filter(|_| combines(item, dialect));
        let adds_foreign_key =
            matches!(&item.operation, Operation::AddConstraint { constraint: Constraint::ForeignKey(_), .. });
        if adds_foreign_key {
            for table in open.names() {
                let waits = |needs: &[usize]| !open.of_others(needs, Some(&table)).is_empty();
                for at in changes_that_may_come(ordered, i, &table, &done, &waits, dialect) {
                    done.insert(at);
                    if let Some(table) = ordered.items.get(at).and_then(|item| item.operation.table()) {
                        open.add(table, at);
                    }
                }
            }
            while let Some((_, changes)) = open.close_first() {
                groups.push(changes);
            }
        }
        let needed = ordered.predecessors.get(i).map(Vec::as_slice).unwrap_or_default();
        for needed in open.of_others(needed, table) {
            // What will be the index of a foreign key comes in the statement that takes the one it had.
            let waits = |needs: &[usize]| !open.of_others(needs, Some(&needed)).is_empty();
            for at in changes_that_may_come(ordered, i, &needed, &done, &waits, dialect) {
                done.insert(at);
                if let Some(table) = ordered.items.get(at).and_then(|item| item.operation.table()) {
                    open.add(table, at);
                }
            }
            groups.push(open.close(&needed));
        }
        match table {
            Some(table) => open.add(table, i),
            None => groups.push(vec![i]),
        }
    }
    while let Some((_, changes)) = open.close_first() {
        groups.push(changes);
    }
    if dialect.capabilities().combines_alterations == Combining::Rewrites {
        // Where the last of them stands: whoever waits for one of them stands behind all of them.
        groups.sort_by_key(|group| group.iter().max().copied());
    }
    groups
}

/// The indexes and keys that a table gets later, and the columns it loses, but could get and lose now: nothing they
/// need is still to come. A column that counts up cannot be left behind when its key goes.
fn changes_that_may_come(
    ordered: &Ordered,
    now: usize,
    table: &QualifiedName,
    done: &BTreeSet<usize>,
    waits: &dyn Fn(&[usize]) -> bool,
    dialect: &Dialect,
) -> Vec<usize> {
    if dialect.capabilities().combines_alterations != Combining::Everything {
        return Vec::new();
    }
    let may_come = |operation: &Operation| {
        matches!(
            operation,
            Operation::CreateIndex { .. }
                | Operation::DropColumn { .. }
                | Operation::AddConstraint {
                    constraint: Constraint::Unique(_) | Constraint::PrimaryKey(_),
                    ..
                }
        )
    };
    let later = ordered.items.iter().enumerate().skip(now + 1);
    let changes = later.filter(|(at, item)| {
        let ready = ordered
            .predecessors
            .get(*at)
            .is_some_and(|needed| needed.iter().all(|n| *n < now) && !waits(needed));
        !done.contains(at) && item.operation.table() == Some(table) && may_come(&item.operation) && ready
    });
    changes.map(|(at, _)| at).collect()
}

/// Where an index that is called like a foreign key is renamed with it.
fn own_index_renamed(items: &[Item], item: &Item) -> Option<usize> {
    let Operation::RenameConstraint { table, kind: ConstraintKind::ForeignKey, name } = &item.operation
    else {
        return None;
    };
    items.iter().position(|other| {
        matches!(&other.operation, Operation::RenameIndex { table: t, name: n }
            if t == table && n.previous == name.previous)
    })
}

/// Whether it can share a statement with other changes of its table.
fn combines(item: &Item, dialect: &Dialect) -> bool {
    match dialect.capabilities().combines_alterations {
        _ if item.silent => false,
        Combining::Nothing => false,
        Combining::Rewrites => dialect.rewrites_table(&item.operation),
        Combining::Everything => !matches!(
            &item.operation,
            Operation::RenameConstraint { .. }
                | Operation::ReplaceValues { .. }
                | Operation::AddConstraint { constraint: Constraint::ForeignKey(_), .. }
                | Operation::DropConstraint { constraint: Constraint::ForeignKey(_), .. }
        ),
    }
}

/// The table whose definition an operation changes, if it can be part of building the table anew.
pub(crate) fn altered_table(operation: &Operation) -> Option<&QualifiedName> {
    match operation {
        Operation::CreateTable { .. }
        | Operation::DropTable { .. }
        | Operation::RenameTable { .. }
        | Operation::RenameColumn { .. } => None,
        other => other.table(),
    }
}

/// Tables with changes that are not yet carried out.
#[derive(Debug, Default)]
pub(crate) struct OpenTables<'a> {
    changes: BTreeMap<&'a QualifiedName, Vec<usize>>,
    tables: BTreeMap<usize, &'a QualifiedName>,
}

impl<'a> OpenTables<'a> {
    pub(crate) fn add(&mut self, table: &'a QualifiedName, item: usize) {
        self.changes.entry(table).or_default().push(item);
        self.tables.insert(item, table);
    }

    /// The open tables with one of the items among their changes.
    pub(crate) fn of_others(&self, items: &[usize], own: Option<&QualifiedName>) -> Vec<QualifiedName> {
        let tables: BTreeSet<&QualifiedName> =
            items.iter().filter_map(|i| self.tables.get(i).copied()).collect();
        tables.into_iter().filter(|table| Some(*table) != own).cloned().collect()
    }

    fn names(&self) -> Vec<QualifiedName> {
        self.changes.keys().map(|table| (*table).clone()).collect()
    }

    pub(crate) fn close(&mut self, table: &QualifiedName) -> Vec<usize> {
        let changes = self.changes.remove(table).unwrap_or_default();
        for item in &changes {
            self.tables.remove(item);
        }
        changes
    }

    pub(crate) fn close_first(&mut self) -> Option<(QualifiedName, Vec<usize>)> {
        let table = self.changes.keys().next().copied()?;
        Some((table.clone(), self.close(table)))
    }
}
