//! The ledger: whose turn it is, how far a revision is, that it is done.

use std::time::Instant;

use diesel::QueryResult;

use super::{Execution, Outcome, Step};
use crate::checksum;
use crate::database::Database;
use crate::error::MigrateError;
use crate::ledger::{Done, HalfWay};
use crate::progress::Direction;
use crate::revision::Revision;
use crate::status::marks;

impl Execution<'_> {
    /// Notes that a revision begins that may stop half-way, and how far it is by now; none where another
    /// migrator has done it.
    pub(super) fn open_half_way(
        &mut self,
        step: &Step<'_>,
        done: usize,
    ) -> Result<Option<usize>, MigrateError> {
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
    pub(super) fn advance(&mut self, step: &Step<'_>, done: usize) -> Result<Outcome, MigrateError> {
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
    pub(super) fn record_alone(&mut self, step: &Step<'_>, began: Instant) -> Result<Outcome, MigrateError> {
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
    pub(super) fn record_in_turn(&mut self, step: &Step<'_>, began: Instant) -> Result<(), MigrateError> {
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
}

pub(super) fn overtaken(step: &Step<'_>, reason: impl Into<String>) -> MigrateError {
    MigrateError::Overtaken { revision: step.revision.directory.clone(), reason: reason.into() }
}
