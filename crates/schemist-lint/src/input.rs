use schemist_dialect::Dialect;
use schemist_schema::Schema;

use crate::{Change, Facts, Settings, WrittenAllow};

/// What the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct LintInput<'a> {
    /// What changes, in order.
    pub changes: &'a [Change<'a>],
    /// The schema that is changed.
    pub before: &'a Schema,
    /// The schema it leads to.
    pub after: &'a Schema,
    /// The engine it runs on.
    pub dialect: &'a Dialect,
    /// How it is carried out.
    pub revision: &'a Revision,
    /// What is known of the rows.
    pub facts: &'a Facts,
    /// What the project says of the rules.
    pub settings: &'a Settings,
}

/// How a revision is carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Somebody wrote the statements: how they are written is looked at, too.
    pub is_written: bool,
    /// All of it runs in one transaction.
    pub in_transaction: bool,
    /// There is a way back.
    pub has_down: bool,
    /// What comments allow.
    pub allows: Vec<WrittenAllow>,
}

impl Revision {
    /// One that is planned.
    pub fn planned(in_transaction: bool) -> Self {
        Self { is_written: false, in_transaction, has_down: true, allows: Vec::new() }
    }
}
