//! Runs single revisions.

mod block;
mod doubt;
mod failed;
mod record;
mod retry;

use std::time::{Duration, Instant};

use diesel::result::Error;

use self::block::Block;
pub(crate) use self::failed::Trouble;
pub(crate) use self::retry::pause_before_retry;
use crate::code::Code;
use crate::database::{Database, Settings, failure};
use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::progress::{Direction, Progress};
use crate::revision::Revision;
use crate::runner::RunnerOptions;
use crate::script::{Script, Segment};

/// One revision to be run, its file split.
pub(crate) struct Step<'s> {
    pub(crate) revision: &'s Revision,
    pub(crate) direction: Direction,
    pub(crate) script: Script<'s>,
    /// Statements that an interrupted run has done.
    pub(crate) done: usize,
    /// Whether an interrupted run has begun it.
    pub(crate) resumed: bool,
    /// What was there before its next statement, where that commits by itself.
    pub(crate) before_next: Option<String>,
}

/// Whether this run did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// Another migrator was faster.
    Skipped,
}

/// Where a part of a revision stands in it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'s> {
    /// Statements done before it, and with it.
    pub(crate) done: usize,
    pub(crate) end: usize,
    /// Whether the revision is done with it.
    pub(crate) is_last: bool,
    pub(crate) settings: &'s Settings,
    pub(crate) began: Instant,
}

/// Runs single revisions.
pub(crate) struct Execution<'e> {
    pub(crate) database: &'e mut dyn Database,
    pub(crate) progress: &'e mut dyn Progress,
    pub(crate) directory: &'e MigrationDirectory,
    pub(crate) options: RunnerOptions,
    /// Migrations in Rust.
    pub(crate) code: Option<&'e Code>,
    /// The directories of what this run has done so far.
    pub(crate) done_before: Vec<String>,
    /// Whether the server's messages are in another language than English.
    pub(crate) speaks_otherwise: bool,
    /// How long the last statement took.
    pub(crate) last_took: Duration,
}

impl Execution<'_> {
    /// Runs one revision with its bookkeeping. What it changed in the session is put back in any case.
    pub(crate) fn run(&mut self, step: &Step<'_>) -> Result<Outcome, MigrateError> {
        let began = Instant::now();
        let settings = self
            .database
            .save_settings(&step.script)
            .map_err(|e| self.failure("read the settings of the session", e))?;
        let outcome = self.run_segments(step, &settings, began);
        let restored = self.database.restore_settings(&settings);
        let outcome = outcome?;
        restored.map_err(|e| self.failure("put the settings of the session back", e))?;
        Ok(outcome)
    }

    fn run_segments(
        &mut self,
        step: &Step<'_>,
        settings: &Settings,
        began: Instant,
    ) -> Result<Outcome, MigrateError> {
        let last = step.script.last_effective();
        let mut done = step.done;
        self.refuse_moved_batch(step)?;
        if step.script.can_stop_half_way() {
            match self.open_half_way(step, done)? {
                Some(really_done) => done = really_done,
                None => return Ok(Outcome::Skipped),
            }
        }
        for (i, segment) in step.script.segments.iter().enumerate() {
            let is_last = Some(i) == last;
            let place = Place { done, end: segment.end(), is_last, settings, began };
            let outcome = match segment {
                // Set for the whole run.
                Segment::Session(index) if self.is_foreign_keys(step, *index) => continue,
                Segment::Session(index) => {
                    self.bare(step, *index, done)?;
                    continue;
                }
                _ if place.end <= done && !is_last => continue,
                Segment::Bare(index) => {
                    // Done already where only the record is missing.
                    if place.end > done && !self.is_done_already(step, *index, done)? {
                        self.bare(step, *index, done)?;
                    }
                    self.after_bare(step, place)?
                }
                Segment::Batch(index) if place.end > done => self.backfill(step, *index, place)?,
                Segment::Batch(_) => self.record_alone(step, began)?,
                Segment::Block { statements, .. } => match self.block(step, statements, place)? {
                    Block::Done | Block::DoneByOther => Outcome::Done,
                    Block::Skipped => Outcome::Skipped,
                    Block::StandsAlone => {
                        for index in statements {
                            self.bare(step, *index, done)?;
                        }
                        self.after_bare(step, place)?
                    }
                },
            };
            if outcome == Outcome::Skipped {
                return Ok(Outcome::Skipped);
            }
            done = done.max(place.end);
        }
        match last {
            Some(_) => Ok(Outcome::Done),
            None => self.record_alone(step, began),
        }
    }

    /// In one transaction for all, foreign keys are off from its beginning to its end.
    fn is_foreign_keys(&self, step: &Step<'_>, index: usize) -> bool {
        let statement = step.script.statements.get(index);
        self.options.single_transaction
            && statement.is_some_and(|s| s.sql.to_ascii_lowercase().contains("foreign_keys"))
    }

    /// The record behind a statement outside a transaction.
    fn after_bare(&mut self, step: &Step<'_>, place: Place<'_>) -> Result<Outcome, MigrateError> {
        settle(self.database, place.settings)?;
        if place.is_last { self.record_alone(step, place.began) } else { self.advance(step, place.end) }
    }

    /// A statement outside a transaction.
    fn bare(&mut self, step: &Step<'_>, index: usize, done: usize) -> Result<(), MigrateError> {
        for attempt in 0.. {
            let Err(error) = self.statement(step, index) else { break };
            if !self.waits_again(&error, attempt) {
                return Err(self.failed(step, Trouble::Statement { index, error }, done));
            }
        }
        Ok(())
    }

    pub(super) fn statement(&mut self, step: &Step<'_>, index: usize) -> Result<(), Error> {
        let Some(statement) = step.script.statements.get(index) else { return Ok(()) };
        let count = step.script.statements.len();
        self.progress.statement(step.revision, index + 1, count);
        tracing::debug!(revision = %step.revision.directory, line = statement.line, "statement");
        let began = Instant::now();
        let code = self
            .code
            .and_then(|code| code.run(&step.revision.version, step.direction, self.database.as_any()));
        let outcome = match code {
            Some(outcome) => outcome,
            None => self.database.execute(statement.sql),
        };
        self.last_took = began.elapsed();
        outcome?;
        self.progress.ran(step.revision, index + 1, count);
        Ok(())
    }
}

pub(crate) fn settle(database: &mut dyn Database, settings: &Settings) -> Result<(), MigrateError> {
    let engine = database.engine();
    database.settle(settings).map_err(|e| failure(engine, "put the settings of the session back", e))
}
