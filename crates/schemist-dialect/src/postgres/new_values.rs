//! Values of enum types that cannot be used in the transaction that adds them.

use schemist_schema::sql::{self, TokenKind};
use schemist_schema::{Column, Constraint, Expression, Index, IndexTarget, Operation, QualifiedName, Table};

use super::render::only_adds;

type Value = (QualifiedName, String);

pub(crate) fn added_by(operation: &Operation) -> Vec<Value> {
    match operation {
        Operation::AlterEnum { name, values } if only_adds(values.as_ref()) => {
            let new = values.next.iter().filter(|v| !values.previous.contains(v));
            new.map(|v| (name.clone(), v.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// Expressions are evaluated, or at least made into constants, when they are stored. Any string of that text
/// counts: which type it has is not known without the server, and to wait once too often does no harm.
pub(crate) fn used_by(operation: &Operation, added: &[Value]) -> bool {
    if added.is_empty() {
        return false;
    }
    let column = |c: &Column| {
        let generated = c.generated.as_ref().map(|g| &g.expression);
        c.default.iter().chain(generated).any(|e| mentions(e, added))
    };
    let constraint = |c: &Constraint| match c {
        Constraint::Check(c) => mentions(&c.expression, added),
        Constraint::Exclusion(c) => mentions(&c.definition, added),
        Constraint::PrimaryKey(_) | Constraint::Unique(_) | Constraint::ForeignKey(_) => false,
    };
    let table = |t: &Table| {
        t.columns.iter().any(column)
            || t.constraints().any(|c| constraint(&c))
            || t.indexes.iter().any(|i| index(i, added))
    };
    match operation {
        Operation::CreateTable { table: t } => table(t),
        Operation::AddColumn { column: c, .. } => column(c),
        Operation::AlterColumn { column: c, .. } => column(&c.next),
        Operation::AddConstraint { constraint: c, .. } => constraint(c),
        Operation::CreateIndex { index: i, .. } => index(i, added),
        _ => false,
    }
}

fn index(index: &Index, added: &[Value]) -> bool {
    let expressions = index.keys.iter().filter_map(|key| match &key.target {
        IndexTarget::Expression(expression) => Some(expression),
        IndexTarget::Column(_) => None,
    });
    expressions.chain(&index.predicate).any(|e| mentions(e, added))
}

fn mentions(expression: &Expression, added: &[Value]) -> bool {
    let tokens = sql::tokenize(&expression.sql);
    let mut strings = tokens.iter().filter(|t| t.kind == TokenKind::String);
    strings.any(|t| added.iter().any(|(_, value)| t.text.contains(value.as_str())))
}
