//! Two schemas to the operations that turn one into the other.
//!
//! The order of calls: [`align`] brings what the models left open into the words of the database,
//! `schemist_reflect::normalize` asks the server about expressions that still differ, [`align`] once more
//! adopts what turned out equal, [`diff`] compares. All pure.

mod align;
mod codes;
mod columns;
mod constraints;
mod indexes;
mod names;
mod options;
mod renames;
mod schema_objects;
mod tables;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{Operation, Pair, Schema};

pub use align::align;
pub use codes::CODES;
pub use options::{DiffOptions, Scope};

/// What [`diff`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// From `before` to `after`, each valid after those before it.
    pub operations: Vec<Operation>,
    /// The live schema.
    pub before: Schema,
    /// The schema once the operations are carried out: the declared one with all names given, and whatever
    /// of the live one is not managed.
    pub after: Schema,
    /// What could not be decided, and what was left alone.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compares two schemas that [`align`] has made comparable; `previous` is what is there, `next` what is wanted.
pub fn diff(pair: &Pair<Schema>, dialect: &Dialect, options: &DiffOptions) -> Difference {
    let mut next = pair.next.clone();
    let mut diagnostics = Vec::new();
    names::give_names(&mut next, dialect);

    let mut work = Work { current: pair.previous.clone(), operations: Vec::new() };
    work.extend(renames::resolve(&pair.previous, &next, &mut diagnostics));
    let after = options.scope.wanted(&work.current, next, &mut diagnostics);

    let pair_now = Pair::new(&work.current, &after);
    let changes = [
        schema_objects::appearing(pair_now, dialect),
        tables::changes(pair_now, dialect),
        schema_objects::disappearing(pair_now),
    ];
    diagnostics.extend(renames::possible(&changes[1]));
    changes.into_iter().flatten().for_each(|operation| work.operations.push(operation));
    Difference { operations: work.operations, before: pair.previous.clone(), after, diagnostics }
}

/// The schema so far, and how it came to be.
struct Work {
    current: Schema,
    operations: Vec<Operation>,
}

impl Work {
    /// Carries out operations that the rest is compared after (renames).
    fn extend(&mut self, operations: Vec<Operation>) {
        for operation in operations {
            if self.current.apply(&operation).is_ok() {
                self.operations.push(operation);
            }
        }
    }
}
