//! Schemas and operations, briefly.

use schemist_schema::{
    Check, Column, ColumnType, Constraint, EnumType, Expression, ForeignKey, Index, Operation, Origin, Pair,
    PrimaryKey, QualifiedName, Schema, Sequence, SequenceOptions, Table, Unique,
};

pub(super) fn name(text: &str) -> QualifiedName {
    match text.split_once('.') {
        Some((namespace, name)) => QualifiedName::in_namespace(Some(namespace.into()), name),
        None => QualifiedName::new(text),
    }
}

pub(super) fn int(column: &str) -> Column {
    Column::new(column, ColumnType::Integer)
}

/// A table with integer columns of which the first is its primary key.
pub(super) fn table(text: &str, columns: &[&str]) -> Table {
    let mut table = Table::new(name(text));
    table.columns = columns.iter().map(|c| int(c)).collect();
    table.primary_key = Some(primary_key(&format!("pk_{text}"), &columns[..1]));
    table
}

pub(super) fn primary_key(name: &str, columns: &[&str]) -> PrimaryKey {
    PrimaryKey { name: Some(name.into()), ..PrimaryKey::on(columns.iter().copied()) }
}

pub(super) fn unique(name: &str, columns: &[&str]) -> Unique {
    Unique { name: Some(name.into()), ..Unique::on(columns.iter().copied()) }
}

/// `fk_column` to a table's `id`.
pub(super) fn key(column: &str, target: &str) -> ForeignKey {
    ForeignKey { name: Some(format!("fk_{column}")), ..ForeignKey::new([column], name(target), ["id"]) }
}

pub(super) fn with_key(mut table: Table, column: &str, target: &str) -> Table {
    table.foreign_keys.push(key(column, target));
    table
}

pub(super) fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|t| schema.insert_table(t));
    schema
}

pub(super) fn create(table: Table) -> Operation {
    Operation::CreateTable { table: Box::new(table) }
}

pub(super) fn drop(table: Table) -> Operation {
    Operation::DropTable { table: Box::new(table) }
}

pub(super) fn rename(from: &str, to: &str) -> Operation {
    Operation::RenameTable { name: Pair::new(name(from), name(to)) }
}

pub(super) fn rename_column(table: &str, from: &str, to: &str) -> Operation {
    Operation::RenameColumn { table: name(table), name: Pair::new(from.into(), to.into()) }
}

pub(super) fn add_column(table: &str, column: Column) -> Operation {
    Operation::AddColumn { table: name(table), column: Box::new(column) }
}

pub(super) fn drop_column(table: &str, column: Column) -> Operation {
    Operation::DropColumn { table: name(table), column: Box::new(column) }
}

pub(super) fn alter_column(table: &str, previous: Column, next: Column) -> Operation {
    Operation::AlterColumn { table: name(table), column: Box::new(Pair::new(previous, next)) }
}

pub(super) fn add(table: &str, constraint: Constraint) -> Operation {
    Operation::AddConstraint { table: name(table), constraint }
}

pub(super) fn remove(table: &str, constraint: Constraint) -> Operation {
    Operation::DropConstraint { table: name(table), constraint }
}

pub(super) fn index(index_name: &str, columns: &[&str]) -> Index {
    Index::on_columns(Some(index_name.into()), columns.iter().copied())
}

pub(super) fn create_index(table: &str, index: Index) -> Operation {
    Operation::CreateIndex { table: name(table), index: Box::new(index) }
}

pub(super) fn drop_index(table: &str, index: Index) -> Operation {
    Operation::DropIndex { table: name(table), index: Box::new(index) }
}

pub(super) fn status(values: &[&str]) -> EnumType {
    EnumType {
        name: name("status"),
        values: values.iter().map(|v| (*v).into()).collect(),
        comment: None,
        origin: Origin::default(),
    }
}

pub(super) fn alter_enum(previous: &[&str], next: &[&str]) -> Operation {
    Operation::AlterEnum {
        name: name("status"),
        values: Pair::new(status(previous).values, status(next).values),
    }
}

pub(super) fn of_status(column: &str, default: Option<&str>) -> Column {
    let default = default.map(|d| Expression::new(format!("'{d}'::status")));
    Column { default, ..Column::new(column, ColumnType::Enum(name("status"))) }
}

pub(super) fn sequence(text: &str, owner: Option<(&str, &str)>) -> Sequence {
    Sequence {
        name: name(text),
        ty: ColumnType::Integer,
        options: SequenceOptions::default(),
        owned_by: owner.map(|(t, c)| (name(t), c.into())),
        comment: None,
    }
}

pub(super) fn nextval(column: &str, sequence: &str) -> Column {
    Column { default: Some(Expression::new(format!("nextval('{sequence}'::regclass)"))), ..int(column) }
}

pub(super) fn check_expression(constraint_name: &str, sql: &str) -> Constraint {
    Constraint::Check(Check::new(Some(constraint_name.into()), sql))
}
