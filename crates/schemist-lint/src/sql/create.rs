//! `CREATE TABLE` and `CREATE INDEX`.

use schemist_schema::{Constraint, Expression, Index, Operation, Origin, QualifiedName, Table};
use sqlparser::ast::{CreateIndex, CreateTable, IndexType, Statement};

use super::column::defined;
use super::constraint::{Clause, clause, index_keys};
use super::names::{identifiers, name};
use super::reader::{At, Reader};
use crate::{Action, How};

pub(super) fn read(reader: &mut Reader<'_>, at: At<'_>) -> bool {
    match reader.parse(at.place.text()) {
        Some(Statement::CreateTable(create)) => table(reader, at, &create),
        Some(Statement::CreateIndex(create)) => index(reader, at, &create),
        _ => return unread(reader, at),
    }
    true
}

/// The name at least: what comes after it in the file is then about a new table.
fn unread(reader: &mut Reader<'_>, at: At<'_>) -> bool {
    let mut words = reader.words(at.place);
    if words.take_any(&["create table", "create unlogged table"]).is_some() {
        words.take("if not exists");
        if let Some(name) = words.name() {
            let create = Operation::CreateTable { table: Box::new(Table::new(name)) };
            let _ = reader.schema.apply(&create);
        }
    }
    false
}

fn table(reader: &mut Reader<'_>, at: At<'_>, create: &CreateTable) {
    if create.temporary {
        return reader.action(at, How::default(), Action::Harmless);
    }
    let table_name = name(&create.name, reader.engine());
    // `IF NOT EXISTS` of a table that is there does nothing.
    if create.if_not_exists && reader.schema.tables.contains_key(&table_name) {
        return reader.action(at, How::default(), Action::Harmless);
    }
    let mut table = Table::new(table_name);
    table.origin = Origin::at(at.place.span());
    let mut how = How::default();
    for def in &create.columns {
        let defined = defined(reader, def, at.place, 0);
        how.inline_reference |= defined.has_inline_reference;
        table.columns.push(defined.column);
        defined.constraints.into_iter().for_each(|constraint| table.push_constraint(constraint));
    }
    for constraint in &create.constraints {
        match clause(constraint, reader.engine()) {
            Clause::Constraint(constraint) => {
                how.unnamed |= constraint.name().is_none();
                if let Constraint::PrimaryKey(key) = &constraint {
                    for key in &key.columns {
                        if let Some(column) = table.columns.named_mut(&key.name) {
                            column.nullable = false;
                        }
                    }
                }
                table.push_constraint(constraint);
            }
            Clause::Index(index) => table.indexes.push(index),
            Clause::UsingIndex { .. } => {}
        }
    }
    reader.operation(at, how, Operation::CreateTable { table: Box::new(table) });
    if let (Some(_), None) = (&create.query, create.columns.first()) {
        // Made of a query: the columns are not known, nor is what they lack.
        reader.changes.pop();
        reader.action(at, How::default(), Action::Harmless);
    }
}

fn index(reader: &mut Reader<'_>, at: At<'_>, create: &CreateIndex) {
    let engine = reader.engine();
    let table: QualifiedName = name(&create.table_name, engine);
    let own = create.name.as_ref().map(|own| name(own, engine).name);
    let method = create.using.as_ref().map(IndexType::to_string).map(|method| method.to_lowercase());
    let index = Index {
        unique: create.unique,
        keys: index_keys(&create.columns, engine),
        method: method.filter(|method| method != "btree"),
        predicate: create.predicate.as_ref().map(|predicate| Expression::new(predicate.to_string())),
        include: identifiers(&create.include, engine),
        nulls_not_distinct: create.nulls_distinct == Some(false),
        ..Index::on_columns(own, Vec::<String>::new())
    };
    let how = How { concurrently: create.concurrently, ..How::default() };
    reader.operation(at, how, Operation::CreateIndex { table, index: Box::new(index) });
}
