use schemist_schema::{Constraint, Operation, QualifiedName};

use crate::item::Item;
use crate::restrictions::restricts;

/// Whose turn it is among items that do not depend on each other: what a reader expects. New things
/// early, drops late, in between table by table.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Priority {
    phase: Phase,
    object: QualifiedName,
    rank: u8,
    /// New columns come in the order of the model.
    place: usize,
    /// So that the order does not depend on that of the list.
    words: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// What follows in the list uses the new names.
    Renames,
    CreateNamespaces,
    CreateTypes,
    CreateTables,
    AlterTables,
    /// Behind all else that tables gain, as in a dump: they are what ties tables to each other.
    AddForeignKeys,
    DropColumns,
    DropTables,
    /// What the table is meant to be by then may be forbidden before.
    RestrictTables,
    DropTypes,
    DropNamespaces,
}

/// For each item its place by priority alone.
pub(crate) fn ranks(items: &[Item]) -> Vec<usize> {
    let mut sorted: Vec<(Priority, usize)> =
        items.iter().enumerate().map(|(i, item)| (Priority::of(i, item), i)).collect();
    sorted.sort();
    let mut ranks = vec![0; items.len()];
    for (rank, (_, item)) in sorted.into_iter().enumerate() {
        ranks[item] = rank;
    }
    ranks
}

impl Priority {
    fn of(index: usize, item: &Item) -> Self {
        let operation = &item.operation;
        // What the engine does by itself it has done at once.
        let (phase, rank) = if item.silent { (Phase::Renames, 7) } else { phase_and_rank(operation) };
        let place = if matches!(operation, Operation::AddColumn { .. }) { index } else { 0 };
        Self { phase, object: object(operation), rank, place, words: operation.describe() }
    }
}

fn phase_and_rank(operation: &Operation) -> (Phase, u8) {
    match operation {
        Operation::RenameTable { .. } => (Phase::Renames, 0),
        Operation::RenameColumn { .. } => (Phase::Renames, 1),
        Operation::RenameConstraint { .. } => (Phase::Renames, 2),
        Operation::RenameIndex { .. } => (Phase::Renames, 3),
        Operation::RenameEnum { .. } => (Phase::Renames, 4),
        Operation::RenameEnumValue { .. } => (Phase::Renames, 5),
        Operation::RenameSequence { .. } => (Phase::Renames, 6),
        Operation::CreateNamespace { .. } => (Phase::CreateNamespaces, 0),
        Operation::CreateEnum { .. } => (Phase::CreateTypes, 0),
        Operation::AlterEnum { .. } => (Phase::CreateTypes, 1),
        Operation::CreateSequence { .. } => (Phase::CreateTypes, 2),
        Operation::CreateTable { .. } => (Phase::CreateTables, 0),
        Operation::DropIndex { .. } => (Phase::AlterTables, 0),
        Operation::DropConstraint { constraint, .. } => match constraint {
            Constraint::ForeignKey(_) => (Phase::AlterTables, 1),
            Constraint::Check(_) | Constraint::Exclusion(_) => (Phase::AlterTables, 2),
            Constraint::Unique(_) => (Phase::AlterTables, 3),
            Constraint::PrimaryKey(_) => (Phase::AlterTables, 4),
        },
        Operation::AddColumn { .. } => (Phase::AlterTables, 5),
        Operation::AlterColumn { .. } | Operation::ReplaceValues { .. } => (Phase::AlterTables, 6),
        Operation::AlterSequence { .. } => (Phase::AlterTables, 7),
        Operation::AddConstraint { constraint, .. } => match constraint {
            Constraint::PrimaryKey(_) => (Phase::AlterTables, 8),
            Constraint::Unique(_) => (Phase::AlterTables, 9),
            Constraint::Check(_) | Constraint::Exclusion(_) => (Phase::AlterTables, 10),
            Constraint::ForeignKey(_) => (Phase::AddForeignKeys, 0),
        },
        Operation::CreateIndex { .. } => (Phase::AlterTables, 11),
        Operation::ValidateConstraint { .. } => (Phase::AddForeignKeys, 1),
        Operation::SetTableOptions { options, .. } => match restricts(options) {
            Some(true) => (Phase::RestrictTables, 0),
            Some(false) => (Phase::AlterTables, 0),
            None => (Phase::AlterTables, 12),
        },
        Operation::SetComment { .. } => (Phase::AlterTables, 13),
        Operation::DropColumn { .. } => (Phase::DropColumns, 0),
        Operation::DropTable { .. } => (Phase::DropTables, 0),
        Operation::DropSequence { .. } => (Phase::DropTypes, 0),
        Operation::DropEnum { .. } => (Phase::DropTypes, 1),
        Operation::DropNamespace { .. } => (Phase::DropNamespaces, 0),
    }
}

/// What it is sorted under: the table, or what it is about where that is none.
fn object(operation: &Operation) -> QualifiedName {
    if let Some(table) = operation.table() {
        return table.clone();
    }
    match operation {
        Operation::CreateEnum { enum_type } | Operation::DropEnum { enum_type } => enum_type.name.clone(),
        Operation::RenameEnum { name } | Operation::RenameSequence { name } => name.previous.clone(),
        Operation::RenameEnumValue { name, .. } | Operation::AlterEnum { name, .. } => name.clone(),
        Operation::CreateSequence { sequence } | Operation::DropSequence { sequence } => {
            sequence.name.clone()
        }
        Operation::AlterSequence { sequence } => match &sequence.next.owned_by {
            Some((table, _)) => table.clone(),
            None => sequence.next.name.clone(),
        },
        Operation::CreateNamespace { name } | Operation::DropNamespace { name } => {
            QualifiedName::new(name.clone())
        }
        _ => QualifiedName::new(""),
    }
}
