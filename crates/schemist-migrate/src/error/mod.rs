mod failure;
mod words;

use std::time::Duration;

use camino::Utf8PathBuf;
use schemist_schema::Engine;

pub(crate) use self::failure::statements;
pub use self::failure::{StatementFailure, WhatStands};

/// Why a directory cannot be read or a run cannot go on. Displays as what happened, with what to do on a second line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// A file or folder cannot be read.
    Io {
        /// What was tried: `read`, `list`.
        action: &'static str,
        /// Which file.
        path: Utf8PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// A directory among the migrations has no `up.sql`.
    MissingUpSql {
        /// The directory.
        path: Utf8PathBuf,
    },
    /// A directory's name begins with nothing that could be a version, or with too much.
    BadVersion {
        /// The directory.
        path: Utf8PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Two directories have the same version.
    DuplicateVersion {
        /// The version.
        version: String,
        /// The directories.
        paths: Vec<Utf8PathBuf>,
    },
    /// Two revisions have the same label.
    DuplicateLabel {
        /// The label.
        label: String,
        /// The directories.
        paths: Vec<Utf8PathBuf>,
    },
    /// `revision.json` cannot be understood.
    MalformedRevisionFile {
        /// The file.
        path: Utf8PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A revision follows or depends on one that is not there.
    MissingParent {
        /// The `revision.json` that says so.
        path: Utf8PathBuf,
        /// The version that is not there.
        parent: String,
    },
    /// Revisions follow each other in a circle.
    Cycle {
        /// The directories in it.
        paths: Vec<Utf8PathBuf>,
    },
    /// Nothing has this name.
    CannotLocate {
        /// As given.
        target: String,
        /// Where it was looked for.
        directory: Utf8PathBuf,
    },
    /// Several revisions have this name.
    AmbiguousTarget {
        /// As given.
        target: String,
        /// The directories it may mean.
        candidates: Vec<String>,
    },
    /// One head was asked for, there are several.
    MultipleHeads {
        /// As given.
        target: String,
        /// The directories.
        heads: Vec<String>,
    },
    /// A step up or down from a revision leads to several.
    AmbiguousStep {
        /// As given.
        target: String,
        /// Where the way parts.
        at: String,
        /// The directories it leads to.
        ways: Vec<String>,
    },
    /// There are not so many revisions.
    TooFar {
        /// As given.
        target: String,
        /// How many were asked for.
        wanted: usize,
        /// How many there are.
        available: usize,
    },
    /// A target that makes sense only the other way, or cannot be reached by reverting.
    WrongDirection {
        /// As given.
        target: String,
        /// What is wrong with it.
        reason: String,
        /// What to do.
        help: String,
    },
    /// The database has revisions applied that the directory does not hold.
    MissingRevisions {
        /// Their versions.
        versions: Vec<String>,
        /// The directory.
        directory: Utf8PathBuf,
    },
    /// The database stands within a range of revisions that was squashed into one.
    PartlySquashed {
        /// Those of them that are applied.
        versions: Vec<String>,
        /// The directory of the one.
        into: String,
    },
    /// Files of applied revisions were changed.
    Edited {
        /// Which, and how they differ.
        revisions: Vec<EditedRevision>,
    },
    /// Revisions to be reverted have no `down.sql`, or one that does nothing.
    Irreversible {
        /// The missing or empty files.
        paths: Vec<Utf8PathBuf>,
    },
    /// A script opens or ends transactions where it must not, or has a directive that cannot be followed.
    TransactionControl {
        /// The file.
        path: Utf8PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
        /// What to do.
        help: String,
    },
    /// A revision outside a transaction stopped half-way and must be dealt with first.
    Interrupted {
        /// Its file.
        path: Utf8PathBuf,
        /// How many statements took effect.
        done: usize,
        /// What stands in the way.
        reason: String,
        /// What to do.
        help: String,
    },
    /// Another migrator holds the lock.
    Locked {
        /// Who, as far as the server tells.
        holder: String,
        /// How long was waited.
        waited: Duration,
    },
    /// Another migrator changed what is applied during the run.
    Overtaken {
        /// The directory of the revision whose turn it was.
        revision: String,
        /// What changed.
        reason: String,
    },
    /// The database cannot be written to.
    ReadOnly {
        /// What was tried.
        action: String,
        /// The engine's words.
        reason: String,
        /// Which engine.
        engine: Engine,
    },
    /// The role may not do it.
    Privilege {
        /// What was tried.
        action: String,
        /// The engine's words.
        reason: String,
    },
    /// Revisions that cannot take part in one transaction for all.
    NotInOneTransaction {
        /// Their directories; none where the engine itself cannot.
        paths: Vec<Utf8PathBuf>,
        /// Which engine.
        engine: Engine,
    },
    /// What had to be done before a revision failed.
    NotReady {
        /// The revision's directory.
        revision: String,
        /// What is wrong.
        reason: String,
        /// What to do.
        help: String,
    },
    /// Rows would point to nothing after a run in one transaction.
    Dangling {
        /// How many.
        count: usize,
        /// Some of them, in words.
        examples: Vec<String>,
    },
    /// The engine failed outside the statements of a revision.
    Database {
        /// What was tried.
        action: String,
        /// The engine's words.
        source: diesel::result::Error,
    },
    /// A statement of a revision failed.
    Statement(Box<StatementFailure>),
    /// The program was built without the engine.
    EngineNotBuilt {
        /// The engine.
        engine: Engine,
    },
}

/// An applied revision whose file is not what was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedRevision {
    /// The version.
    pub version: String,
    /// The file.
    pub path: Utf8PathBuf,
    /// When it was applied, as the database has it.
    pub applied_at: String,
    /// Checksum of what was applied.
    pub applied_checksum: String,
    /// Checksum of what is there now.
    pub checksum: String,
    /// Which statements differ, in words; empty where that was not recorded.
    pub changes: Vec<String>,
}
