use schemist_dialect::Statement;
use schemist_schema::{Engine, Operation};

/// What is to be run, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// On which engine.
    pub engine: Engine,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// The operations that one group of statements carries out: usually one, several where a SQLite table is
/// built anew or where `serial` stands for a table and its sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What is carried out, in the order in which it was asked for.
    pub operations: Vec<Operation>,
    /// How.
    pub statements: Vec<Statement>,
    /// What a reviewer should know of how it is done, e.g. why a table is built anew.
    pub notes: Vec<String>,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether all of it may run in one transaction.
    pub fn is_transactional(&self) -> bool {
        self.statements().all(|s| s.transactional)
    }

    /// All statements in order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.steps.iter().flat_map(|step| &step.statements)
    }

    /// All operations in the order in which they are carried out.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.steps.iter().flat_map(|step| &step.operations)
    }
}
