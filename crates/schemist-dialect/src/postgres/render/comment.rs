use schemist_schema::{CommentTarget, Constraint, Index, QualifiedName};

use super::{qualified, quote};
use crate::Statement;
use crate::postgres::quoting::string_literal;

/// `None` removes it.
pub(super) fn set(on: &CommentTarget, comment: Option<&str>) -> Statement {
    let object = match on {
        CommentTarget::Namespace(name) => format!("SCHEMA {}", quote(name)),
        CommentTarget::Table(name) => format!("TABLE {}", qualified(name)),
        CommentTarget::Column(table, column) => format!("COLUMN {}.{}", qualified(table), quote(column)),
        CommentTarget::Constraint(table, _, name) => {
            format!("CONSTRAINT {} ON {}", quote(name), qualified(table))
        }
        CommentTarget::Index(table, name) => format!("INDEX {}", qualified(&table.sibling(name))),
        CommentTarget::Enum(name) => format!("TYPE {}", qualified(name)),
        CommentTarget::Sequence(name) => format!("SEQUENCE {}", qualified(name)),
    };
    let text = comment.map_or_else(|| "NULL".to_owned(), string_literal);
    Statement::new(format!("COMMENT ON {object} IS {text}"))
}

/// On something new: nothing where there is none.
pub(super) fn on_new(on: CommentTarget, comment: Option<&str>) -> Option<Statement> {
    comment.map(|comment| set(&on, Some(comment)))
}

pub(super) fn on_new_constraint(table: &QualifiedName, constraint: &Constraint) -> Option<Statement> {
    let mut constraint = constraint.clone();
    let comment = constraint.comment_mut().take();
    let on = CommentTarget::Constraint(table.clone(), constraint.kind(), constraint.name()?.to_owned());
    on_new(on, comment.as_deref())
}

pub(super) fn on_new_index(table: &QualifiedName, index: &Index) -> Option<Statement> {
    on_new(CommentTarget::Index(table.clone(), index.name.clone()?), index.comment.as_deref())
}
