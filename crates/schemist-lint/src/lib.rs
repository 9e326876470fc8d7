//! What a reviewer should think of before a migration runs: a plan to diagnostics, one file per rule.
//!
//! A new rule is a file in `rules/`, whose doc comment is its page, and a line in `rules/mod.rs`.

mod context;
mod rule;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_plan::Plan;
use schemist_schema::{Operation, QualifiedName, Schema};

pub use rule::Rule;
pub use rules::rules;

/// What the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct LintInput<'a> {
    /// What changes.
    pub operations: &'a [Operation],
    /// The schema they are applied to.
    pub before: &'a Schema,
    /// The schema they lead to.
    pub after: &'a Schema,
    /// The engine they run on.
    pub dialect: &'a Dialect,
    /// How they are carried out.
    pub plan: &'a Plan,
    /// How many rows tables hold in the database at hand, by their names before; where known.
    pub rows: Option<&'a BTreeMap<QualifiedName, u64>>,
}

/// The findings of all rules, rule by rule and then in the order of the operations.
pub fn lint(input: &LintInput<'_>) -> Vec<Diagnostic> {
    let context = context::Context::new(input);
    rules().iter().flat_map(|rule| rule.check(&context)).collect()
}
