use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use schemist_schema::Engine;

use crate::backfill::BatchProgress;
use crate::checksum;
use crate::code::Code;
use crate::connection::MigrationConnection;
use crate::connection::sealed::Sealed;
use crate::database::{Database, LockState, Statements, failure};
use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::execution::{Execution, Outcome, Step, pause_before_retry};
use crate::ledger::{AppliedRevision, Done, InterruptedRevision, State};
use crate::mixed::mixed;
use crate::progress::{Direction, Progress, Refusal};
use crate::revision::Revision;
use crate::script::{Script, does_anything};
use crate::status::{Status, edited, marks, missing};
use crate::version::plain;

/// How a run behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunnerOptions {
    /// How long to wait for another migrator.
    pub lock_timeout: Duration,
    /// Limits of each statement.
    pub timeouts: Timeouts,
    /// How often a statement that gave up waiting for a lock is tried again, with all that was rolled back with it.
    pub lock_retries: u32,
    /// All revisions in one transaction: all or none.
    pub single_transaction: bool,
}

/// Limits of the statements of a run. SQLite has none of them: there the whole database is the lock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Timeouts {
    /// How long a statement waits for locks of other sessions.
    pub lock: Option<Duration>,
    /// How long a statement may run.
    pub statement: Option<Duration>,
}

impl Default for RunnerOptions {
    fn default() -> Self {
        Self {
            lock_timeout: Duration::from_secs(60),
            timeouts: Timeouts::default(),
            lock_retries: 3,
            single_transaction: false,
        }
    }
}

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

/// How a run behaves, and what of it is Rust.
#[derive(Clone, Copy)]
struct How<'c> {
    options: RunnerOptions,
    code: Option<&'c Code>,
    /// Why others may take turns with it.
    shared_because: Option<&'c str>,
}

impl<'c> How<'c> {
    fn under(self, lock: &'c LockState) -> Self {
        Self { shared_because: lock.shared_because.as_deref(), ..self }
    }
}

fn run<'d>(
    directory: &'d MigrationDirectory,
    database: &mut dyn Database,
    progress: &mut dyn Progress,
    how: How<'_>,
    state: &State,
    plan: &[&'d Revision],
    direction: Direction,
) -> Result<Vec<&'d Revision>, MigrateError> {
    // All files are split before the first runs: what cannot work must not stop a run in its middle.
    let steps = plan
        .iter()
        .map(|revision| step(database, state, revision, direction))
        .collect::<Result<Vec<_>, _>>()?;
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let How { options, code, shared_because } = how;
    if let Some(reason) = shared_because {
        progress.notice(reason);
    }
    if options.single_transaction {
        refuse_loose(database.engine(), &steps)?;
    }
    if direction == Direction::Up {
        steps
            .iter()
            .filter_map(|step| mixed(database.engine(), step.revision, &step.script))
            .for_each(|found| progress.notice(&found));
    }
    create_tables(database, state)?;
    let engine = database.engine();
    let failed = |error| failure(engine, "set the timeouts of the session", error);
    let saved = database.set_timeouts(&options.timeouts).map_err(failed)?;
    let mut execution = Execution {
        database,
        progress,
        directory,
        options,
        code,
        speaks_otherwise: saved.speaks_otherwise,
        done_before: Vec::new(),
        last_took: Duration::ZERO,
    };
    let result = match options.single_transaction {
        true => steps
            .iter()
            .try_for_each(|step| ready(execution.progress, step))
            .and_then(|()| run_in_one(&mut execution, &steps)),
        false => run_steps(&mut execution, &steps),
    };
    execution.database.restore_timeouts(&saved);
    result
}

fn ready(progress: &mut dyn Progress, step: &Step<'_>) -> Result<(), MigrateError> {
    let Refusal { reason, help } = match progress.ready(step.revision, step.direction) {
        Ok(()) => return Ok(()),
        Err(refusal) => refusal,
    };
    Err(MigrateError::NotReady { revision: step.revision.directory.clone(), reason, help })
}

fn run_steps<'d>(
    execution: &mut Execution<'_>,
    steps: &[Step<'d>],
) -> Result<Vec<&'d Revision>, MigrateError> {
    let mut done = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        let (revision, direction) = (step.revision, step.direction);
        if !execution.progress.confirm(revision, direction) {
            break;
        }
        if !execution.options.single_transaction {
            ready(execution.progress, step)?;
        }
        let began = Instant::now();
        execution.progress.started(revision, direction, i + 1, steps.len());
        match execution.run(step)? {
            Outcome::Done => {
                execution.progress.finished(revision, direction, began.elapsed());
                execution.done_before.push(revision.directory.clone());
                done.push(revision);
            }
            Outcome::Skipped => execution.progress.skipped(revision, direction),
        }
    }
    Ok(done)
}

/// All or none; begun again where a statement gave up waiting for a lock.
fn run_in_one<'d>(
    execution: &mut Execution<'_>,
    steps: &[Step<'d>],
) -> Result<Vec<&'d Revision>, MigrateError> {
    let retries = execution.options.lock_retries;
    for attempt in 0.. {
        match one_transaction(execution, steps) {
            Err(MigrateError::Statement(failure)) if attempt < retries && failure.gave_up_waiting => {
                execution.done_before.clear();
                pause_before_retry(execution.progress, &failure.reason, attempt, retries);
            }
            result => return result,
        }
    }
    Ok(Vec::new())
}

fn one_transaction<'d>(
    execution: &mut Execution<'_>,
    steps: &[Step<'d>],
) -> Result<Vec<&'d Revision>, MigrateError> {
    let engine = execution.database.engine();
    let failed = |action: &'static str| move |error| failure(engine, action, error);
    // A setting that takes no effect within a transaction: off for all of it, and looked after at its end.
    let unchecked = steps.iter().any(|step| step.script.sets_foreign_keys)
        && execution.database.checks_foreign_keys().map_err(failed("read the setting foreign_keys"))?;
    if unchecked {
        execution.database.set_foreign_key_checks(false).map_err(failed("turn foreign keys off"))?;
    }
    let began = Instant::now();
    let result = match execution.database.begin() {
        Ok(()) => inside_one_transaction(execution, steps, unchecked),
        Err(error) => Err(waited(failure(engine, "begin the transaction of the run", error), began)),
    };
    if result.is_err() {
        execution.database.rollback();
    }
    if unchecked {
        execution.database.set_foreign_key_checks(true).map_err(failed("turn foreign keys on again"))?;
    }
    result
}

fn inside_one_transaction<'d>(
    execution: &mut Execution<'_>,
    steps: &[Step<'d>],
    unchecked: bool,
) -> Result<Vec<&'d Revision>, MigrateError> {
    let engine = execution.database.engine();
    let failed = |error| failure(engine, "commit the transaction of the run", error);
    let before = if unchecked { execution.database.dangling_rows().map_err(failed)?.count } else { 0 };
    let done = run_steps(execution, steps)?;
    if unchecked {
        let rows = execution.database.dangling_rows().map_err(failed)?;
        if rows.count > before {
            return Err(MigrateError::Dangling { count: rows.count, examples: rows.examples });
        }
    }
    execution.database.commit().map_err(failed)?;
    Ok(done)
}

/// What cannot be rolled back with the others.
fn refuse_loose(engine: Engine, steps: &[Step<'_>]) -> Result<(), MigrateError> {
    let cannot = |step: &&Step<'_>| step.resumed || step.script.can_stop_half_way();
    let paths: Vec<_> = steps.iter().filter(cannot).map(|step| step.revision.path.clone()).collect();
    match (engine, paths.is_empty()) {
        (Engine::Mysql, _) => Err(MigrateError::NotInOneTransaction { paths: Vec::new(), engine }),
        (_, false) => Err(MigrateError::NotInOneTransaction { paths, engine }),
        (_, true) => Ok(()),
    }
}

/// A failure to get a lock, with the time that was spent on it.
fn waited(error: MigrateError, began: Instant) -> MigrateError {
    match error {
        MigrateError::Locked { holder, .. } => MigrateError::Locked { holder, waited: began.elapsed() },
        other => other,
    }
}

fn step<'d>(
    database: &dyn Database,
    state: &State,
    revision: &'d Revision,
    direction: Direction,
) -> Result<Step<'d>, MigrateError> {
    let text = match direction {
        Direction::Up => revision.up.as_str(),
        Direction::Down => revision.down.as_deref().unwrap_or_default(),
    };
    let path = revision.file(direction.file());
    let script = Script::parse(database.engine(), text, revision.run_in_transaction).map_err(|p| {
        MigrateError::TransactionControl { path, line: p.line, reason: p.reason, help: p.help.to_owned() }
    })?;
    let interrupted =
        state.interrupted.iter().find(|i| i.version == revision.version && i.direction == direction);
    let done = match interrupted {
        Some(interrupted) => resume_at(revision, direction, &script, interrupted)?,
        None => 0,
    };
    Ok(Step {
        revision,
        direction,
        script,
        done,
        resumed: interrupted.is_some(),
        before_next: interrupted.and_then(|interrupted| interrupted.before_next.clone()),
    })
}

/// Where an interrupted revision goes on; refused where what has run is not what the file says.
fn resume_at(
    revision: &Revision,
    direction: Direction,
    script: &Script<'_>,
    interrupted: &InterruptedRevision,
) -> Result<usize, MigrateError> {
    let done = interrupted.statements_done;
    let unchanged = done <= script.statements.len()
        && interrupted.statements_checksum.as_deref() == Some(script.checksum_of_first(done).as_str());
    let at_a_seam = done == 0 || script.segments.iter().any(|segment| segment.end() == done);
    if done == 0 || (unchanged && at_a_seam) {
        return Ok(done);
    }
    Err(MigrateError::Interrupted {
        path: revision.file(direction.file()),
        done,
        reason: "those statements were edited since, so there is no telling where to go on".to_owned(),
        help: format!(
            "bring the first {} back as they ran and run the command again; or undo them by hand and delete the row of version {} from __schemist_ledger",
            crate::error::statements(done),
            revision.version
        ),
    })
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

fn refuse_missing(directory: &MigrationDirectory, state: &State) -> Result<(), MigrateError> {
    let versions = missing(directory, state);
    let is_among = |revision: &&Revision| revision.replaces.iter().any(|v| versions.contains(v));
    if let Some(into) = directory.revisions().iter().find(is_among) {
        return Err(MigrateError::PartlySquashed { into: into.directory.clone(), versions });
    }
    match versions {
        versions if versions.is_empty() => Ok(()),
        versions => Err(MigrateError::MissingRevisions { versions, directory: directory.path().to_owned() }),
    }
}

fn refuse_edited(directory: &MigrationDirectory, state: &State) -> Result<(), MigrateError> {
    match edited(directory, state) {
        revisions if revisions.is_empty() => Ok(()),
        revisions => Err(MigrateError::Edited { revisions }),
    }
}

/// Revisions half-way in the other direction have to be finished first.
fn refuse_interrupted(
    directory: &MigrationDirectory,
    state: &State,
    direction: Direction,
) -> Result<(), MigrateError> {
    let half_way = state.interrupted.iter().find(|i| i.direction == direction && i.statements_done > 0);
    let Some(interrupted) = half_way else { return Ok(()) };
    let Some(revision) = directory.get(&interrupted.version) else { return Ok(()) };
    let version = revision.display_version();
    let (reason, command) = match direction {
        Direction::Up => ("it has to be applied to its end first", format!("schemist upgrade {version}")),
        Direction::Down => {
            ("it has to be reverted to its end first", format!("schemist downgrade {version}-1"))
        }
    };
    Err(MigrateError::Interrupted {
        path: revision.file(direction.file()),
        done: interrupted.statements_done,
        reason: reason.to_owned(),
        help: format!("`{command}` goes on with it"),
    })
}

/// A revision whose `down.sql` does nothing; unless there is nothing to undo.
fn refuse_irreversible(engine: Engine, plan: &[&Revision]) -> Result<(), MigrateError> {
    let cannot = |revision: &&&Revision| {
        let down = revision.down.as_deref().unwrap_or_default();
        !does_anything(engine, down) && (does_anything(engine, &revision.up) || revision.down.is_none())
    };
    let paths: Vec<_> = plan.iter().filter(cannot).map(|r| r.file("down.sql")).collect();
    if paths.is_empty() { Ok(()) } else { Err(MigrateError::Irreversible { paths }) }
}

/// An edited file does not stop its own removal: editing, reverting and applying again is how a revision is
/// worked on. But it is said.
fn notice_edited(plan: &[&Revision], state: &State, progress: &mut dyn Progress) {
    let applied: BTreeMap<&str, &AppliedRevision> =
        state.applied.iter().map(|applied| (applied.version.as_str(), applied)).collect();
    for revision in plan {
        let applied = applied.get(revision.version.as_str());
        let Some(ledger) = applied.and_then(|a| a.ledger.as_ref()) else { continue };
        let up = ledger.up_checksum.as_ref().map(|c| ("up.sql", *c != checksum(&revision.up)));
        let down = ledger
            .up_checksum
            .as_ref()
            .map(|_| ("down.sql", ledger.down_checksum != revision.down.as_deref().map(checksum)));
        for (name, _) in up.into_iter().chain(down).filter(|(_, changed)| *changed) {
            progress.notice(&format!("{} was changed since it was applied", revision.file(name)));
        }
    }
}
