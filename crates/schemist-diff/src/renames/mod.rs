//! Renames: those that the models declare, those that the user answers, those that the evidence makes sure.
//!
//! Whatever is found is written into the declared schema as if the models said `renamed_from`, before anything is
//! compared; from there on there is one kind of rename ([`declared`]).

mod answers;
mod declared;
mod facts;
mod find;
mod found;
mod values;

pub(crate) use declared::{follow_all, resolve};
pub(crate) use find::find;
pub use find::may_be_renamed;

pub use answers::{Answer, Said};
pub use found::{FoundRename, Renamed};

use schemist_schema::Schema;

/// How renames are found that the models do not declare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RenameOptions {
    /// What the evidence makes sure becomes a rename. Otherwise it is a drop and an add, and told.
    pub automatic: bool,
    /// What the user says of single ones: it comes before all evidence.
    pub answers: Vec<Answer>,
    /// What the models declared when they last agreed with the database, in canonical form: the places and the
    /// documentation of fields that are gone. `None` where no version control holds it.
    pub earlier: Option<Schema>,
}
