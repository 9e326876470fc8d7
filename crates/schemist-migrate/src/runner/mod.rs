mod options;
mod refusals;
mod run;

use std::time::Instant;

pub use self::options::{RunnerOptions, Timeouts};
use self::refusals::{notice_edited, refuse_edited, refuse_interrupted, refuse_irreversible, refuse_missing};
use self::run::{How, run};
use crate::backfill::BatchProgress;
use crate::checksum;
use crate::code::Code;
use crate::connection::MigrationConnection;
use crate::connection::sealed::Sealed;
use crate::database::{Database, LockState, Statements, failure};
use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::ledger::{AppliedRevision, Done, State};
use crate::progress::{Direction, Progress};
use crate::revision::Revision;
use crate::status::{Status, marks};
use crate::version::plain;

/// Brings a database to a revision, and tells where it stands.
pub struct Runner<'a> {
    connection: &'a mut dyn Sealed,
    directory: &'a MigrationDirectory,
    options: RunnerOptions,
    code: Option<&'a Code>,
}

impl<'a> Runner<'a> {
    /// For a database and its migrations.
    pub fn new(connection: &'a mut impl MigrationConnection, directory: &'a MigrationDirectory) -> Self {
        Self { connection, directory, options: RunnerOptions::default(), code: None }
    }

    /// With migrations in Rust, for which the directory holds placeholders.
    pub(crate) fn with_code(mut self, code: &'a Code) -> Self {
        self.code = Some(code);
        self
    }

    /// With other options.
    pub fn with_options(mut self, options: RunnerOptions) -> Self {
        self.options = options;
        self
    }

    /// What the database has applied, by version. Writes nothing.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn applied(&mut self) -> Result<Vec<AppliedRevision>, MigrateError> {
        Ok(read_state(self.connection.database()?.0)?.applied)
    }

    /// Where the database stands against the directory. Writes nothing.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn status(&mut self) -> Result<Status<'a>, MigrateError> {
        Ok(Status::of(self.directory, read_state(self.connection.database()?.0)?))
    }

    /// How many rows the batches took so far of the statement at which a revision stopped; none where it runs at once.
    /// Writes nothing.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn rows_in_batches(&mut self, version: &str) -> Result<Option<u64>, MigrateError> {
        let database = self.connection.database()?.0;
        let engine = database.engine();
        // A ledger of an earlier version has no place for it.
        if !read_state(database)?.tables.are_complete() {
            return Ok(None);
        }
        let found = database.texts(&Statements::of(engine).batch_progress(version));
        let found = found.map_err(|error| failure(engine, "read how far the batches are", error))?;
        let progress = found.into_iter().flatten().next();
        Ok(progress
            .and_then(|text| serde_json::from_str::<BatchProgress>(&text).ok())
            .map(|progress| progress.rows))
    }

    /// The applied revisions of which no child is applied. Writes nothing.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn current(&mut self) -> Result<Vec<&'a Revision>, MigrateError> {
        Ok(self.status()?.current)
    }

    /// What an upgrade to `heads` would apply, in order. Writes nothing.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn pending(&mut self) -> Result<Vec<&'a Revision>, MigrateError> {
        Ok(self.status()?.pending)
    }

    /// Applies what a target needs, each revision with its record in one transaction where it allows that;
    /// revisions of merged branches too, whatever their version. Returns what this run applied.
    ///
    /// # Errors
    /// Before anything is changed: a target that cannot be resolved, applied revisions that are edited or missing, files
    /// with transaction statements where they cannot be. Then: a failing statement, with what stands.
    pub fn upgrade(
        &mut self,
        target: &str,
        progress: &mut dyn Progress,
    ) -> Result<Vec<&'a Revision>, MigrateError> {
        let (directory, how) =
            (self.directory, How { options: self.options, code: self.code, shared_because: None });
        self.locked(progress, |database, progress, lock| {
            let state = read_state(database)?;
            refuse_missing(directory, &state)?;
            refuse_edited(directory, &state)?;
            refuse_interrupted(directory, &state, Direction::Down)?;
            let plan = directory.upgrade_plan(target, &state.versions())?;
            run(directory, database, progress, how.under(lock), &state, &plan, Direction::Up)
        })
    }

    /// Reverts what comes after a target, latest first. Returns what this run reverted.
    ///
    /// # Errors
    /// As [`Self::upgrade`]; and, before anything is changed, where a revision has no statement in its `down.sql`.
    pub fn downgrade(
        &mut self,
        target: &str,
        progress: &mut dyn Progress,
    ) -> Result<Vec<&'a Revision>, MigrateError> {
        let (directory, how) =
            (self.directory, How { options: self.options, code: self.code, shared_because: None });
        self.locked(progress, |database, progress, lock| {
            let state = read_state(database)?;
            refuse_missing(directory, &state)?;
            refuse_interrupted(directory, &state, Direction::Up)?;
            let plan = directory.downgrade_plan(target, &state.versions())?;
            refuse_irreversible(database.engine(), &plan)?;
            notice_edited(&plan, &state, progress);
            run(directory, database, progress, how.under(lock), &state, &plan, Direction::Down)
        })
    }

    /// Creates the tables of the record where they are not there; whether they had to be.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn ensure_tables(&mut self, progress: &mut dyn Progress) -> Result<bool, MigrateError> {
        self.locked(progress, |database, _, _| {
            let state = read_state(database)?;
            create_tables(database, &state)?;
            Ok(!state.tables.are_complete())
        })
    }

    /// Records revisions as applied, with their files as they are now, without running them. Those already applied
    /// are recorded anew: that takes an edited file for good.
    ///
    /// # Errors
    /// Where a version has no directory, or the database refuses; nothing is recorded then.
    pub fn mark_applied(
        &mut self,
        versions: &[impl AsRef<str>],
        progress: &mut dyn Progress,
    ) -> Result<(), MigrateError> {
        self.stamp(versions, &[] as &[&str], progress)
    }

    /// Records versions as not applied, without reverting them; also those that have no directory and those
    /// that stopped half-way.
    ///
    /// # Errors
    /// Where the database refuses; nothing is recorded then.
    pub fn mark_unapplied(
        &mut self,
        versions: &[impl AsRef<str>],
        progress: &mut dyn Progress,
    ) -> Result<(), MigrateError> {
        self.stamp(&[] as &[&str], versions, progress)
    }

    /// Both at once, all or none: `forgotten` first.
    ///
    /// # Errors
    /// As [`Self::mark_applied`].
    pub fn stamp(
        &mut self,
        applied: &[impl AsRef<str>],
        forgotten: &[impl AsRef<str>],
        progress: &mut dyn Progress,
    ) -> Result<(), MigrateError> {
        let directory = self.directory;
        let locate = |version: &str| {
            directory.get(version).ok_or_else(|| MigrateError::CannotLocate {
                target: version.to_owned(),
                directory: directory.path().to_owned(),
            })
        };
        let revisions = applied.iter().map(|v| locate(v.as_ref())).collect::<Result<Vec<_>, _>>()?;
        if revisions.is_empty() && forgotten.is_empty() {
            return Ok(());
        }
        self.record(progress, "record what is applied", |database| {
            forgotten.iter().try_for_each(|version| database.erase(&plain(version.as_ref())))?;
            for revision in &revisions {
                database.erase(&revision.version)?;
                database.record_done(&Done {
                    version: &revision.version,
                    up_checksum: &checksum(&revision.up),
                    down_checksum: revision.down.as_deref().map(checksum).as_deref(),
                    duration_ms: 0,
                    statements_done: 0,
                    statements: &marks(&revision.up),
                })?;
            }
            Ok(())
        })
    }

    /// Writes records alone, all or none.
    fn record(
        &mut self,
        progress: &mut dyn Progress,
        action: &str,
        write: impl FnOnce(&mut dyn Database) -> diesel::QueryResult<()>,
    ) -> Result<(), MigrateError> {
        self.locked(progress, |database, _, _| {
            let engine = database.engine();
            let began = Instant::now();
            let failed = |error| waited(failure(engine, action, error), began);
            let state = read_state(database)?;
            create_tables(database, &state)?;
            database.begin().map_err(failed)?;
            let written = write(database).and_then(|()| database.commit());
            if written.is_err() {
                database.rollback();
            }
            written.map_err(failed)
        })
    }

    /// Does something as the only migrator.
    fn locked<T>(
        &mut self,
        progress: &mut dyn Progress,
        work: impl FnOnce(&mut dyn Database, &mut dyn Progress, &LockState) -> Result<T, MigrateError>,
    ) -> Result<T, MigrateError> {
        let database = self.connection.database()?.0;
        let lock = database.lock(self.options.lock_timeout, progress)?;
        let result = work(database, progress, &lock);
        database.unlock(lock);
        result
    }
}

fn read_state(database: &mut dyn Database) -> Result<State, MigrateError> {
    let engine = database.engine();
    let began = Instant::now();
    let failed = |error| failure(engine, "read what is applied (__diesel_schema_migrations)", error);
    database.state().map_err(|error| waited(failed(error), began))
}

/// Creates the tables that are missing, both or none.
fn create_tables(database: &mut dyn Database, state: &State) -> Result<(), MigrateError> {
    if state.tables.are_complete() {
        return Ok(());
    }
    let engine = database.engine();
    let began = Instant::now();
    let failed = |error| {
        let action = "create the tables __diesel_schema_migrations and __schemist_ledger";
        waited(failure(engine, action, error), began)
    };
    database.begin().map_err(failed)?;
    let created = database.create_tables(&state.tables).and_then(|()| database.commit());
    if created.is_err() {
        database.rollback();
    }
    created.map_err(failed)
}

/// A failure to get a lock, with the time that was spent on it.
fn waited(error: MigrateError, began: Instant) -> MigrateError {
    match error {
        MigrateError::Locked { holder, .. } => MigrateError::Locked { holder, waited: began.elapsed() },
        other => other,
    }
}
