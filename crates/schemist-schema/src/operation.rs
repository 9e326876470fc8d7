use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Column, Constraint, ConstraintKind, EnumType, Index, Origin, Pair, QualifiedName, Sequence, Table,
};

/// One step between two schemas. Operations own full definitions, so that each can be inverted alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Operation {
    /// A namespace appears (its comment is a [`Operation::SetComment`] of its own).
    CreateNamespace {
        /// Its name.
        name: String,
    },
    /// A namespace goes.
    DropNamespace {
        /// Its name.
        name: String,
    },
    /// A table appears with all its columns, constraints, indexes and comments.
    CreateTable {
        /// The whole table.
        table: Box<Table>,
    },
    /// A table goes with all that belongs to it.
    DropTable {
        /// The whole table.
        table: Box<Table>,
    },
    /// A table gets another name or moves to another namespace.
    RenameTable {
        /// Before and after.
        name: Pair<QualifiedName>,
    },
    /// Engine options of a table change.
    SetTableOptions {
        /// The table.
        table: QualifiedName,
        /// All options before and after.
        options: Pair<BTreeMap<String, String>>,
    },
    /// A column appears, with its comment.
    AddColumn {
        /// The table.
        table: QualifiedName,
        /// The whole column.
        column: Box<Column>,
    },
    /// A column goes. Constraints and indexes over it go in operations of their own.
    DropColumn {
        /// The table.
        table: QualifiedName,
        /// The whole column.
        column: Box<Column>,
    },
    /// A column gets another name.
    RenameColumn {
        /// The table.
        table: QualifiedName,
        /// Before and after.
        name: Pair<String>,
    },
    /// A column changes in anything but its name and comment.
    AlterColumn {
        /// The table.
        table: QualifiedName,
        /// The whole column before and after, of the same name and comment.
        column: Box<Pair<Column>>,
    },
    /// A constraint appears on a table that was there.
    AddConstraint {
        /// The table.
        table: QualifiedName,
        /// The whole constraint.
        constraint: Constraint,
    },
    /// A constraint goes from a table that stays.
    DropConstraint {
        /// The table.
        table: QualifiedName,
        /// The whole constraint.
        constraint: Constraint,
    },
    /// A constraint gets another name.
    RenameConstraint {
        /// The table.
        table: QualifiedName,
        /// Which kind.
        kind: ConstraintKind,
        /// Before and after.
        name: Pair<String>,
    },
    /// A constraint declared `NOT VALID` is proved for the rows that are there; turned round, it is declared anew
    /// without.
    ValidateConstraint {
        /// The table.
        table: QualifiedName,
        /// The whole constraint before and after, which differ in that alone.
        constraint: Box<Pair<Constraint>>,
    },
    /// Values in the rows of a column are replaced by others, all at once: those of an enum that is kept as text
    /// or numbers.
    ReplaceValues {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: String,
        /// Each value before and after, without quotes.
        values: Vec<Pair<String>>,
    },
    /// An index appears on a table that was there.
    CreateIndex {
        /// The table.
        table: QualifiedName,
        /// The whole index.
        index: Box<Index>,
    },
    /// An index goes from a table that stays.
    DropIndex {
        /// The table.
        table: QualifiedName,
        /// The whole index.
        index: Box<Index>,
    },
    /// An index gets another name.
    RenameIndex {
        /// The table.
        table: QualifiedName,
        /// Before and after.
        name: Pair<String>,
    },
    /// An enum type appears.
    CreateEnum {
        /// The whole type.
        #[serde(rename = "enum")]
        enum_type: EnumType,
    },
    /// An enum type goes.
    DropEnum {
        /// The whole type.
        #[serde(rename = "enum")]
        enum_type: EnumType,
    },
    /// An enum type gets another name or moves to another namespace.
    RenameEnum {
        /// Before and after.
        name: Pair<QualifiedName>,
    },
    /// A value of an enum type gets another name.
    RenameEnumValue {
        /// The type.
        name: QualifiedName,
        /// Before and after.
        value: Pair<String>,
    },
    /// The values of an enum type change: some added, removed or moved.
    AlterEnum {
        /// The type.
        name: QualifiedName,
        /// All values before and after.
        values: Pair<Vec<String>>,
    },
    /// A sequence appears.
    CreateSequence {
        /// The whole sequence.
        sequence: Sequence,
    },
    /// A sequence goes.
    DropSequence {
        /// The whole sequence.
        sequence: Sequence,
    },
    /// A sequence changes in type, options or owner.
    AlterSequence {
        /// The whole sequence before and after, of the same name and comment.
        sequence: Box<Pair<Sequence>>,
    },
    /// A sequence gets another name or moves to another namespace.
    RenameSequence {
        /// Before and after.
        name: Pair<QualifiedName>,
    },
    /// The comment on something that was there changes.
    SetComment {
        /// On what.
        on: CommentTarget,
        /// Before and after.
        comment: Pair<Option<String>>,
    },
}

/// What a comment can stand on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentTarget {
    /// A namespace.
    Namespace(String),
    /// A table.
    Table(QualifiedName),
    /// A column of a table.
    Column(QualifiedName, String),
    /// A constraint of a table.
    Constraint(QualifiedName, ConstraintKind, String),
    /// An index of a table.
    Index(QualifiedName, String),
    /// An enum type.
    Enum(QualifiedName),
    /// A sequence.
    Sequence(QualifiedName),
}

impl std::fmt::Display for CommentTarget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CommentTarget::Namespace(name) => write!(f, "schema {name}"),
            CommentTarget::Table(name) => write!(f, "table {name}"),
            CommentTarget::Column(table, column) => write!(f, "column {table}.{column}"),
            CommentTarget::Constraint(table, _, name) => write!(f, "constraint {name} of {table}"),
            CommentTarget::Index(_, name) => write!(f, "index {name}"),
            CommentTarget::Enum(name) => write!(f, "enum {name}"),
            CommentTarget::Sequence(name) => write!(f, "sequence {name}"),
        }
    }
}

impl Operation {
    /// The operation that undoes it. What a drop deleted does not come back: the definition does.
    pub fn inverted(self) -> Operation {
        match self {
            Operation::CreateNamespace { name } => Operation::DropNamespace { name },
            Operation::DropNamespace { name } => Operation::CreateNamespace { name },
            Operation::CreateTable { table } => Operation::DropTable { table },
            Operation::DropTable { table } => Operation::CreateTable { table },
            Operation::RenameTable { name } => Operation::RenameTable { name: name.swap() },
            Operation::SetTableOptions { table, options } => {
                Operation::SetTableOptions { table, options: options.swap() }
            }
            Operation::AddColumn { table, column } => Operation::DropColumn { table, column },
            Operation::DropColumn { table, column } => Operation::AddColumn { table, column },
            Operation::RenameColumn { table, name } => Operation::RenameColumn { table, name: name.swap() },
            Operation::AlterColumn { table, column } => {
                Operation::AlterColumn { table, column: Box::new(column.swap()) }
            }
            Operation::AddConstraint { table, constraint } => Operation::DropConstraint { table, constraint },
            Operation::DropConstraint { table, constraint } => Operation::AddConstraint { table, constraint },
            Operation::RenameConstraint { table, kind, name } => {
                Operation::RenameConstraint { table, kind, name: name.swap() }
            }
            Operation::ValidateConstraint { table, constraint } => {
                Operation::ValidateConstraint { table, constraint: Box::new(constraint.swap()) }
            }
            Operation::ReplaceValues { table, column, values } => Operation::ReplaceValues {
                table,
                column,
                values: values.into_iter().map(Pair::swap).collect(),
            },
            Operation::CreateIndex { table, index } => Operation::DropIndex { table, index },
            Operation::DropIndex { table, index } => Operation::CreateIndex { table, index },
            Operation::RenameIndex { table, name } => Operation::RenameIndex { table, name: name.swap() },
            Operation::CreateEnum { enum_type } => Operation::DropEnum { enum_type },
            Operation::DropEnum { enum_type } => Operation::CreateEnum { enum_type },
            Operation::RenameEnum { name } => Operation::RenameEnum { name: name.swap() },
            Operation::RenameEnumValue { name, value } => {
                Operation::RenameEnumValue { name, value: value.swap() }
            }
            Operation::AlterEnum { name, values } => Operation::AlterEnum { name, values: values.swap() },
            Operation::CreateSequence { sequence } => Operation::DropSequence { sequence },
            Operation::DropSequence { sequence } => Operation::CreateSequence { sequence },
            Operation::AlterSequence { sequence } => {
                Operation::AlterSequence { sequence: Box::new(sequence.swap()) }
            }
            Operation::RenameSequence { name } => Operation::RenameSequence { name: name.swap() },
            Operation::SetComment { on, comment } => Operation::SetComment { on, comment: comment.swap() },
        }
    }

    /// Whether it drops something that the declared schema says went on purpose (`was_dropped`).
    pub fn is_on_purpose(&self, declared: &crate::Schema) -> bool {
        let mut remarks = declared.tables.values().filter_map(|table| table.origin.table.as_ref());
        match self {
            Operation::DropTable { table } => remarks.any(|r| r.dropped_tables.contains(&table.name)),
            Operation::DropColumn { table, column } => {
                let remarks = declared.tables.get(table).and_then(|t| t.origin.table.as_ref());
                remarks.is_some_and(|r| r.dropped_columns.contains(&column.name))
            }
            _ => false,
        }
    }

    /// The table it is about, under the name before the operation.
    pub fn table(&self) -> Option<&QualifiedName> {
        match self {
            Operation::CreateTable { table } | Operation::DropTable { table } => Some(&table.name),
            Operation::RenameTable { name } => Some(&name.previous),
            Operation::SetTableOptions { table, .. }
            | Operation::AddColumn { table, .. }
            | Operation::DropColumn { table, .. }
            | Operation::RenameColumn { table, .. }
            | Operation::AlterColumn { table, .. }
            | Operation::AddConstraint { table, .. }
            | Operation::DropConstraint { table, .. }
            | Operation::RenameConstraint { table, .. }
            | Operation::ValidateConstraint { table, .. }
            | Operation::ReplaceValues { table, .. }
            | Operation::CreateIndex { table, .. }
            | Operation::DropIndex { table, .. }
            | Operation::RenameIndex { table, .. } => Some(table),
            Operation::SetComment { on, .. } => match on {
                CommentTarget::Table(table)
                | CommentTarget::Column(table, _)
                | CommentTarget::Constraint(table, _, _)
                | CommentTarget::Index(table, _) => Some(table),
                CommentTarget::Namespace(_) | CommentTarget::Enum(_) | CommentTarget::Sequence(_) => None,
            },
            Operation::CreateNamespace { .. }
            | Operation::DropNamespace { .. }
            | Operation::CreateEnum { .. }
            | Operation::DropEnum { .. }
            | Operation::RenameEnum { .. }
            | Operation::RenameEnumValue { .. }
            | Operation::AlterEnum { .. }
            | Operation::CreateSequence { .. }
            | Operation::DropSequence { .. }
            | Operation::AlterSequence { .. }
            | Operation::RenameSequence { .. } => None,
        }
    }

    /// Where the models declare what it brings about.
    pub fn origin(&self) -> Option<&Origin> {
        match self {
            Operation::CreateTable { table } => Some(&table.origin),
            Operation::AddColumn { column, .. } => Some(&column.origin),
            Operation::AlterColumn { column, .. } => Some(&column.next.origin),
            Operation::AddConstraint { constraint, .. } => Some(constraint.origin()),
            Operation::ValidateConstraint { constraint, .. } => Some(constraint.next.origin()),
            Operation::CreateIndex { index, .. } => Some(&index.origin),
            Operation::CreateEnum { enum_type } => Some(&enum_type.origin),
            Operation::CreateNamespace { .. }
            | Operation::DropNamespace { .. }
            | Operation::DropTable { .. }
            | Operation::RenameTable { .. }
            | Operation::SetTableOptions { .. }
            | Operation::DropColumn { .. }
            | Operation::RenameColumn { .. }
            | Operation::DropConstraint { .. }
            | Operation::RenameConstraint { .. }
            | Operation::ReplaceValues { .. }
            | Operation::DropIndex { .. }
            | Operation::RenameIndex { .. }
            | Operation::DropEnum { .. }
            | Operation::RenameEnum { .. }
            | Operation::RenameEnumValue { .. }
            | Operation::AlterEnum { .. }
            | Operation::CreateSequence { .. }
            | Operation::DropSequence { .. }
            | Operation::AlterSequence { .. }
            | Operation::RenameSequence { .. }
            | Operation::SetComment { .. } => None,
        }
    }

    /// Whether it deletes rows or values that its inverse cannot bring back.
    pub fn loses_data(&self) -> bool {
        match self {
            Operation::DropTable { .. } | Operation::DropSequence { .. } => true,
            Operation::DropColumn { column, .. } => column.generated.is_none(),
            _ => false,
        }
    }

    /// In words, for comments, summaries and commit messages: "add column orders.total".
    pub fn describe(&self) -> String {
        match self {
            Operation::CreateNamespace { name } => format!("create schema {name}"),
            Operation::DropNamespace { name } => format!("drop schema {name}"),
            Operation::CreateTable { table } => format!("create table {}", table.name),
            Operation::DropTable { table } => format!("drop table {}", table.name),
            Operation::RenameTable { name } => format!("rename table {} to {}", name.previous, name.next),
            Operation::SetTableOptions { table, .. } => format!("set options of table {table}"),
            Operation::AddColumn { table, column } => format!("add column {table}.{}", column.name),
            Operation::DropColumn { table, column } => format!("drop column {table}.{}", column.name),
            Operation::RenameColumn { table, name } => {
                format!("rename column {table}.{} to {}", name.previous, name.next)
            }
            Operation::AlterColumn { table, column } => {
                format!("alter column {table}.{} ({})", column.next.name, changed_parts(column).join(", "))
            }
            Operation::AddConstraint { table, constraint } => {
                format!("add {} on {table}", constraint.describe())
            }
            Operation::DropConstraint { table, constraint } => {
                format!("drop {} of {table}", constraint.describe())
            }
            Operation::RenameConstraint { table, kind, name } => {
                format!("rename {} {} of {table} to {}", kind.as_str(), name.previous, name.next)
            }
            Operation::ValidateConstraint { table, constraint } => {
                let constraint = &constraint.next;
                match constraint.is_not_valid() {
                    true => format!("declare {} on {table} not valid", constraint.describe()),
                    false => format!("validate {} on {table}", constraint.describe()),
                }
            }
            Operation::ReplaceValues { table, column, values } => {
                let pairs: Vec<String> =
                    values.iter().map(|v| format!("'{}' by '{}'", v.previous, v.next)).collect();
                format!("replace values of {table}.{column}: {}", pairs.join(", "))
            }
            Operation::CreateIndex { table, index } => {
                format!("create index {} on {table}", index.display_name())
            }
            Operation::DropIndex { table, index } => {
                format!("drop index {} of {table}", index.display_name())
            }
            Operation::RenameIndex { table, name } => {
                format!("rename index {} of {table} to {}", name.previous, name.next)
            }
            Operation::CreateEnum { enum_type } => format!("create enum {}", enum_type.name),
            Operation::DropEnum { enum_type } => format!("drop enum {}", enum_type.name),
            Operation::RenameEnum { name } => format!("rename enum {} to {}", name.previous, name.next),
            Operation::RenameEnumValue { name, value } => {
                format!("rename value {} of enum {name} to {}", value.previous, value.next)
            }
            Operation::AlterEnum { name, values } => {
                let missing = |from: &[String], to: &[String]| {
                    let lost: Vec<&str> =
                        from.iter().filter(|v| !to.contains(v)).map(String::as_str).collect();
                    lost.join(", ")
                };
                let added = missing(&values.next, &values.previous);
                let removed = missing(&values.previous, &values.next);
                match (added.as_str(), removed.as_str()) {
                    ("", "") => format!("reorder enum {name}"),
                    (added, "") => format!("add to enum {name}: {added}"),
                    ("", removed) => format!("remove from enum {name}: {removed}"),
                    (added, removed) => format!("alter enum {name}: add {added}, remove {removed}"),
                }
            }
            Operation::CreateSequence { sequence } => format!("create sequence {}", sequence.name),
            Operation::DropSequence { sequence } => format!("drop sequence {}", sequence.name),
            Operation::AlterSequence { sequence } => format!("alter sequence {}", sequence.next.name),
            Operation::RenameSequence { name } => {
                format!("rename sequence {} to {}", name.previous, name.next)
            }
            Operation::SetComment { on, .. } => format!("set comment on {on}"),
        }
    }
}

/// Which parts of a column differ, in words.
fn changed_parts(column: &Pair<Column>) -> Vec<&'static str> {
    let Pair { previous: a, next: b } = column;
    let parts = [
        (a.ty != b.ty, "type"),
        (a.nullable != b.nullable, "nullability"),
        (a.default != b.default, "default"),
        (a.identity != b.identity || a.serial != b.serial, "identity"),
        (a.auto_increment != b.auto_increment, "autoincrement"),
        (a.generated != b.generated, "generation"),
        (a.collation != b.collation, "collation"),
        (a.not_null_conflict != b.not_null_conflict, "conflict clause"),
        (a.options != b.options, "options"),
    ];
    parts.into_iter().filter_map(|(differs, word)| differs.then_some(word)).collect()
}
