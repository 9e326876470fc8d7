//! Operations to statements: one file per kind of object.

mod cast;
mod column;
mod comment;
mod constraint;
mod detach;
mod enum_type;
mod index;
mod options;
mod rename;
mod sequence;
mod table;
mod values;

use schemist_schema::{Column, Operation, Pair, QualifiedName, Schema};

pub(crate) use column::replaced_columns;
pub(crate) use enum_type::only_adds;

use super::quoting::quote;
use crate::{Capabilities, Statement, Unsupported};

type Rendered = Result<Vec<Statement>, Unsupported>;

pub(crate) fn render(operation: &Operation, state: Pair<&Schema>, capabilities: &Capabilities) -> Rendered {
    let cx = Context { state, capabilities };
    match operation {
        Operation::CreateNamespace { name } => one(format!("CREATE SCHEMA {}", quote(name))),
        Operation::DropNamespace { name } => one(format!("DROP SCHEMA {}", quote(name))),
        Operation::CreateTable { table } => table::create(cx, table),
        Operation::DropTable { table } => one(format!("DROP TABLE {}", qualified(&table.name))),
        Operation::RenameTable { name } => Ok(rename::table(cx, name.as_ref())),
        Operation::SetTableOptions { table, options } => table::set_options(cx, table, options.as_ref()),
        Operation::AddColumn { table, column } => column::add(cx, table, column),
        Operation::DropColumn { table, column } => {
            one(alter_table(table, &[format!("DROP COLUMN {}", quote(&column.name))]))
        }
        Operation::RenameColumn { table, name } => Ok(rename::column(cx, table, name.as_ref())),
        Operation::AlterColumn { table, column } => column::alter(cx, table, (**column).as_ref()),
        Operation::AddConstraint { table, constraint } => constraint::add(cx, table, constraint),
        Operation::DropConstraint { table, constraint } => constraint::drop(table, constraint),
        Operation::RenameConstraint { table, name, .. } => {
            let action = format!("RENAME CONSTRAINT {} TO {}", quote(&name.previous), quote(&name.next));
            one(alter_table(table, &[action]))
        }
        Operation::ValidateConstraint { table, constraint } => {
            constraint::validate(cx, table, (**constraint).as_ref())
        }
        Operation::ReplaceValues { table, column, values } => values::replace(cx, table, column, values),
        Operation::CreateIndex { table, index } => index::create(cx, table, index),
        Operation::DropIndex { table, index } => index::drop(table, index),
        Operation::RenameIndex { table, name } => {
            let index = qualified(&table.sibling(&name.previous));
            one(format!("ALTER INDEX {index} RENAME TO {}", quote(&name.next)))
        }
        Operation::CreateEnum { enum_type } => Ok(enum_type::create(enum_type)),
        Operation::DropEnum { enum_type } => one(format!("DROP TYPE {}", qualified(&enum_type.name))),
        Operation::RenameEnum { name } => Ok(rename::enum_type(name.as_ref())),
        Operation::RenameEnumValue { name, value } => Ok(enum_type::rename_value(name, value.as_ref())),
        Operation::AlterEnum { name, values } => enum_type::alter(cx, name, values.as_ref()),
        Operation::CreateSequence { sequence } => Ok(sequence::create(cx, sequence)),
        Operation::DropSequence { sequence } => Ok(sequence::drop(cx, sequence)),
        Operation::AlterSequence { sequence } => Ok(sequence::alter((**sequence).as_ref())),
        Operation::RenameSequence { name } => Ok(rename::sequence(cx, name.as_ref())),
        Operation::SetComment { on, comment } => Ok(vec![comment::set(on, comment.next.as_deref())]),
    }
}

/// Whether the whole table is written anew for an operation, which then happens once for several of them.
pub(crate) fn rewrites_table(operation: &Operation, capabilities: &Capabilities) -> bool {
    match operation {
        Operation::AlterColumn { column, .. } => column::rewrites((**column).as_ref(), capabilities),
        _ => false,
    }
}

/// Several changes of columns of a table, all of which [`rewrites_table`] says true of.
pub(crate) fn alter_columns(
    table: &QualifiedName,
    operations: &[&Operation],
    state: Pair<&Schema>,
    capabilities: &Capabilities,
) -> Rendered {
    let columns = operations.iter().filter_map(|operation| match operation {
        Operation::AlterColumn { column, .. } => Some((**column).as_ref()),
        _ => None,
    });
    let columns: Vec<Pair<&Column>> = columns.collect();
    if columns.len() < operations.len() {
        return Err(Unsupported::new("only changes of columns share a statement"));
    }
    column::alter_several(Context { state, capabilities }, table, &columns)
}

/// What every part of the renderer looks at.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// The schema just before and just after the operation.
    state: Pair<&'a Schema>,
    capabilities: &'a Capabilities,
}

impl Context<'_> {
    fn is_at_least(&self, major: u32) -> bool {
        self.capabilities.version >= (major, 0)
    }

    /// For what an older server does not know.
    fn require(&self, major: u32, what: &str) -> Result<(), Unsupported> {
        if self.is_at_least(major) {
            return Ok(());
        }
        let version = self.capabilities.version.0;
        Err(Unsupported::new(format!("{what} needs PostgreSQL {major}, this is {version}")))
    }
}

fn one(sql: String) -> Rendered {
    Ok(vec![Statement::new(sql)])
}

pub(crate) fn qualified(name: &QualifiedName) -> String {
    match &name.namespace {
        Some(namespace) => format!("{}.{}", quote(namespace), quote(&name.name)),
        None => quote(&name.name),
    }
}

/// `a, b`
fn list<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.into_iter().map(|n| quote(n)).collect();
    names.join(", ")
}

/// One action on the same line, several on a line each.
fn alter_table(table: &QualifiedName, actions: &[String]) -> String {
    let table = qualified(table);
    match actions {
        [action] => format!("ALTER TABLE {table} {action}"),
        actions => format!("ALTER TABLE {table}\n    {}", actions.join(",\n    ")),
    }
}

/// A collation as it must be written: its bare name, or, where another namespace had to be named, SQL already.
fn collation(name: &str) -> String {
    if name.starts_with('"') { name.to_owned() } else { quote(name) }
}

#[cfg(test)]
mod tests;
