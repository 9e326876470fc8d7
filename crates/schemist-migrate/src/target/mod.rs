//! What a target means: which revisions it names, and what an upgrade or a downgrade to it would run.

mod parse;
mod plan;
mod range;
mod resolve;
#[cfg(test)]
mod tests;

use crate::error::MigrateError;

fn too_far(target: &str, wanted: usize, available: usize) -> MigrateError {
    MigrateError::TooFar { target: target.to_owned(), wanted, available }
}
