//! Migrations within a program: run when it starts, under the same lock and with the same record as the command's.

use camino::Utf8Path;

use crate::code::Code;
use crate::connection::MigrationConnection;
use crate::directory::{MigrationDirectory, RevisionTexts};
use crate::error::MigrateError;
use crate::progress::Progress;
use crate::runner::{Runner, RunnerOptions};

/// One migration directory, its files as texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmbeddedRevision {
    /// The name of the directory.
    pub directory: &'static str,
    /// `up.sql`
    pub up: &'static str,
    /// `down.sql`
    pub down: Option<&'static str>,
    /// `metadata.toml`
    pub metadata_toml: Option<&'static str>,
    /// `revision.json`
    pub revision_json: Option<&'static str>,
}

/// The migrations of a program; `schemist::migrate!()` makes them of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmbeddedMigrations {
    path: &'static str,
    revisions: &'static [EmbeddedRevision],
}

impl EmbeddedMigrations {
    /// Of texts. `path` is where they lay when the program was built: messages name it.
    pub const fn new(path: &'static str, revisions: &'static [EmbeddedRevision]) -> Self {
        Self { path, revisions }
    }

    /// The graph of the revisions.
    ///
    /// # Errors
    /// As [`MigrationDirectory::load`].
    pub fn directory(&self) -> Result<MigrationDirectory, MigrateError> {
        self.directory_with(&Code::default())
    }

    fn directory_with(&self, code: &Code) -> Result<MigrationDirectory, MigrateError> {
        let texts = self.revisions.iter().map(|revision| RevisionTexts {
            directory: revision.directory.to_owned(),
            up: Some(revision.up.to_owned()),
            down: revision.down.map(str::to_owned),
            metadata_toml: revision.metadata_toml.map(str::to_owned),
            revision_json: revision.revision_json.map(str::to_owned),
        });
        MigrationDirectory::of(Utf8Path::new(self.path), texts.chain(code.texts()).collect())
    }

    /// Applies what is pending; the directories of what this run applied. Another process that does the same at the
    /// same time waits, and finds nothing to do.
    ///
    /// # Errors
    /// As [`Runner::upgrade`].
    pub fn run_pending(
        &self,
        connection: &mut impl MigrationConnection,
    ) -> Result<Vec<String>, MigrateError> {
        self.run_with(connection, &Code::default(), RunnerOptions::default(), &mut ())
    }

    /// The same with migrations in Rust among those in SQL, with options, and with somebody to tell how it goes.
    ///
    /// # Errors
    /// As [`Runner::upgrade`].
    pub fn run_with(
        &self,
        connection: &mut impl MigrationConnection,
        code: &Code,
        options: RunnerOptions,
        progress: &mut dyn Progress,
    ) -> Result<Vec<String>, MigrateError> {
        let directory = self.directory_with(code)?;
        let mut runner = Runner::new(connection, &directory).with_options(options).with_code(code);
        let done = runner.upgrade("heads", progress)?;
        Ok(done.into_iter().map(|revision| revision.directory.clone()).collect())
    }

    /// Reverts down to a target, e.g. `base` or `-1`; the directories of what was reverted.
    ///
    /// # Errors
    /// As [`Runner::downgrade`].
    pub fn revert_to(
        &self,
        target: &str,
        connection: &mut impl MigrationConnection,
        code: &Code,
    ) -> Result<Vec<String>, MigrateError> {
        let directory = self.directory_with(code)?;
        let done = Runner::new(connection, &directory).with_code(code).downgrade(target, &mut ())?;
        Ok(done.into_iter().map(|revision| revision.directory.clone()).collect())
    }

    /// Where the database stands. Writes nothing: fit for a health check.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn status(&self, connection: &mut impl MigrationConnection) -> Result<EmbeddedStatus, MigrateError> {
        self.status_with(connection, &Code::default())
    }

    /// The same with migrations in Rust among those in SQL.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn status_with(
        &self,
        connection: &mut impl MigrationConnection,
        code: &Code,
    ) -> Result<EmbeddedStatus, MigrateError> {
        let directory = self.directory_with(code)?;
        let status = Runner::new(connection, &directory).status()?;
        let names = |revisions: &[&crate::Revision]| revisions.iter().map(|r| r.directory.clone()).collect();
        Ok(EmbeddedStatus {
            current: names(&status.current),
            pending: names(&status.pending),
            missing: status.missing,
            edited: status.edited.into_iter().map(|edited| edited.path.to_string()).collect(),
            interrupted: status.interrupted.into_iter().map(|interrupted| interrupted.version).collect(),
        })
    }
}

/// Where a database stands against the migrations of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedStatus {
    /// The applied revisions of which no child is applied.
    pub current: Vec<String>,
    /// What is not applied, in order.
    pub pending: Vec<String>,
    /// Versions that are applied and unknown to the program: a newer one was here.
    pub missing: Vec<String>,
    /// Files that are not what was applied.
    pub edited: Vec<String>,
    /// Versions that stopped half-way.
    pub interrupted: Vec<String>,
}

impl EmbeddedStatus {
    /// Everything is applied, and nothing else.
    pub fn is_up_to_date(&self) -> bool {
        self.pending.is_empty() && self.missing.is_empty() && self.interrupted.is_empty()
    }
}
