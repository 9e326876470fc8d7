//! When SQLite's own ALTER TABLE is enough (https://sqlite.org/lang_altertable.html).

use schemist_schema::{
    Check, Column, Expression, IndexTarget, Operation, Pair, QualifiedName, Schema, Table, UnmanagedKind,
};

use super::create::{is_constant, is_null};
use super::dependents;
use super::table::{same_name, table_named};
use crate::Capabilities;

pub(crate) fn alters_in_place(
    operation: &Operation,
    state: Pair<&Schema>,
    capabilities: &Capabilities,
) -> bool {
    match operation {
        Operation::AddColumn { table, column } => can_add(table, column, state),
        Operation::DropColumn { table, column } => {
            capabilities.version >= (3, 35) && can_drop(table, column, state.previous)
        }
        Operation::SetTableOptions { .. }
        | Operation::AlterColumn { .. }
        | Operation::AddConstraint { .. }
        | Operation::DropConstraint { .. }
        | Operation::RenameConstraint { .. }
        | Operation::ValidateConstraint { .. } => false,
        Operation::CreateNamespace { .. }
        | Operation::DropNamespace { .. }
        | Operation::CreateTable { .. }
        | Operation::DropTable { .. }
        | Operation::RenameTable { .. }
        | Operation::RenameColumn { .. }
        | Operation::ReplaceValues { .. }
        | Operation::CreateIndex { .. }
        | Operation::DropIndex { .. }
        | Operation::RenameIndex { .. }
        | Operation::CreateEnum { .. }
        | Operation::DropEnum { .. }
        | Operation::RenameEnum { .. }
        | Operation::RenameEnumValue { .. }
        | Operation::AlterEnum { .. }
        | Operation::CreateSequence { .. }
        | Operation::DropSequence { .. }
        | Operation::AlterSequence { .. }
        | Operation::RenameSequence { .. }
        | Operation::SetComment { .. } => true,
    }
}

/// ADD COLUMN only writes the definition down: what would have to touch the rows it refuses.
fn can_add(table: &QualifiedName, column: &Column, state: Pair<&Schema>) -> bool {
    let constrained = table_named(state.next, table)
        .is_some_and(|table| table.constraints().any(|c| c.uses_column(&column.name)));
    let value_for_old_rows = match &column.default {
        Some(default) => is_constant(default) && (column.nullable || !is_null(default)),
        None => column.nullable,
    };
    let fits = match &column.generated {
        Some(generated) => !generated.stored,
        None => value_for_old_rows,
    };
    fits && !constrained && !column.auto_increment
}

/// DROP COLUMN refuses where anything still mentions the column.
fn can_drop(table: &QualifiedName, column: &Column, before: &Schema) -> bool {
    let Some(table) = table_named(before, table) else { return false };
    // A check written in the column's definition goes with it, whatever it is about.
    let written_there =
        |check: &Check| check.origin.inline_in.as_ref().is_some_and(|c| same_name(c, &column.name));
    let used = table.columns.len() == 1
        || table.checks.iter().any(written_there)
        || table.constraints().any(|c| c.uses_column(&column.name))
        || table.indexes.iter().any(|i| i.uses_column(&column.name))
        || expressions(table, column).any(|e| dependents::has_identifier(&e.sql, &column.name));
    !used && !in_definitions(table, column, before)
}

/// Every expression of the table but the column's own.
fn expressions<'t>(table: &'t Table, column: &Column) -> impl Iterator<Item = &'t Expression> {
    let others = table.columns.iter().filter(|c| !same_name(&c.name, &column.name));
    let generated = others.filter_map(|c| c.generated.as_ref()).map(|g| &g.expression);
    let keys = table.indexes.iter().flat_map(|index| &index.keys).filter_map(|key| match &key.target {
        IndexTarget::Expression(expression) => Some(expression),
        IndexTarget::Column(_) => None,
    });
    let predicates = table.indexes.iter().filter_map(|index| index.predicate.as_ref());
    generated.chain(table.checks.iter().map(|c| &c.expression)).chain(keys).chain(predicates)
}

/// Whether a view or trigger may mention it: a name that only looks like it is enough to be careful.
fn in_definitions(table: &Table, column: &Column, before: &Schema) -> bool {
    before.unmanaged.iter().any(|object| {
        matches!(object.kind, UnmanagedKind::View | UnmanagedKind::Trigger)
            && dependents::concerns(object, table)
            && object.definition.as_deref().is_none_or(|sql| dependents::has_identifier(sql, &column.name))
    })
}
