//! `ALTER TABLE`, clause by clause.

use schemist_schema::sql::Token;
use schemist_schema::{
    Column, ColumnType, Constraint, ConstraintKind, Engine, Expression, Identity, Index, KeyColumn,
    Operation, Origin, Pair, PrimaryKey, QualifiedName, Unique,
};
use sqlparser::ast::{
    AlterColumnOperation, AlterTableOperation, ColumnOption, DataType, GeneratedAs, RenameTableNameKind,
    Statement,
};

use super::column::{defined, of_options, set_type};
use super::constraint::{Clause, clause};
use super::names::{identifier, name};
use super::reader::{At, Reader};
use super::words::Words;
use crate::{Action, How};

pub(super) fn read(reader: &mut Reader<'_>, at: At<'_>, mut words: Words<'_>) -> bool {
    words.take("if exists");
    words.take("only");
    let Some(table) = words.name() else { return false };
    words.symbol("*");
    let clauses: Vec<At<'_>> = split(words.rest())
        .into_iter()
        .filter_map(|tokens| Some(at.place.between(tokens.first()?, tokens.last()?)))
        .map(|place| At { place, ..at })
        .collect();
    let how = options(reader, &clauses);
    let single = clauses.len() == 1;
    for clause in clauses {
        // With one clause alone the statement says it better.
        let shown = if single { at } else { clause };
        one(reader, shown, clause, &table, &how);
    }
    true
}

/// The clauses between the commas.
fn split<'s, 't>(tokens: &'s [Token<'t>]) -> Vec<&'s [Token<'t>]> {
    let mut depth = 0usize;
    tokens
        .split(|token| {
            if token.is_symbol("(") || token.is_symbol("[") {
                depth += 1;
            } else if token.is_symbol(")") || token.is_symbol("]") {
                depth = depth.saturating_sub(1);
            }
            depth == 0 && token.is_symbol(",")
        })
        .filter(|clause| !clause.is_empty())
        .collect()
}

/// `ALGORITHM = …` and `LOCK = …` of MySQL, which count for all clauses.
fn options(reader: &Reader<'_>, clauses: &[At<'_>]) -> How {
    let mut how = How::default();
    for clause in clauses {
        let mut words = reader.words(clause.place);
        if let Some(option) = words.take_any(&["algorithm", "lock"]) {
            words.symbol("=");
            let value = words.identifier().map(|value| value.to_uppercase());
            match option {
                "algorithm" => how.algorithm = value,
                _ => how.lock = value,
            }
        }
    }
    how
}

/// Lines before the clause in what is parsed.
const LINES_BEFORE: u64 = 1;

fn one(reader: &mut Reader<'_>, at: At<'_>, clause: At<'_>, table: &QualifiedName, how: &How) {
    let words = reader.words(clause.place);
    if by_words(reader, at, table, how, words) {
        return;
    }
    let parsed = match reader.parse(&format!("ALTER TABLE t\n{}", clause.place.text())) {
        Some(Statement::AlterTable(alter)) if alter.operations.len() == 1 => {
            alter.operations.into_iter().next()
        }
        _ => None,
    };
    let is_read = parsed.is_some_and(|operation| parsed_clause(reader, at, clause, table, how, operation));
    if !is_read {
        reader.unknown(at);
    }
}

/// Clauses that their first words tell.
fn by_words(
    reader: &mut Reader<'_>,
    at: At<'_>,
    table: &QualifiedName,
    how: &How,
    mut words: Words<'_>,
) -> bool {
    let engine = reader.engine();
    let table = table.clone();
    let store: &[&str] = match engine {
        Engine::Mysql => &["convert to", "engine", "row_format", "force"],
        Engine::Postgres | Engine::Sqlite => {
            &["set logged", "set unlogged", "set tablespace", "set access method"]
        }
    };
    let text = || at.place.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let action = if words
        .take_any(&["algorithm", "lock", "owner to", "force row level security", "no force row level"])
        .is_some()
    {
        Action::Harmless
    } else if words.take_any(&["enable row level security", "disable row level security"]).is_some() {
        Action::Access { what: format!("row security of {table}") }
    } else if words
        .take_any(&["enable", "disable", "inherit", "no inherit", "cluster on", "set without"])
        .is_some()
    {
        Action::Harmless
    } else if words.take("replica identity") {
        Action::ReplicaIdentity { table }
    } else if words.take("attach partition") {
        let Some(partition) = words.name() else { return false };
        Action::AttachPartition { table, partition }
    } else if words.take("detach partition") {
        let Some(partition) = words.name() else { return false };
        let how = How { concurrently: words.has("concurrently"), ..how.clone() };
        reader.action(at, how, Action::DetachPartition { table, partition });
        return true;
    } else if words.take_any(store).is_some() {
        Action::Store { table, clause: text() }
    } else if words.take("set schema") {
        let Some(namespace) = words.identifier() else { return false };
        let next = super::words::qualified(Some(namespace), table.name.clone(), engine);
        reader.operation(at, how.clone(), Operation::RenameTable { name: Pair::new(table, next) });
        return true;
    } else if words.take_any(&["set", "reset"]).is_some() {
        Action::Harmless
    } else if words.take("validate constraint") {
        let Some(constraint) = words.identifier() else { return false };
        return validate(reader, at, table, how, &constraint);
    } else if words.take("rename to") || engine == Engine::Mysql && words.take("rename as") {
        let Some(next) = words.name() else { return false };
        let next = QualifiedName { namespace: next.namespace.or(table.namespace.clone()), ..next };
        reader.operation(at, how.clone(), Operation::RenameTable { name: Pair::new(table, next) });
        return true;
    } else if words.take_any(&["rename index", "rename key"]).is_some() {
        let (Some(from), true, Some(to)) = (words.identifier(), words.take("to"), words.identifier()) else {
            return false;
        };
        reader.operation(at, how.clone(), Operation::RenameIndex { table, name: Pair::new(from, to) });
        return true;
    } else if engine == Engine::Mysql && words.take_any(&["drop index", "drop key"]).is_some() {
        words.take("if exists");
        let Some(index) = words.identifier() else { return false };
        drop_index(reader, at, how.clone(), &table, &index);
        return true;
    } else if words.take("alter column") || words.take("alter") {
        // What is kept of a column and how is nothing the rules look at.
        words.take("column");
        if words.identifier().is_none() {
            return false;
        }
        match words.take_any(&[
            "set statistics",
            "set storage",
            "set compression",
            "set (",
            "reset",
            "restart",
        ]) {
            Some(_) => Action::Harmless,
            None => return false,
        }
    } else {
        return false;
    };
    reader.action(at, how.clone(), action);
    true
}

fn validate(reader: &mut Reader<'_>, at: At<'_>, table: QualifiedName, how: &How, name: &str) -> bool {
    let known = reader.table(&table).constraints().find(|constraint| constraint.name() == Some(name));
    let Some(previous) = known else {
        // Whatever it is, its kind does not matter to what validating does.
        let mut next = schemist_schema::Check::new(Some(name.to_owned()), "");
        let previous = Constraint::Check(schemist_schema::Check { not_valid: true, ..next.clone() });
        next.not_valid = false;
        let constraint = Box::new(Pair::new(previous, Constraint::Check(next)));
        let how = How { previous_unknown: true, ..how.clone() };
        reader.operation(at, how, Operation::ValidateConstraint { table, constraint });
        return true;
    };
    let next = match previous.clone() {
        Constraint::ForeignKey(key) => {
            Constraint::ForeignKey(schemist_schema::ForeignKey { not_valid: false, ..key })
        }
        Constraint::Check(check) => Constraint::Check(schemist_schema::Check { not_valid: false, ..check }),
        other => other,
    };
    let constraint = Box::new(Pair::new(previous, next));
    reader.operation(at, how.clone(), Operation::ValidateConstraint { table, constraint });
    true
}

/// An index that goes, as it is known.
pub(super) fn drop_index(reader: &mut Reader<'_>, at: At<'_>, how: How, table: &QualifiedName, name: &str) {
    let known = reader.table(table);
    if let Some(unique) = known.uniques.iter().find(|unique| unique.name.as_deref() == Some(name)) {
        let constraint = Constraint::Unique(unique.clone());
        return reader.operation(at, how, Operation::DropConstraint { table: table.clone(), constraint });
    }
    let index = known.index(name).cloned();
    let how = How { previous_unknown: index.is_none(), ..how };
    let index = index.unwrap_or_else(|| Index::on_columns(Some(name.to_owned()), Vec::<String>::new()));
    reader.operation(at, how, Operation::DropIndex { table: table.clone(), index: Box::new(index) });
}

fn parsed_clause(
    reader: &mut Reader<'_>,
    at: At<'_>,
    clause_at: At<'_>,
    table: &QualifiedName,
    how: &How,
    operation: AlterTableOperation,
) -> bool {
    let engine = reader.engine();
    let table = table.clone();
    let how = how.clone();
    match operation {
        AlterTableOperation::AddColumn { column_def, if_not_exists, .. } => {
            let defined = defined(reader, &column_def, clause_at.place, LINES_BEFORE);
            let is_there = reader.table(&table).columns.named(&defined.column.name).is_some();
            if if_not_exists && is_there {
                reader.action(at, how, Action::Harmless);
                return true;
            }
            let how = How { inline_reference: defined.has_inline_reference, ..how };
            let column = Box::new(defined.column);
            reader.operation(at, how.clone(), Operation::AddColumn { table: table.clone(), column });
            for constraint in defined.constraints {
                let how = How { unnamed: defined.is_unnamed, ..how.clone() };
                reader.operation(at, how, Operation::AddConstraint { table: table.clone(), constraint });
            }
        }
        AlterTableOperation::DropColumn { column_names, drop_behavior, .. } => {
            for column in column_names {
                let (column, is_known) = column_of(reader, &table, &identifier(&column, engine));
                let how =
                    How { previous_unknown: !is_known, cascade: drop_behavior.is_some(), ..how.clone() };
                let column = Box::new(column);
                reader.operation(at, how, Operation::DropColumn { table: table.clone(), column });
            }
        }
        AlterTableOperation::RenameColumn { old_column_name, new_column_name } => {
            let name = Pair::new(identifier(&old_column_name, engine), identifier(&new_column_name, engine));
            reader.operation(at, how, Operation::RenameColumn { table, name });
        }
        AlterTableOperation::RenameTable { table_name } => {
            let (RenameTableNameKind::As(next) | RenameTableNameKind::To(next)) = table_name;
            let next = name(&next, engine);
            reader.operation(at, how, Operation::RenameTable { name: Pair::new(table, next) });
        }
        AlterTableOperation::AlterColumn { column_name, op } => {
            let column = identifier(&column_name, engine);
            return alter_column(reader, at, table, how, &column, op);
        }
        AlterTableOperation::ModifyColumn { col_name, data_type, options, .. } => {
            let column = identifier(&col_name, engine);
            modify(reader, at, &table, how, &column, &data_type, &options);
        }
        AlterTableOperation::ChangeColumn { old_name, new_name, data_type, options, .. } => {
            let (from, to) = (identifier(&old_name, engine), identifier(&new_name, engine));
            if from != to {
                let name = Pair::new(from, to.clone());
                reader.operation(at, how.clone(), Operation::RenameColumn { table: table.clone(), name });
            }
            modify(reader, at, &table, how, &to, &data_type, &options);
        }
        AlterTableOperation::AddConstraint { constraint, not_valid } => match clause(&constraint, engine) {
            Clause::Constraint(mut constraint) => {
                match &mut constraint {
                    Constraint::ForeignKey(key) => key.not_valid = not_valid,
                    Constraint::Check(check) => check.not_valid = not_valid,
                    Constraint::PrimaryKey(_) | Constraint::Unique(_) | Constraint::Exclusion(_) => {}
                }
                let how = How { unnamed: constraint.name().is_none(), ..how };
                reader.operation(at, how, Operation::AddConstraint { table, constraint });
            }
            Clause::UsingIndex { is_primary, name, index } => {
                let constraint =
                    over_index(reader, &table, is_primary, name.unwrap_or_else(|| index.clone()), &index);
                let how = How { using_index: true, ..how };
                reader.operation(at, how, Operation::AddConstraint { table, constraint });
            }
            Clause::Index(index) => {
                reader.operation(at, how, Operation::CreateIndex { table, index: Box::new(index) });
            }
        },
        AlterTableOperation::DropConstraint { name, drop_behavior, .. } => {
            let how = How { cascade: drop_behavior.is_some(), ..how };
            drop_constraint(reader, at, table, how, &identifier(&name, engine));
        }
        AlterTableOperation::DropForeignKey { name, .. } => {
            drop_constraint(reader, at, table, how, &identifier(&name, engine));
        }
        AlterTableOperation::DropPrimaryKey { .. } => {
            let known = reader.table(&table).primary_key;
            let how = How { previous_unknown: known.is_none(), ..how };
            let constraint = Constraint::PrimaryKey(known.unwrap_or_default());
            reader.operation(at, how, Operation::DropConstraint { table, constraint });
        }
        AlterTableOperation::RenameConstraint { old_name, new_name } => {
            let name = Pair::new(identifier(&old_name, engine), identifier(&new_name, engine));
            let known = reader.table(&table).constraints().find(|c| c.name() == Some(&name.previous));
            let kind = known.map_or(ConstraintKind::Check, |constraint| constraint.kind());
            reader.operation(at, how, Operation::RenameConstraint { table, kind, name });
        }
        _ => return false,
    }
    true
}

/// A column as it is known, and whether it is; a made-up one otherwise.
fn column_of(reader: &Reader<'_>, table: &QualifiedName, name: &str) -> (Column, bool) {
    match reader.table(table).columns.named(name) {
        Some(column) => (Column { origin: Origin::default(), ..column.clone() }, true),
        None => (Column::new(name, ColumnType::Verbatim(String::new())).nullable(), false),
    }
}

fn alter_column(
    reader: &mut Reader<'_>,
    at: At<'_>,
    table: QualifiedName,
    how: How,
    name: &str,
    operation: AlterColumnOperation,
) -> bool {
    let (previous, is_known) = column_of(reader, &table, name);
    let mut previous = previous;
    let mut next = previous.clone();
    match operation {
        AlterColumnOperation::SetNotNull => {
            next.nullable = false;
            previous.nullable |= !is_known;
        }
        AlterColumnOperation::DropNotNull => {
            next.nullable = true;
            previous.nullable &= is_known;
        }
        AlterColumnOperation::SetDefault { value } => next.default = Some(Expression::new(value.to_string())),
        AlterColumnOperation::DropDefault => {
            next.default = None;
            if !is_known {
                previous.default = Some(Expression::new("?"));
            }
        }
        AlterColumnOperation::SetDataType { data_type, .. } => {
            set_type(reader, &mut next, &data_type);
            next.serial = previous.serial;
            next.nullable = previous.nullable;
        }
        AlterColumnOperation::AddGenerated { generated_as, .. } => {
            let always = generated_as != Some(GeneratedAs::ByDefault);
            next.identity = Some(Identity { always, ..Identity::default() });
        }
        AlterColumnOperation::GenericOptions { .. } => return false,
    }
    let how = How { previous_unknown: !is_known, ..how };
    let column = Box::new(Pair::new(previous, next));
    reader.operation(at, how, Operation::AlterColumn { table, column });
    true
}

/// MySQL's MODIFY says all of a column anew.
fn modify(
    reader: &mut Reader<'_>,
    at: At<'_>,
    table: &QualifiedName,
    how: How,
    name: &str,
    data_type: &DataType,
    options: &[ColumnOption],
) {
    let options: Vec<&ColumnOption> = options.iter().collect();
    let next = of_options(reader, name, data_type, &options).column;
    let (mut previous, is_known) = column_of(reader, table, name);
    if !is_known {
        previous = Column { nullable: true, ty: previous.ty, ..next.clone() };
    }
    let how = How { previous_unknown: !is_known, ..how };
    let column = Box::new(Pair::new(previous, next));
    reader.operation(at, how, Operation::AlterColumn { table: table.clone(), column });
}

/// The constraint over the columns of an index that is there.
fn over_index(
    reader: &Reader<'_>,
    table: &QualifiedName,
    is_primary: bool,
    name: String,
    index: &str,
) -> Constraint {
    let known = reader.table(table);
    let columns: Vec<KeyColumn> =
        known.index(index).into_iter().flat_map(|index| index.key_columns()).map(KeyColumn::new).collect();
    match is_primary {
        true => Constraint::PrimaryKey(PrimaryKey { name: Some(name), columns, ..PrimaryKey::default() }),
        false => Constraint::Unique(Unique { name: Some(name), columns, ..Unique::default() }),
    }
}

fn drop_constraint(reader: &mut Reader<'_>, at: At<'_>, table: QualifiedName, how: How, name: &str) {
    let known = reader.table(&table).constraints().find(|constraint| constraint.name() == Some(name));
    match known {
        Some(constraint) => reader.operation(at, how, Operation::DropConstraint { table, constraint }),
        None => {
            let name = table.sibling(name);
            reader.action(at, how, Action::DropOther { kind: "constraint".to_owned(), name });
        }
    }
}
