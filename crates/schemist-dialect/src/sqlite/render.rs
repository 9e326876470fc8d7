use schemist_schema::{Action, Index, Operation, Pair, QualifiedName, Schema, Table};

use super::create::{column, create_index, create_table};
use super::quoting::{quote, string_literal};
use super::rebuild::scratch_name;
use super::table::{same_name, table_named};
use crate::values::{literal_in, replace_values};
use crate::{Statement, Unsupported};

/// What SQLite can do without building the table anew; [`super::rebuild::alters_in_place`] says when.
pub(crate) fn render(operation: &Operation, state: Pair<&Schema>) -> Result<Vec<Statement>, Unsupported> {
    match operation {
        Operation::CreateTable { table } => {
            let mut statements = vec![Statement::new(create_table(table, &table.name.name))];
            statements.extend(create_indexes(table)?);
            Ok(statements)
        }
        Operation::DropTable { table } => Ok(vec![drop_table(table, state.next)]),
        Operation::RenameTable { name } => Ok(rename_table(name)),
        Operation::AddColumn { table, column: added } => {
            Ok(one(format!("ALTER TABLE {} ADD COLUMN {}", quote(&table.name), column(added))))
        }
        Operation::DropColumn { table, column } => {
            Ok(one(format!("ALTER TABLE {} DROP COLUMN {}", quote(&table.name), quote(&column.name))))
        }
        Operation::RenameColumn { table, name } => Ok(one(format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            quote(&table.name),
            quote(&name.previous),
            quote(&name.next)
        ))),
        Operation::ReplaceValues { table, column, values } => {
            let literal = literal_in(state.previous, table, column, string_literal);
            Ok(one(replace_values(&quote(&table.name), &quote(column), values, literal)))
        }
        Operation::CreateIndex { table, index } => Ok(one(create_index(&table.name, index)?)),
        Operation::DropIndex { index, .. } => Ok(vec![drop_index(index)?]),
        Operation::RenameIndex { table, name } => rename_index(table, name, state),
        Operation::SetTableOptions { .. }
        | Operation::AlterColumn { .. }
        | Operation::AddConstraint { .. }
        | Operation::DropConstraint { .. }
        | Operation::RenameConstraint { .. }
        | Operation::ValidateConstraint { .. } => {
            Err(Unsupported::new("SQLite changes columns and constraints only by building the table anew"))
        }
        Operation::CreateNamespace { .. } | Operation::DropNamespace { .. } => {
            Err(Unsupported::new("SQLite has no schemas"))
        }
        Operation::CreateEnum { .. }
        | Operation::DropEnum { .. }
        | Operation::RenameEnum { .. }
        | Operation::RenameEnumValue { .. }
        | Operation::AlterEnum { .. } => Err(Unsupported::new("SQLite has no enum types")),
        Operation::CreateSequence { .. }
        | Operation::DropSequence { .. }
        | Operation::AlterSequence { .. }
        | Operation::RenameSequence { .. } => Err(Unsupported::new("SQLite has no sequences")),
        Operation::SetComment { .. } => Err(Unsupported::new("SQLite keeps no comments")),
    }
}

fn one(sql: String) -> Vec<Statement> {
    vec![Statement::new(sql)]
}

/// The statements that create the indexes of a table.
pub(super) fn create_indexes(table: &Table) -> Result<Vec<Statement>, Unsupported> {
    table.indexes.iter().map(|index| create_index(&table.name.name, index).map(Statement::new)).collect()
}

/// DROP TABLE deletes the rows first. With foreign keys on, that would run the actions of those that still
/// refer to the table, or fail: it has to happen with foreign keys off.
fn drop_table(table: &Table, after: &Schema) -> Statement {
    let sql = format!("DROP TABLE {}", quote(&table.name.name));
    let from_others =
        after.tables.values().flat_map(|t| &t.foreign_keys).any(|f| refers_to(&f.references, table));
    // RESTRICT and the like act on each row, also where the row that refers is the next to go.
    let from_itself = table.foreign_keys.iter().any(|f| {
        refers_to(&f.references, table) && !matches!(f.on_delete, Action::NoAction | Action::Cascade)
    });
    if from_others || from_itself { Statement::outside_transaction(sql) } else { Statement::new(sql) }
}

fn refers_to(name: &QualifiedName, table: &Table) -> bool {
    same_name(&name.name, &table.name.name)
}

/// To SQLite a name in other letters is the same name, and taken.
fn rename_table(name: &Pair<QualifiedName>) -> Vec<Statement> {
    let rename =
        |from: &str, to: &str| Statement::new(format!("ALTER TABLE {} RENAME TO {}", quote(from), quote(to)));
    let Pair { previous, next } = name;
    if same_name(&previous.name, &next.name) {
        let between = scratch_name(&next.name);
        return vec![rename(&previous.name, &between), rename(&between, &next.name)];
    }
    vec![rename(&previous.name, &next.name)]
}

fn drop_index(index: &Index) -> Result<Statement, Unsupported> {
    let name = index.name.as_deref().ok_or_else(|| Unsupported::new("the index has no name"))?;
    Ok(Statement::new(format!("DROP INDEX {}", quote(name))))
}

/// An index is made anew under its new name.
fn rename_index(
    table: &QualifiedName,
    name: &Pair<String>,
    state: Pair<&Schema>,
) -> Result<Vec<Statement>, Unsupported> {
    let missing = || Unsupported::new(format!("there is no index {} on {table}", name.previous));
    let index = table_named(state.next, table).and_then(|t| t.index(&name.next)).ok_or_else(missing)?;
    let drop = Statement::new(format!("DROP INDEX {}", quote(&name.previous)));
    Ok(vec![drop, Statement::new(create_index(&table.name, index)?)])
}
