//! Two schemas to the operations that turn one into the other. Pure.
//!
//! [`compare`] is the whole: [`align`] brings what the models left open into the words of the database, the
//! server is asked about expressions that still differ, [`align`] once more adopts what turned out equal,
//! [`diff`] compares.

mod align;
mod codes;
mod columns;
mod constraints;
mod described;
mod dropped;
mod indexes;
pub mod matching;
mod names;
mod namespaces;
mod options;
mod prefixes;
mod renames;
mod schema_objects;
mod tables;
mod unmanaged;
mod values;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{Operation, Pair, Schema};

pub use align::align;
pub use codes::{CODES, POSSIBLE_RENAME, VIEW_DIFFERS};
pub use described::{compare_views, names as described_names, take_views};
pub use options::{DiffOptions, Scope};
pub use renames::{Answer, FoundRename, RenameOptions, Renamed, Said, may_be_renamed};

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
    /// What the models alone declare, all names given.
    pub declared: Schema,
    /// The renames that nobody declared: those that were made, and those that may be ones.
    pub renames: Vec<FoundRename>,
    /// What could not be decided, and what was left alone.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compares a live schema with a declared one in canonical form. `ask` is normalization by execution
/// (`schemist_reflect::normalize`): it is given the live schema as it will be after the renames, and brings the
/// declared expressions into the server's words; hand in a function that does nothing where both sides come
/// from the server already.
///
/// # Errors
/// What `ask` says.
pub fn compare<E>(
    mut pair: Pair<Schema>,
    dialect: &Dialect,
    options: &DiffOptions,
    ask: impl FnOnce(&mut Pair<Schema>) -> Result<Vec<Diagnostic>, E>,
) -> Result<Difference, E> {
    let described = described::names(&pair.next);
    align(&mut pair, dialect);
    let found = renames::find(&mut pair, dialect, options);
    align(&mut pair, dialect);
    let live = std::mem::take(&mut pair.previous);
    pair.previous = renames::follow_all(&live, &pair.next);
    let mut diagnostics = ask(&mut pair)?;
    pair.previous = live;
    align(&mut pair, dialect);
    let mut difference = diff(&pair, dialect, options);
    diagnostics.append(&mut difference.diagnostics);
    diagnostics.extend(described::missing_targets(&pair, &described));
    diagnostics.extend(found.diagnostics);
    difference.renames = found.renames;
    difference.diagnostics = diagnostics;
    Ok(difference)
}

/// Compares two schemas that [`align`] has made comparable; `previous` is what is there, `next` what is wanted.
pub fn diff(pair: &Pair<Schema>, dialect: &Dialect, options: &DiffOptions) -> Difference {
    let mut next = pair.next.clone();
    let mut diagnostics = Vec::new();
    unmanaged::leave_alone(&pair.previous, &mut next, &mut diagnostics);
    names::give_names(&mut next, dialect, &options.naming);

    let mut work = Work { current: pair.previous.clone(), operations: Vec::new() };
    work.extend(renames::resolve(&pair.previous, &next, &mut diagnostics));
    let recorded = options.recorded.as_ref().map(|recorded| renames::follow_all(recorded, &next));
    let declared = described::managed_part(&next);
    let dropped = dropped::tables(&next);
    let after = options.scope.wanted(&work.current, next, &dropped, &mut diagnostics);

    let pair_now = Pair::new(&work.current, &after);
    let (changes, remarks) = tables::changes(pair_now, recorded.as_ref(), dialect);
    diagnostics.extend(remarks);
    let appearing = schema_objects::appearing(pair_now, dialect);
    let disappearing = schema_objects::disappearing(pair_now);
    work.operations.extend(appearing.into_iter().chain(changes).chain(disappearing));
    let before = pair.previous.clone();
    Difference { operations: work.operations, before, after, declared, renames: Vec::new(), diagnostics }
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
