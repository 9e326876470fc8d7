//! A plan and its reverse to the files of a migration directory.

mod directory;
mod down;
mod findings;
mod revision;
mod sql;
mod up;

#[cfg(test)]
mod tests;

use schemist_diagnostics::Diagnostic;
use schemist_plan::Plan;
use schemist_schema::Engine;

pub use directory::{directory_name, slug};
pub use revision::{Finding, REVISION_FORMAT, RevisionFile};

use crate::EmitError;

/// What a migration is made of.
#[derive(Debug, Clone, Copy)]
pub struct MigrationInput<'a> {
    /// The version, as Diesel orders it: `2026-11-21-103000-0000`.
    pub version: &'a str,
    /// What the user says it does.
    pub message: &'a str,
    /// When it was made, RFC 3339.
    pub created_at: &'a str,
    /// The versions it comes after.
    pub revises: &'a [String],
    /// For which engine.
    pub engine: Engine,
    /// What it does.
    pub up: &'a Plan,
    /// What undoes it.
    pub down: &'a Plan,
    /// What there is to say about it.
    pub findings: &'a [Diagnostic],
    /// The version of the tool.
    pub tool_version: &'a str,
    /// The user is going to write the statements.
    pub hand_written: bool,
}

impl MigrationInput<'_> {
    /// Whether both files may run inside one transaction each: Diesel has one switch for both.
    fn in_transaction(&self) -> bool {
        self.up.is_transactional() && self.down.is_transactional()
    }
}

/// The texts of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationFiles {
    /// `up.sql`
    pub up_sql: String,
    /// `down.sql`
    pub down_sql: String,
    /// `metadata.toml`, Diesel's own.
    pub metadata_toml: String,
    /// `revision.json`, ours.
    pub revision_json: String,
}

/// The files of a migration directory.
///
/// # Errors
/// Where `revision.json` cannot be written, which no input is known to cause.
pub fn migration(input: &MigrationInput<'_>) -> Result<MigrationFiles, EmitError> {
    let up_sql = up::text(input);
    let down_sql = down::text(input);
    let revision_json = RevisionFile::new(input, &up_sql, &down_sql).to_json()?;
    Ok(MigrationFiles { up_sql, down_sql, metadata_toml: metadata(input.in_transaction()), revision_json })
}

/// The key is always written: Diesel takes a file without it as `false`, and no file as `true`.
fn metadata(in_transaction: bool) -> String {
    format!("run_in_transaction = {in_transaction}\n")
}
