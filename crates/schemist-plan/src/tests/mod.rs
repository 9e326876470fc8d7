//! The order on its own, with schemas made by hand: what is rendered is the dialects' business.

mod build;
mod enums_and_sequences;
mod plans;
mod random;
mod renames;
mod tables;

use schemist_dialect::Dialect;
use schemist_schema::{Engine, Operation, Schema};

use crate::{invert, order::order};

/// The ordered operations in words; each applies to the schema that those before it leave.
fn lines(operations: &[Operation], before: &Schema, engine: Engine) -> Vec<String> {
    let ordered = order(operations, before, &Dialect::new(engine)).expect("an order");
    let mut schema = before.clone();
    let mut lines = Vec::new();
    for item in &ordered.items {
        for operation in item.covered() {
            schema.apply(operation).unwrap_or_else(|error| panic!("{error} after {lines:#?}"));
        }
        if !item.silent {
            lines.push(item.operation.describe());
        }
    }
    lines
}

/// The order of the operations and, checked to be possible only, that of undoing them.
fn check(before: &Schema, operations: &[Operation], expected: &[&str]) {
    check_on(Engine::Postgres, before, operations, expected);
}

fn check_on(engine: Engine, before: &Schema, operations: &[Operation], expected: &[&str]) {
    assert_eq!(lines(operations, before, engine), expected);
    let after = applied(operations, before, engine);
    let undone = applied(&invert(operations), &after, engine);
    assert_eq!(&undone, before, "undoing ends elsewhere");
}

fn applied(operations: &[Operation], before: &Schema, engine: Engine) -> Schema {
    let ordered = order(operations, before, &Dialect::new(engine)).expect("an order");
    let mut schema = before.clone();
    for operation in ordered.items.iter().flat_map(|item| item.covered()) {
        schema.apply(operation).expect("applies");
    }
    schema
}
