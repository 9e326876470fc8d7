use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use schemist_diagnostics::{Diagnostic, Severity};
use schemist_schema::{Engine, Operation};

use crate::error::{read_format, write_json};
use crate::migration::MigrationInput;
use crate::{EmitError, checksum};

/// The format of `revision.json` that is written.
pub const REVISION_FORMAT: u32 = 1;

/// `revision.json`: what Diesel's files do not hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RevisionFile {
    /// The format of the file.
    pub format: u32,
    /// The version, as in the directory's name.
    pub version: String,
    /// The versions it comes after; none for the first, several for a merge.
    pub revises: Vec<String>,
    /// Versions that must be applied before, without being predecessors.
    #[serde(default)]
    pub depends_on: Vec<String>,
    /// Names for the revision.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Versions of the revisions that were squashed into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// What the user says it does.
    pub message: String,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// For which engine.
    pub engine: Engine,
    /// The version of the tool that made it.
    pub tool_version: String,
    /// What it does to the schema; empty where written by hand.
    #[serde(default)]
    pub operations: Vec<Operation>,
    /// What there was to say about it.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// SHA-256 of `up.sql` and `down.sql` by file name; absent while a file is not sealed.
    #[serde(default)]
    pub checksums: BTreeMap<String, String>,
}

/// A diagnostic as it was when the revision was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its code, e.g. `L102`.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is the matter.
    pub message: String,
    /// The object it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

impl From<&Diagnostic> for Finding {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            code: diagnostic.code.id.to_owned(),
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            subject: diagnostic.subject.clone(),
        }
    }
}

impl RevisionFile {
    /// Of a migration and the texts of its files. What is written by hand is sealed when it is first applied.
    pub(crate) fn new(input: &MigrationInput<'_>, up_sql: &str, down_sql: &str) -> Self {
        let sealed = [("up.sql", up_sql), ("down.sql", down_sql)];
        let checksums = sealed.into_iter().filter(|_| !input.hand_written);
        Self {
            format: REVISION_FORMAT,
            version: input.version.to_owned(),
            revises: input.revises.to_vec(),
            depends_on: Vec::new(),
            labels: Vec::new(),
            replaces: Vec::new(),
            message: input.message.to_owned(),
            created_at: input.created_at.to_owned(),
            engine: input.engine,
            tool_version: input.tool_version.to_owned(),
            operations: input.up.operations().cloned().collect(),
            findings: input.findings.iter().map(Finding::from).collect(),
            checksums: checksums.map(|(name, text)| (name.to_owned(), checksum(text))).collect(),
        }
    }

    /// From the text of a file.
    ///
    /// # Errors
    /// Where it is no revision file, or a newer version wrote it.
    pub fn from_json(text: &str) -> Result<Self, EmitError> {
        read_format("revision.json", REVISION_FORMAT, text)
    }

    /// The text of the file.
    ///
    /// # Errors
    /// Where it cannot be put into JSON, which no revision is known to cause.
    pub fn to_json(&self) -> Result<String, EmitError> {
        write_json("revision.json", self)
    }
}
