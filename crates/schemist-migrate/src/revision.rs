use camino::Utf8PathBuf;
use schemist_emit::RevisionFile;
use serde::Deserialize;

use crate::MigrateError;

/// One migration directory.
#[derive(Debug, Clone)]
pub struct Revision {
    /// As Diesel stores it: without dashes. Unique in its directory.
    pub version: String,
    /// The name of its directory.
    pub directory: String,
    /// Where it lies.
    pub path: Utf8PathBuf,
    /// What it does: from `revision.json`, or the directory's name.
    pub message: String,
    /// The versions it follows; several for a merge, none for a base.
    pub revises: Vec<String>,
    /// The versions that must be applied before it without being its parents.
    pub depends_on: Vec<String>,
    /// Names of the branch that begins here.
    pub labels: Vec<String>,
    /// Versions of the revisions that were squashed into it: a database that has it may still name them.
    pub replaces: Vec<String>,
    /// When it was written (RFC 3339), where `revision.json` tells.
    pub created_at: Option<String>,
    /// The text of `up.sql`.
    pub up: String,
    /// The text of `down.sql`, where it exists.
    pub down: Option<String>,
    /// Whether its files run in a transaction (`metadata.toml`, read as Diesel reads it).
    pub run_in_transaction: bool,
    /// The text of `revision.json`; none for a directory made by Diesel. The graph needs only its head, so a
    /// revision whose operations this version cannot read still runs; [`Self::revision_file`] reads the whole.
    pub revision_json: Option<String>,
}

impl Revision {
    /// Joins several branches.
    pub fn is_merge(&self) -> bool {
        self.revises.len() > 1
    }

    /// Begins a history.
    pub fn is_base(&self) -> bool {
        self.revises.is_empty()
    }

    /// The directory's name without the version.
    pub fn slug(&self) -> &str {
        self.directory.split_once('_').map_or("", |(_, slug)| slug)
    }

    /// The version with its dashes, as in the directory's name: easier on the eye.
    pub fn display_version(&self) -> &str {
        self.directory.split('_').next().unwrap_or(&self.directory)
    }

    /// All of `revision.json`; none for a directory made by Diesel.
    ///
    /// # Errors
    /// Where its operations are none this version knows.
    pub fn revision_file(&self) -> Result<Option<RevisionFile>, MigrateError> {
        let Some(text) = &self.revision_json else { return Ok(None) };
        let malformed = |e: schemist_emit::EmitError| MigrateError::MalformedRevisionFile {
            path: self.file("revision.json"),
            reason: e.to_string(),
        };
        RevisionFile::from_json(text).map(Some).map_err(malformed)
    }

    /// The path of a file in it.
    pub(crate) fn file(&self, name: &str) -> Utf8PathBuf {
        self.path.join(name)
    }
}

/// The part of `revision.json` that the graph needs.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct RevisionHead {
    pub(crate) format: u32,
    pub(crate) version: String,
    #[serde(default)]
    pub(crate) revises: Vec<String>,
    #[serde(default)]
    pub(crate) depends_on: Vec<String>,
    #[serde(default)]
    pub(crate) labels: Vec<String>,
    #[serde(default)]
    pub(crate) replaces: Vec<String>,
    #[serde(default)]
    pub(crate) message: String,
    #[serde(default)]
    pub(crate) created_at: Option<String>,
}
