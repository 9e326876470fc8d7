//! Operations to an ordered plan the engine can run: dependency order (petgraph), lowering to what the
//! engine can do, inversion, transaction segments. Pure: no connection, no clock, no files.

mod columns;
mod cycles;
mod detours;
mod effects;
mod expressions;
mod followers;
mod graph;
mod groups;
mod item;
mod lower;
mod names;
mod order;
mod plan;
mod priority;
mod renames;
mod restrictions;
mod sequences;
#[cfg(test)]
mod tests;
mod unresolved;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{Operation, Schema};

pub use plan::{Plan, Step};

/// Orders the operations, lowers them to the dialect's statements and groups them into steps. `before` is
/// the schema they are applied to, in canonical form; the operations may come in any order that was valid
/// for no engine, except that an operation speaks of things by the names they have at its place among the
/// renames. What the engine cannot express is an error diagnostic, and the plan is then incomplete.
pub fn plan(operations: &[Operation], before: &Schema, dialect: &Dialect) -> (Plan, Vec<Diagnostic>) {
    match order::order(operations, before, dialect) {
        Ok(ordered) => lower::lower(ordered, before, dialect),
        Err(diagnostics) => (Plan { engine: dialect.engine(), steps: Vec::new() }, diagnostics),
    }
}

/// The operations that undo these: each inverted, in reverse order. Plan them on the schema after.
pub fn invert(operations: &[Operation]) -> Vec<Operation> {
    operations.iter().rev().cloned().map(Operation::inverted).collect()
}
