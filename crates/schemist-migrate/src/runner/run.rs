//! The way through a plan, revision by revision or all in one transaction.

use std::time::{Duration, Instant};

use super::refusals::refuse_loose;
use super::{RunnerOptions, create_tables, waited};
use crate::code::Code;
use crate::database::{Database, LockState, failure};
use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::execution::{Execution, Outcome, Step, pause_before_retry};
use crate::ledger::{InterruptedRevision, State};
use crate::mixed::mixed;
use crate::progress::{Direction, Progress, Refusal};
use crate::revision::Revision;
use crate::script::Script;

/// How a run behaves, and what of it is Rust.
#[derive(Clone, Copy)]
pub(super) struct How<'c> {
    pub(super) options: RunnerOptions,
    pub(super) code: Option<&'c Code>,
    /// Why others may take turns with it.
    pub(super) shared_because: Option<&'c str>,
}

impl<'c> How<'c> {
    pub(super) fn under(self, lock: &'c LockState) -> Self {
        Self { shared_because: lock.shared_because.as_deref(), ..self }
    }
}

pub(super) fn run<'d>(
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
