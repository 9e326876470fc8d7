//! Operations to statements. Every change of a table is a clause of `ALTER TABLE`; the clauses of several
//! operations on one table make one statement.

mod clauses;
mod column;
mod definition;
mod sequence;

use schemist_schema::{
    Column, CommentTarget, Constraint, ForeignKey, Index, IndexTarget, Operation, Pair, QualifiedName, Schema,
};

use super::quoting::{quote, string_literal};
use crate::values::{literal_in, replace_values};
use crate::{Capabilities, Statement, Unsupported};
use clauses::Clauses;

type Rendered = Result<Vec<Statement>, Unsupported>;

/// What every part of the renderer looks at.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// The schema just before and just after the operations.
    state: Pair<&'a Schema>,
    capabilities: &'a Capabilities,
}

pub(crate) fn render(operation: &Operation, state: Pair<&Schema>, capabilities: &Capabilities) -> Rendered {
    let cx = Context { state, capabilities };
    match operation {
        Operation::CreateTable { table } => one(definition::create_table(cx, table)?),
        Operation::DropTable { table } => one(format!("DROP TABLE {}", quote(&table.name.name))),
        Operation::RenameTable { name } => Ok(rename_table(name)),
        Operation::RenameColumn { table, name } => rename_column(cx, table, name.as_ref()),
        Operation::RenameConstraint { table, name, .. } => rename_constraint(cx, table, name),
        Operation::AddConstraint { table, constraint: Constraint::ForeignKey(key) } => {
            let mut statements = settle_index(cx, table, key);
            statements.extend(alter_table(table, &[operation], state, capabilities)?);
            Ok(statements)
        }
        Operation::SetComment { on: CommentTarget::Sequence(name), comment } => {
            Ok(vec![sequence::comment(&name.name, comment.next.as_deref())])
        }
        Operation::SetComment { .. }
        | Operation::SetTableOptions { .. }
        | Operation::AddColumn { .. }
        | Operation::DropColumn { .. }
        | Operation::AlterColumn { .. }
        | Operation::AddConstraint { .. }
        | Operation::DropConstraint { .. }
        | Operation::CreateIndex { .. }
        | Operation::DropIndex { .. }
        | Operation::RenameIndex { .. } => match operation.table() {
            Some(table) => alter_table(table, &[operation], state, capabilities),
            None => Err(Unsupported::new("the engine keeps no comment on this")),
        },
        Operation::ReplaceValues { table, column, values } => {
            let literal = literal_in(state.previous, table, column, string_literal);
            one(replace_values(&quote(&table.name), &quote(column), values, literal))
        }
        Operation::ValidateConstraint { .. } => {
            Err(Unsupported::new("constraints of this engine always hold for all rows"))
        }
        Operation::CreateNamespace { .. } | Operation::DropNamespace { .. } => {
            Err(Unsupported::new("a database of this engine has no schemas within it"))
        }
        Operation::CreateEnum { .. }
        | Operation::DropEnum { .. }
        | Operation::RenameEnum { .. }
        | Operation::RenameEnumValue { .. }
        | Operation::AlterEnum { .. } => {
            Err(Unsupported::new("enums of this engine belong to their columns"))
        }
        Operation::CreateSequence { .. }
        | Operation::DropSequence { .. }
        | Operation::AlterSequence { .. }
        | Operation::RenameSequence { .. }
            if !capabilities.is_mariadb =>
        {
            Err(Unsupported::new("MySQL has no sequences; MariaDB has"))
        }
        Operation::CreateSequence { sequence } => Ok(vec![sequence::create(sequence)]),
        Operation::DropSequence { sequence } => Ok(vec![sequence::drop(cx, sequence)?]),
        Operation::AlterSequence { sequence } => Ok(sequence::alter((**sequence).as_ref())),
        Operation::RenameSequence { name } => Ok(rename_table(name)),
    }
}

/// Operations on one table as one statement; `state` is the schema before the first and after the last.
pub(crate) fn alter_table(
    table: &QualifiedName,
    operations: &[&Operation],
    state: Pair<&Schema>,
    capabilities: &Capabilities,
) -> Rendered {
    let cx = Context { state, capabilities };
    let mut clauses = Clauses::default();
    for operation in operations {
        clauses.add(cx, table, operation)?;
    }
    Ok(clauses.alter_table(table).into_iter().map(statement).collect())
}

/// An index that the server made for an earlier, unnamed foreign key is called like the column; it would give
/// way to one that is called like the new foreign key. Made by name, it stays.
fn settle_index(cx: Context<'_>, table: &QualifiedName, key: &ForeignKey) -> Vec<Statement> {
    let Some(table) = cx.state.previous.tables.get(table) else { return Vec::new() };
    let first = key.columns.first().map(String::as_str).unwrap_or_default();
    let made_by_server = |index: &&Index| {
        let name = index.name.as_deref().unwrap_or_default();
        let numbered = name.strip_prefix(first).is_some_and(|rest| {
            rest.is_empty()
                || rest
                    .strip_prefix('_')
                    .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        });
        numbered && **index == Index::on_columns(Some(name.to_owned()), key.columns.clone())
    };
    let index = table.indexes.iter().find(made_by_server);
    let again = index.and_then(|index| {
        let name = quote(index.name.as_deref()?);
        let definition = definition::index(cx, index).ok()?;
        Some(format!("ALTER TABLE {} DROP INDEX {name}, ADD {definition}", quote(&table.name.name)))
    });
    again.map(Statement::outside_transaction).into_iter().collect()
}

/// Each statement commits by itself.
fn one(sql: String) -> Rendered {
    Ok(vec![statement(sql)])
}

/// No change of a schema can be rolled back here.
fn statement(sql: String) -> Statement {
    Statement::outside_transaction(sql)
}

/// In other letters alone a name may be the same name to the server: over a third one.
fn rename_table(name: &Pair<QualifiedName>) -> Vec<Statement> {
    let rename = |from: &str, to: &str| {
        Statement::outside_transaction(format!("RENAME TABLE {} TO {}", quote(from), quote(to)))
    };
    let Pair { previous, next } = name;
    if previous.name.to_lowercase() == next.name.to_lowercase() {
        let between = crate::truncated(&format!("{}__renamed", next.name), Some(64));
        return vec![rename(&previous.name, &between), rename(&between, &next.name)];
    }
    vec![rename(&previous.name, &next.name)]
}

/// What goes by a column, and keeps it under its name on MySQL, is made anew in the same statement.
fn rename_column(cx: Context<'_>, table: &QualifiedName, name: Pair<&String>) -> Rendered {
    let mut clauses = Clauses::default();
    clauses.rename_column(name);
    if cx.capabilities.holds_columns {
        for operation in followers(cx.state, table, name) {
            clauses.add(cx, table, &operation)?;
        }
    }
    Ok(clauses.alter_table(table).into_iter().map(statement).collect())
}

/// The changes of checks, computed columns and indexes that bring the new name of a column.
fn followers(state: Pair<&Schema>, table: &QualifiedName, name: Pair<&String>) -> Vec<Operation> {
    let Pair { previous: Some(previous), next: Some(next) } = state.map(|schema| schema.tables.get(table))
    else {
        return Vec::new();
    };
    let mut operations = Vec::new();
    for new in &next.checks {
        let old = previous.checks.iter().find(|old| old.name == new.name);
        if let Some(old) = old.filter(|old| *old != new) {
            let [old, new] = [old, new].map(|check| Constraint::Check(check.clone()));
            operations.push(Operation::DropConstraint { table: table.clone(), constraint: old });
            operations.push(Operation::AddConstraint { table: table.clone(), constraint: new });
        }
    }
    for new in &next.columns {
        let old = previous.columns.named(if new.name == *name.next { name.previous } else { &new.name });
        if let Some(old) = old.filter(|old| old.generated != new.generated) {
            let column = Box::new(Pair::new(Column { name: new.name.clone(), ..old.clone() }, new.clone()));
            operations.push(Operation::AlterColumn { table: table.clone(), column });
        }
    }
    let has_expression =
        |index: &&Index| index.keys.iter().any(|key| matches!(key.target, IndexTarget::Expression(_)));
    for new in next.indexes.iter().filter(has_expression) {
        let old = previous.indexes.iter().find(|old| old.name == new.name);
        if let Some(old) = old.filter(|old| *old != new) {
            let (table, index) = (table.clone(), Box::new(old.clone()));
            operations.push(Operation::DropIndex { table: table.clone(), index });
            operations.push(Operation::CreateIndex { table, index: Box::new(new.clone()) });
        }
    }
    operations
}

/// Keys are renamed in place; foreign keys and checks go and come again.
fn rename_constraint(cx: Context<'_>, table: &QualifiedName, name: &Pair<String>) -> Rendered {
    let missing = || Unsupported::new(format!("there is no constraint {} on {table}", name.next));
    let next = cx.state.next.tables.get(table).ok_or_else(missing)?;
    let constraint = next.constraints().find(|c| c.name() == Some(name.next.as_str())).ok_or_else(missing)?;
    let alter = |clause: String| {
        Statement::outside_transaction(format!("ALTER TABLE {} {clause}", quote(&table.name)))
    };
    let mut old = constraint.clone();
    *old.name_mut() = Some(name.previous.clone());
    Ok(match constraint {
        Constraint::Unique(_) => {
            vec![alter(format!("RENAME INDEX {} TO {}", quote(&name.previous), quote(&name.next)))]
        }
        _ => {
            let add = definition::add_constraint(cx, next, &constraint)?;
            vec![alter(clauses::drop_constraint(&old)?), alter(add)]
        }
    })
}

#[cfg(test)]
mod tests;
