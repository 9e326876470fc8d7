use std::collections::BTreeMap;

use schemist_dialect::Probe;

/// What was asked of the database at hand; empty where none is connected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The answers there are. Tables and columns are called what they were called before.
    pub counts: BTreeMap<Probe, u64>,
}
