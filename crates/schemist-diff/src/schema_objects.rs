//! Namespaces, enum types and sequences.

use schemist_dialect::Dialect;
use schemist_schema::{CommentTarget, Operation, Pair, Schema, Sequence};

use crate::tables::set_comment;

/// What appears or changes: before the tables, which use it.
pub(crate) fn appearing(schemas: Pair<&Schema>, dialect: &Dialect) -> Vec<Operation> {
    let mut operations = namespaces(schemas);
    operations.extend(enums(schemas, dialect));
    operations.extend(sequences(schemas, dialect));
    operations
}

/// What goes: after the tables that used it.
pub(crate) fn disappearing(schemas: Pair<&Schema>) -> Vec<Operation> {
    let Pair { previous, next } = schemas;
    let mut operations = Vec::new();
    for (name, sequence) in &previous.sequences {
        if !next.sequences.contains_key(name) && !is_renamed(schemas, sequence) {
            operations.push(Operation::DropSequence { sequence: sequence.clone() });
        }
    }
    for (name, enum_type) in &previous.enums {
        if !next.enums.contains_key(name) {
            operations.push(Operation::DropEnum { enum_type: enum_type.clone() });
        }
    }
    for name in previous.namespaces.keys() {
        if !next.namespaces.contains_key(name) {
            operations.push(Operation::DropNamespace { name: name.clone() });
        }
    }
    operations
}

fn namespaces(schemas: Pair<&Schema>) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (name, namespace) in &schemas.next.namespaces {
        let previous = schemas.previous.namespaces.get(name);
        if previous.is_none() {
            operations.push(Operation::CreateNamespace { name: name.clone() });
        }
        let comment = previous.map(|p| p.comment.clone()).unwrap_or_default();
        let on = CommentTarget::Namespace(name.clone());
        operations.extend(set_comment(on, Pair::new(&comment, &namespace.comment)));
    }
    operations
}

fn enums(schemas: Pair<&Schema>, dialect: &Dialect) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (name, next) in &schemas.next.enums {
        let Some(previous) = schemas.previous.enums.get(name) else {
            operations.push(Operation::CreateEnum { enum_type: next.clone() });
            continue;
        };
        let values = Pair::new(previous.values.clone(), next.values.clone());
        if !values.is_same() {
            operations.push(Operation::AlterEnum { name: name.clone(), values });
        }
        if dialect.capabilities().comments {
            let comment = Pair::new(&previous.comment, &next.comment);
            operations.extend(set_comment(CommentTarget::Enum(name.clone()), comment));
        }
    }
    operations
}

fn sequences(schemas: Pair<&Schema>, dialect: &Dialect) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (name, next) in &schemas.next.sequences {
        let same_name = schemas.previous.sequences.get(name);
        let Some(previous) = same_name.or_else(|| renamed_from(schemas, next)) else {
            operations.push(Operation::CreateSequence { sequence: next.clone() });
            continue;
        };
        if previous.name != next.name {
            let rename = Pair::new(previous.name.clone(), next.name.clone());
            operations.push(Operation::RenameSequence { name: rename });
        }
        let was = Sequence { name: next.name.clone(), ..previous.clone() };
        let wanted = Sequence { comment: previous.comment.clone(), ..next.clone() };
        if was != wanted {
            operations.push(Operation::AlterSequence { sequence: Box::new(Pair::new(was, wanted)) });
        }
        if dialect.capabilities().comments {
            let comment = Pair::new(&previous.comment, &next.comment);
            operations.extend(set_comment(CommentTarget::Sequence(name.clone()), comment));
        }
    }
    operations
}

/// The sequence behind the same column under another name: its counter is kept.
fn renamed_from<'a>(schemas: Pair<&'a Schema>, next: &Sequence) -> Option<&'a Sequence> {
    let owner = next.owned_by.as_ref()?;
    let mut candidates = schemas.previous.sequences.values();
    candidates.find(|s| s.owned_by.as_ref() == Some(owner) && !schemas.next.sequences.contains_key(&s.name))
}

fn is_renamed(schemas: Pair<&Schema>, previous: &Sequence) -> bool {
    let mut wanted = schemas.next.sequences.values();
    wanted.any(|next| {
        !schemas.previous.sequences.contains_key(&next.name)
            && renamed_from(schemas, next).is_some_and(|from| from.name == previous.name)
    })
}
