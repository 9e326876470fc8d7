//! Statements in a transaction.

use diesel::result::Error;

use super::record::overtaken;
use super::{Execution, Outcome, Place, Step, Trouble, settle};
use crate::error::MigrateError;
use crate::progress::Direction;

/// What a block came to.
pub(super) enum Block {
    Done,
    /// Another migrator has done this part.
    DoneByOther,
    /// Another migrator has done the whole revision.
    Skipped,
    /// The engine refuses the statement within a transaction.
    StandsAlone,
}

impl Execution<'_> {
    /// Statements in a transaction; the last block of a revision commits together with its record.
    pub(super) fn block(
        &mut self,
        step: &Step<'_>,
        statements: &[usize],
        place: Place<'_>,
    ) -> Result<Block, MigrateError> {
        for attempt in 0.. {
            self.begin(step)?;
            let inside = self.inside(step, statements, place);
            let trouble = match self.end_block(inside, statements) {
                Ok(block) => return Ok(block),
                Err(trouble) => trouble,
            };
            // Not looked at before: what went wrong may be that another migrator was faster.
            if self.records_in_turn(step, place.is_last) && self.has_lost_turn(step)? {
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
                    return Err(self.failed(step, trouble, place.done));
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

    fn inside(&mut self, step: &Step<'_>, statements: &[usize], place: Place<'_>) -> Result<Block, Trouble> {
        let Place { done, end, is_last, settings, began } = place;
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
}

fn refuses_transaction(error: &Error) -> bool {
    error.to_string().contains("cannot run inside a transaction block")
}
