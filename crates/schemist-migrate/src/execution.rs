use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::result::{DatabaseErrorKind, Error};

use crate::backfill::Place;
use crate::checksum;
use crate::code::Code;
use crate::database::{DanglingRows, Database, Effect, Settings, failure, is_lock_timeout, is_read_only};
use crate::directory::MigrationDirectory;
use crate::error::{MigrateError, StatementFailure, WhatStands};
use crate::ledger::{Done, HalfWay};
use crate::progress::{Direction, Progress};
use crate::revision::Revision;
use crate::runner::RunnerOptions;
use crate::script::{Script, Segment};
use crate::status::marks;

/// How much of a failed statement a message shows.
const SHOWN_LINES: usize = 8;
const SHOWN_CHARS: usize = 400;

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

/// What a block came to.
enum Block {
    Done,
    /// Another migrator has done this part.
    DoneByOther,
    /// Another migrator has done the whole revision.
    Skipped,
    /// The engine refuses the statement within a transaction.
    StandsAlone,
}

/// What went wrong inside a transaction.
pub(crate) enum Trouble {
    Statement { index: usize, error: Error },
    Dangling { index: usize, rows: DanglingRows },
    Other(MigrateError),
}

impl From<MigrateError> for Trouble {
    fn from(error: MigrateError) -> Self {
        Self::Other(error)
    }
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
            match segment {
                // Set for the whole run.
                Segment::Session(index) if self.is_foreign_keys(step, *index) => {}
                Segment::Session(index) => self.bare(step, *index, done)?,
                _ if segment.end() <= done && !is_last => continue,
                Segment::Bare(index) => {
                    // Done already where only the record is missing.
                    if segment.end() > done && !self.is_done_already(step, *index, done)? {
                        self.bare(step, *index, done)?;
                    }
                    done = segment.end();
                    if self.after_bare(step, done, is_last, settings, began)? == Outcome::Skipped {
                        return Ok(Outcome::Skipped);
                    }
                }
                Segment::Batch(index) if segment.end() > done => {
                    let place = Place { index: *index, done, end: segment.end(), is_last, settings, began };
                    if self.backfill(step, place)? == Outcome::Skipped {
                        return Ok(Outcome::Skipped);
                    }
                    done = segment.end();
                }
                Segment::Batch(_) => {
                    if self.record_alone(step, began)? == Outcome::Skipped {
                        return Ok(Outcome::Skipped);
                    }
                }
                Segment::Block { statements, end } => {
                    match self.block(step, statements, *end, is_last, done, settings, began)? {
                        Block::Done | Block::DoneByOther => done = *end,
                        Block::Skipped => return Ok(Outcome::Skipped),
                        Block::StandsAlone => {
                            for index in statements {
                                self.bare(step, *index, done)?;
                            }
                            done = *end;
                            if self.after_bare(step, done, is_last, settings, began)? == Outcome::Skipped {
                                return Ok(Outcome::Skipped);
                            }
                        }
                    }
                }
            }
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
    fn after_bare(
        &mut self,
        step: &Step<'_>,
        done: usize,
        is_last: bool,
        settings: &Settings,
        began: Instant,
    ) -> Result<Outcome, MigrateError> {
        settle(self.database, settings)?;
        if is_last { self.record_alone(step, began) } else { self.advance(step, done) }
    }

    /// Whether a statement outside a transaction took effect in a run that was interrupted before it could say so.
    /// What a failed build left behind is cleared away.
    fn is_done_already(&mut self, step: &Step<'_>, index: usize, done: usize) -> Result<bool, MigrateError> {
        let Some(statement) = step.script.statements.get(index) else { return Ok(false) };
        let in_doubt = step.resumed && done == step.done;
        if let Some(before) = step.before_next.as_ref().filter(|_| in_doubt) {
            let now = self.before(statement.sql)?;
            let same_statement = now.as_ref().is_some_and(|now| sql_part(now) == sql_part(before));
            return Ok(same_statement && now.as_ref() != Some(before));
        }
        let effect = self.database.effect(statement.sql);
        match effect.map_err(|e| self.failure("look for what an interrupted run left behind", e))? {
            Effect::Unknown | Effect::Nothing => Ok(false),
            Effect::Done => Ok(in_doubt),
            Effect::Partial { undo } => {
                self.progress.notice(&format!(
                    "{}: an INVALID index that a failed build left behind is dropped, to be built anew",
                    step.revision.directory
                ));
                let undone = self.database.execute(&undo);
                undone.map_err(|e| self.failure("drop an INVALID index", e))?;
                Ok(false)
            }
        }
    }

    /// What is there before a statement that commits by itself: which statement, and what it names.
    fn before(&mut self, sql: &str) -> Result<Option<String>, MigrateError> {
        let fingerprint = self.database.fingerprint(sql);
        let fingerprint = fingerprint.map_err(|e| self.failure("look at what a statement changes", e))?;
        let part = |checksum: &str, length: usize| checksum.get(..length).unwrap_or_default().to_owned();
        Ok(fingerprint
            .map(|found| format!("{}:{}", part(&checksum(sql), SQL_PART), part(&found, 63 - SQL_PART))))
    }

    /// Waits and says so, where a statement gave up waiting for a lock and may be tried again.
    pub(crate) fn waits_again(&mut self, error: &Error, attempt: u32) -> bool {
        let gave_up = self.gave_up_waiting(error);
        if self.options.single_transaction || attempt >= self.options.lock_retries || !gave_up {
            return false;
        }
        pause_before_retry(self.progress, &error.to_string(), attempt, self.options.lock_retries);
        true
    }

    /// Whether the statement that ran last gave up waiting for a lock.
    fn gave_up_waiting(&self, error: &Error) -> bool {
        let limit = self.options.timeouts.lock.filter(|_| self.speaks_otherwise);
        is_lock_timeout(error, self.last_took, limit)
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

    fn statement(&mut self, step: &Step<'_>, index: usize) -> Result<(), Error> {
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

    /// Statements in a transaction; the last block of a revision commits together with its record.
    #[allow(clippy::too_many_arguments)] // one call, each with its name
    fn block(
        &mut self,
        step: &Step<'_>,
        statements: &[usize],
        end: usize,
        is_last: bool,
        done: usize,
        settings: &Settings,
        began: Instant,
    ) -> Result<Block, MigrateError> {
        for attempt in 0.. {
            self.begin(step)?;
            let inside = self.inside(step, statements, end, is_last, done, settings, began);
            let trouble = match self.end_block(inside, statements) {
                Ok(block) => return Ok(block),
                Err(trouble) => trouble,
            };
            // Not looked at before: what went wrong may be that another migrator was faster.
            if self.records_in_turn(step, is_last) && self.has_lost_turn(step)? {
                return Ok(Block::Skipped);
            }
            match &trouble {
                Trouble::Statement { error, .. } if self.waits_again(error, attempt) => {}
                Trouble::Statement { error, .. }
                    if statements.len() == 1
                        && !step.revision.run_in_transaction
                        && refuses_transaction(error) =>
                {
                    return Ok(Block::StandsAlone);
                }
                Trouble::Statement { .. } | Trouble::Dangling { .. } | Trouble::Other(_) => {
                    return Err(self.failed(step, trouble, done));
                }
            }
        }
        Ok(Block::Skipped)
    }

    /// Commits what is done, rolls all else back.
    fn end_block(&mut self, inside: Result<Block, Trouble>, statements: &[usize]) -> Result<Block, Trouble> {
        if self.options.single_transaction {
            return inside;
        }
        if let Ok(Block::Done) = inside {
            let index = statements.last().copied().unwrap_or_default();
            let committed = self.database.commit();
            return committed.map(|()| Block::Done).map_err(|error| {
                self.database.rollback();
                Trouble::Statement { index, error }
            });
        }
        self.database.rollback();
        inside
    }

    #[allow(clippy::too_many_arguments)] // as above
    fn inside(
        &mut self,
        step: &Step<'_>,
        statements: &[usize],
        end: usize,
        is_last: bool,
        done: usize,
        settings: &Settings,
        began: Instant,
    ) -> Result<Block, Trouble> {
        let in_turn = self.records_in_turn(step, is_last);
        if !in_turn && self.check_turn(step)? == Outcome::Skipped {
            return Ok(Block::Skipped);
        }
        if self.database.shares_lock() && step.script.can_stop_half_way() {
            match self.half_way_now(step)? {
                Some(now) if now >= end => return Ok(Block::DoneByOther),
                Some(now) if now != done => {
                    return Err(overtaken(step, "another migrator is running it").into());
                }
                _ => {}
            }
        }
        let unchecked = step.script.sets_foreign_keys
            && !self.options.single_transaction
            && !self
                .database
                .checks_foreign_keys()
                .map_err(|e| self.failure("read the setting foreign_keys", e))?;
        let dangling_before = if unchecked { self.database.dangling_rows().ok() } else { None };
        for index in statements {
            self.statement(step, *index).map_err(|error| Trouble::Statement { index: *index, error })?;
        }
        if let Some(before) = dangling_before {
            let index = statements.last().copied().unwrap_or_default();
            let rows = self.database.dangling_rows().map_err(|error| Trouble::Statement { index, error })?;
            if rows.count > before.count {
                return Err(Trouble::Dangling { index, rows });
            }
        }
        settle(self.database, settings)?;
        match (is_last, in_turn) {
            (true, true) => self.record_in_turn(step, began)?,
            (true, false) => self.record(step, began)?,
            (false, _) => self.note_half_way(step, end)?,
        }
        Ok(Block::Done)
    }

    /// Whether the record of a block tells by itself that it was the revision's turn: one question less for each.
    /// Rust is not run before it is known, since a transaction takes back only what it did in the database.
    fn records_in_turn(&self, step: &Step<'_>, is_last: bool) -> bool {
        self.database.shares_lock()
            && is_last
            && step.direction == Direction::Up
            && !step.script.can_stop_half_way()
            && !self.options.single_transaction
            && self.code.is_none()
    }

    /// Whether another migrator has done the revision, after something went wrong in it; an error where what it needs
    /// is gone.
    fn has_lost_turn(&mut self, step: &Step<'_>) -> Result<bool, MigrateError> {
        if self.begin(step).is_err() {
            return Ok(false);
        }
        let turn = self.check_turn(step);
        self.database.rollback();
        match turn {
            Ok(outcome) => Ok(outcome == Outcome::Skipped),
            Err(overtaken @ MigrateError::Overtaken { .. }) => Err(overtaken),
            Err(_) => Ok(false),
        }
    }

    /// Notes that a revision begins that may stop half-way, and how far it is by now; none where another
    /// migrator has done it.
    fn open_half_way(&mut self, step: &Step<'_>, done: usize) -> Result<Option<usize>, MigrateError> {
        if !self.database.shares_lock() {
            // A second note would tell what was there after the statement that is in doubt.
            if done == 0 && !step.resumed {
                self.note_half_way(step, 0)?;
            }
            return Ok(Some(done));
        }
        self.begin(step)?;
        let opened = self.open_inside(step, done);
        self.end(opened, step)
    }

    fn open_inside(&mut self, step: &Step<'_>, done: usize) -> Result<Option<usize>, MigrateError> {
        if self.check_turn(step)? == Outcome::Skipped {
            return Ok(None);
        }
        match self.half_way_now(step)? {
            Some(now) => Ok(Some(now.max(done))),
            None => self.note_half_way(step, done).map(|()| Some(done)),
        }
    }

    /// Notes how far it is, behind a statement outside a transaction; another migrator may be further.
    fn advance(&mut self, step: &Step<'_>, done: usize) -> Result<Outcome, MigrateError> {
        if !self.database.shares_lock() {
            return self.note_half_way(step, done).map(|()| Outcome::Done);
        }
        self.begin(step)?;
        let advanced = self.advance_inside(step, done);
        self.end(advanced, step)
    }

    fn advance_inside(&mut self, step: &Step<'_>, done: usize) -> Result<Outcome, MigrateError> {
        if self.check_turn(step)? == Outcome::Skipped {
            return Ok(Outcome::Skipped);
        }
        if self.half_way_now(step)?.is_none_or(|now| now < done) {
            self.note_half_way(step, done)?;
        }
        Ok(Outcome::Done)
    }

    /// The record of a revision in a transaction of its own.
    fn record_alone(&mut self, step: &Step<'_>, began: Instant) -> Result<Outcome, MigrateError> {
        self.begin(step)?;
        let recorded = match self.check_turn(step) {
            Ok(Outcome::Done) => self.record(step, began).map(|()| Outcome::Done),
            other => other,
        };
        self.end(recorded, step)
    }

    fn end<T>(&mut self, result: Result<T, MigrateError>, step: &Step<'_>) -> Result<T, MigrateError> {
        if self.options.single_transaction {
            return result;
        }
        if result.is_err() {
            self.database.rollback();
            return result;
        }
        self.database.commit().map_err(|error| {
            self.database.rollback();
            self.failure(format!("record {}", step.revision.directory), error)
        })?;
        result
    }

    /// Whether it is still this revision's turn, where other migrators can come between.
    pub(crate) fn check_turn(&mut self, step: &Step<'_>) -> Result<Outcome, MigrateError> {
        if !self.database.shares_lock() {
            return Ok(Outcome::Done);
        }
        let node = self.directory.index_of(&step.revision.version);
        let others = match step.direction {
            Direction::Up => node.map(|n| self.directory.graph.requirements(n)),
            Direction::Down => node.map(|n| self.directory.graph.dependents(n)),
        };
        let others: Vec<&Revision> = self.directory.at(others.unwrap_or_default());
        let mut asked: Vec<&str> = others.iter().map(|r| r.version.as_str()).collect();
        asked.push(&step.revision.version);
        let applied =
            self.database.applied_among(&asked).map_err(|e| self.failure("read what is applied", e))?;
        let is_applied = |version: &str| applied.iter().any(|a| a == version);
        let wanted = step.direction == Direction::Down;
        if is_applied(&step.revision.version) != wanted {
            return Ok(Outcome::Skipped);
        }
        match others.iter().find(|other| is_applied(&other.version) == wanted) {
            None => Ok(Outcome::Done),
            Some(other) if wanted => {
                Err(overtaken(step, format!("another migrator has applied {} meanwhile", other.directory)))
            }
            Some(other) => {
                Err(overtaken(step, format!("another migrator has reverted {} meanwhile", other.directory)))
            }
        }
    }

    pub(crate) fn half_way_now(&mut self, step: &Step<'_>) -> Result<Option<usize>, MigrateError> {
        let done = self
            .database
            .statements_done(&step.revision.version)
            .map_err(|e| self.failure("read how far the revision is", e))?;
        Ok(done.map(|n| usize::try_from(n).unwrap_or_default()))
    }

    pub(crate) fn record(&mut self, step: &Step<'_>, began: Instant) -> Result<(), MigrateError> {
        match step.direction {
            Direction::Down => {
                let squashed = step.revision.replaces.iter();
                let mut versions = squashed.chain([&step.revision.version]);
                self.recorded(step, |database| versions.try_for_each(|version| database.erase(version)))
            }
            Direction::Up => self.record_applied(step, began, |database, done| database.record_done(done)),
        }
    }

    /// The same for a revision that is applied, in the transaction that applies it: fails where it is not its turn.
    fn record_in_turn(&mut self, step: &Step<'_>, began: Instant) -> Result<(), MigrateError> {
        let node = self.directory.index_of(&step.revision.version);
        let needed = node.map(|node| self.directory.graph.requirements(node)).unwrap_or_default();
        let needed = self.directory.at(needed);
        let requires: Vec<&str> = needed.iter().map(|revision| revision.version.as_str()).collect();
        self.record_applied(step, began, |database, done| database.record_in_turn(done, &requires))
    }

    fn record_applied(
        &mut self,
        step: &Step<'_>,
        began: Instant,
        write: impl FnOnce(&mut dyn Database, &Done<'_>) -> QueryResult<()>,
    ) -> Result<(), MigrateError> {
        let revision = step.revision;
        let down_checksum = revision.down.as_deref().map(checksum);
        self.recorded(step, |database| {
            let done = Done {
                version: &revision.version,
                up_checksum: &checksum(&revision.up),
                down_checksum: down_checksum.as_deref(),
                duration_ms: i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX),
                statements_done: step.script.statements.len(),
                statements: &marks(&revision.up),
            };
            write(database, &done)
        })
    }

    fn recorded(
        &mut self,
        step: &Step<'_>,
        write: impl FnOnce(&mut dyn Database) -> QueryResult<()>,
    ) -> Result<(), MigrateError> {
        let recorded = write(self.database);
        recorded.map_err(|e| self.failure(format!("record {}", step.revision.directory), e))
    }

    pub(crate) fn note_half_way(&mut self, step: &Step<'_>, done: usize) -> Result<(), MigrateError> {
        let revision = step.revision;
        let up_checksum = checksum(&revision.up);
        let before_next = match step.script.next_bare(done) {
            Some(sql) => self.before(sql)?,
            None => None,
        };
        let noted = self.database.record_half_way(&HalfWay {
            version: &revision.version,
            direction: step.direction,
            up_checksum: (step.direction == Direction::Up).then_some(up_checksum.as_str()),
            down_checksum: revision.down.as_deref().map(checksum).as_deref(),
            statements_done: done,
            statements_checksum: &step.script.checksum_of_first(done),
            before_next: before_next.as_deref(),
        });
        noted.map_err(|e| self.failure(format!("record how far {} is", revision.directory), e))
    }

    pub(crate) fn begin(&mut self, step: &Step<'_>) -> Result<(), MigrateError> {
        if self.options.single_transaction {
            return Ok(());
        }
        let began = Instant::now();
        self.database.begin().map_err(|error| {
            match self.failure(format!("{} {}", step.direction.verb(), step.revision.path), error) {
                MigrateError::Locked { holder, .. } => {
                    MigrateError::Locked { holder, waited: began.elapsed() }
                }
                other => other,
            }
        })
    }

    pub(crate) fn failure(&self, action: impl Into<String>, error: Error) -> MigrateError {
        failure(self.database.engine(), action, error)
    }

    /// The error for what went wrong, after everything open was rolled back.
    fn failed(&mut self, step: &Step<'_>, trouble: Trouble, done: usize) -> MigrateError {
        self.failed_in_batches(step, trouble, done, None)
    }

    /// The same where batches of the failed statement may stand, with how many rows they took.
    pub(crate) fn failed_in_batches(
        &mut self,
        step: &Step<'_>,
        trouble: Trouble,
        done: usize,
        batches: Option<u64>,
    ) -> MigrateError {
        let gave_up_waiting =
            matches!(&trouble, Trouble::Statement { error, .. } if self.gave_up_waiting(error));
        let (index, reason, details, position, broken) = match trouble {
            Trouble::Other(error) => return error,
            Trouble::Dangling { index, rows } => {
                let reason = format!(
                    "rows would point to rows that do not exist ({}): {}",
                    rows.count,
                    rows.examples.join(", ")
                );
                (index, reason, Vec::new(), None, false)
            }
            Trouble::Statement { error, .. } if done == 0 && is_read_only(&error) => {
                return self.failure(format!("{} {}", step.direction.verb(), step.revision.path), error);
            }
            Trouble::Statement { index, error } => {
                let (details, position) = details(&step.script, index, &error);
                let broken = is_broken(&error);
                (index, error.to_string(), details, position, broken)
            }
        };
        let nothing_stands = done == 0 && batches.is_none();
        if nothing_stands && step.script.can_stop_half_way() && !self.options.single_transaction {
            // A corrected file begins anew. Where the connection broke, the note stays: nothing is lost.
            if let Err(error) = self.database.erase_half_way(&step.revision.version) {
                tracing::debug!(%error, "erase the note of a revision that has not begun");
            }
        }
        let line_of = |i: usize| step.script.statements.get(i).map_or(1, |s| s.line);
        let stands = match (broken, done) {
            (true, _) => WhatStands::Unknown,
            (false, _) if self.options.single_transaction => WhatStands::NothingOfTheRun,
            (false, done) if batches.is_some() => {
                WhatStands::Batches { done, line: line_of(index), rows: batches.unwrap_or_default() }
            }
            (false, 0) => WhatStands::Nothing,
            (false, done) => WhatStands::First { done, next_line: line_of(done) },
        };
        let sql = step.script.statements.get(index).map_or("", |s| s.sql);
        let help = help(step, sql, &reason, gave_up_waiting, &stands);
        MigrateError::Statement(Box::new(StatementFailure {
            path: step.revision.file(step.direction.file()),
            direction: step.direction,
            line: line_of(index),
            position,
            number: index + 1,
            count: step.script.statements.len(),
            sql: shortened(sql),
            reason,
            details,
            gave_up_waiting,
            help,
            stands,
            done_before: match self.options.single_transaction {
                true => Vec::new(),
                false => self.done_before.clone(),
            },
        }))
    }
}

/// How much of the place for what was there before a statement is for the statement itself.
const SQL_PART: usize = 24;

fn sql_part(before: &str) -> &str {
    before.split(':').next().unwrap_or_default()
}

/// The longest pause before a statement is tried again.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Twice as long each time.
pub(crate) fn pause_before_retry(progress: &mut dyn Progress, reason: &str, attempt: u32, retries: u32) {
    let pause = Duration::from_millis(500).saturating_mul(2_u32.saturating_pow(attempt)).min(LONGEST_PAUSE);
    progress.notice(&format!(
        "{}; trying again in {:.1} s ({} of {retries})",
        reason.lines().next().unwrap_or_default(),
        pause.as_secs_f64(),
        attempt + 1,
    ));
    std::thread::sleep(pause);
}

fn refuses_transaction(error: &Error) -> bool {
    error.to_string().contains("cannot run inside a transaction block")
}

pub(crate) fn settle(database: &mut dyn Database, settings: &Settings) -> Result<(), MigrateError> {
    let engine = database.engine();
    database.settle(settings).map_err(|e| failure(engine, "put the settings of the session back", e))
}

fn overtaken(step: &Step<'_>, reason: impl Into<String>) -> MigrateError {
    MigrateError::Overtaken { revision: step.revision.directory.clone(), reason: reason.into() }
}

fn help(step: &Step<'_>, sql: &str, reason: &str, gave_up_waiting: bool, stands: &WhatStands) -> String {
    if reason.contains("cannot run inside a transaction block") {
        return "move the statement into a migration of its own, with `run_in_transaction = false` in its metadata.toml".to_owned();
    }
    let remedy = remedy_outside_the_file(reason).or(gave_up_waiting.then_some(GIVE_TIME));
    let mut help = match (stands, remedy) {
        (WhatStands::Nothing | WhatStands::NothingOfTheRun, Some(remedy)) => {
            format!("{remedy} and run the command again")
        }
        (WhatStands::First { next_line, .. }, Some(remedy)) => {
            format!("{remedy} and run the command again: it goes on at line {next_line}")
        }
        (WhatStands::Nothing | WhatStands::NothingOfTheRun, None) => {
            format!("correct {} and run the command again", step.direction.file())
        }
        (WhatStands::First { done, next_line }, None) => format!(
            "correct {} from line {next_line} on and run the command again: it goes on there; leave the first {} as they are",
            step.direction.file(),
            crate::error::statements(*done),
        ),
        (WhatStands::Batches { .. }, Some(remedy)) => {
            format!("{remedy} and run the command again: it goes on with the next batch")
        }
        (WhatStands::Batches { line, .. }, None) => format!(
            "correct {} from line {line} on and run the command again: it goes on with the next batch; leave what stands before it, and the key, as they are",
            step.direction.file(),
        ),
        (WhatStands::Unknown, _) => "run the command again once the server can be reached".to_owned(),
    };
    if sql.to_ascii_lowercase().contains("concurrently") {
        help.push_str("; the INVALID index that a failed concurrent build leaves behind is dropped then");
    }
    help
}

/// What to do where nothing is wrong with the file.
fn remedy_outside_the_file(reason: &str) -> Option<&'static str> {
    let says = |words: &[&str]| words.iter().any(|words| reason.contains(words));
    if says(&["disk is full", "No space left on device", "could not extend file"]) {
        Some("make room on the disk")
    } else if says(&["must be owner of", "permission denied"]) {
        Some("connect as a role that may do this (the owner of the table)")
    } else if says(&["lock timeout", "statement timeout", "deadlock detected", "database is locked"]) {
        Some(GIVE_TIME)
    } else {
        None
    }
}

const GIVE_TIME: &str = "wait until the others are done, or give it more time,";

/// What the engine adds to its message, and where in the file it points.
fn details(script: &Script<'_>, index: usize, error: &Error) -> (Vec<String>, Option<(usize, usize)>) {
    let Error::DatabaseError(_, information) = error else { return (Vec::new(), None) };
    let mut details = Vec::new();
    details.extend(information.details().map(|d| format!("detail: {d}")));
    details.extend(information.hint().map(|h| format!("hint: {h}")));
    let character = information.statement_position().and_then(|p| usize::try_from(p).ok());
    (details, character.and_then(|character| script.position(index, character)))
}

fn is_broken(error: &Error) -> bool {
    matches!(
        error,
        Error::BrokenTransactionManager | Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _)
    )
}

/// The beginning of a statement.
fn shortened(sql: &str) -> String {
    let lines: Vec<&str> = sql.lines().take(SHOWN_LINES).collect();
    let mut text = lines.join("\n");
    if let Some((cut, _)) = text.char_indices().nth(SHOWN_CHARS) {
        text.truncate(cut);
    }
    if text.len() < sql.trim_end().len() {
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_every_failure_is_a_fault_of_the_file() {
        for (reason, expected) in [
            ("database or disk is full", Some("make room on the disk")),
            (
                "must be owner of table users",
                Some("connect as a role that may do this (the owner of the table)"),
            ),
            (
                "canceling statement due to lock timeout",
                Some("wait until the others are done, or give it more time,"),
            ),
            ("column \"x\" does not exist", None),
        ] {
            assert_eq!(remedy_outside_the_file(reason), expected, "{reason}");
        }
    }
}
