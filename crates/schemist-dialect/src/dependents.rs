use std::collections::BTreeSet;

use schemist_schema::{QualifiedName, UnmanagedObject};

/// What an operation takes from under the objects outside the core, so that the engine refuses it, or drops
/// them with it, as long as they are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disturbance {
    /// Tables and sequences that go.
    pub relations: BTreeSet<QualifiedName>,
    /// Columns that go, for good or to be made anew.
    pub gone: BTreeSet<(QualifiedName, String)>,
    /// Columns that get another type.
    pub retyped: BTreeSet<(QualifiedName, String)>,
    /// Types that go or are made anew.
    pub types: BTreeSet<QualifiedName>,
    /// Constraints that go, each with its table.
    pub constraints: BTreeSet<(QualifiedName, String)>,
    /// A namespace that goes.
    pub namespace: Option<String>,
}

impl Disturbance {
    /// Whether nothing is disturbed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an object stands in the way.
    pub fn concerns(&self, object: &UnmanagedObject) -> bool {
        let ties = &object.ties;
        let relations = || object.depends_on.iter().any(|name| self.relations.contains(name));
        let gone = || ties.columns.iter().any(|column| self.gone.contains(column));
        let retyped = || ties.columns.iter().any(|column| self.retyped.contains(column));
        let in_the_way = || {
            retyped()
                || ties.types.iter().any(|name| self.types.contains(name))
                || ties.constraints.iter().any(|name| self.constraints.contains(name))
                || self.namespace.is_some() && self.namespace == object.name.namespace
        };
        relations() || gone() || object.kind.is_in_the_way_of_a_type() && in_the_way()
    }
}
