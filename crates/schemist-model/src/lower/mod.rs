//! Parsed models to the nouns of a schema: first each model by itself (the derive stops there), then what
//! refers to other models.

mod columns;
mod constants;
mod embed;
mod given_names;
mod homes;
mod keys;
mod management;
mod model;
mod part_names;
mod pending;
#[cfg(feature = "load")]
mod references;
#[cfg(feature = "load")]
mod schema;

use schemist_diagnostics::Span;
use schemist_schema::{Allow, Engine, Origin};

use crate::{Place, Problem, attributes::AllowDeclaration};

pub use model::{LoweredColumn, LoweredModel};
pub use pending::PendingReference;

pub(crate) use given_names::report_duplicates as report_duplicate_names;
pub(crate) use homes::{Homes, PartNotFound};
pub(crate) use model::lower_model;
#[cfg(feature = "load")]
pub(crate) use references::{FindModel, ModelNotFound};
#[cfg(feature = "load")]
pub(crate) use schema::{Declared, assemble};

/// What all of the lowering needs and gathers.
pub(crate) struct Lowering<'a> {
    pub(crate) engine: Engine,
    pub(crate) locate: &'a (dyn Locate + Sync),
    pub(crate) problems: Vec<Problem>,
}

/// Turns places into lines and columns, where that can be done.
pub(crate) trait Locate {
    fn span(&self, place: Place) -> Option<Span>;
}

/// For the derive: only the compiler knows where its tokens stand.
pub(crate) struct Nowhere;

impl Locate for Nowhere {
    fn span(&self, _: Place) -> Option<Span> {
        None
    }
}

impl Lowering<'_> {
    /// A part is looked at once for each model that embeds it; what is wrong with it is said once.
    pub(crate) fn push(&mut self, problem: Problem) {
        let same = |other: &Problem| {
            (other.place, other.code, &other.message) == (problem.place, problem.code, &problem.message)
        };
        if problem.place.is_none() || !self.problems.iter().any(same) {
            self.problems.push(problem);
        }
    }

    fn allows(&self, declared: &[AllowDeclaration]) -> Vec<Allow> {
        let allow = |declared: &AllowDeclaration| Allow {
            rule: declared.rule.clone(),
            reason: declared.reason.clone(),
            span: self.locate.span(declared.place),
        };
        declared.iter().map(allow).collect()
    }

    fn origin(&self, place: Place) -> Origin {
        Origin { span: self.locate.span(place), ..Origin::default() }
    }
}
