//! A statement in batches: each batch is a transaction, in which the ledger is told how far it is.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::batch::Batch;
use crate::database::Statements;
use crate::error::{MigrateError, statements};
use crate::execution::{Execution, Outcome, Place, Step, Trouble, settle};
use crate::script::Segment;

/// How far a statement in batches is, as the ledger has it. Keys are literals in the engine's SQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BatchProgress {
    /// Which statement of the file.
    statement: usize,
    key: String,
    /// The last key that is done; none before the first batch.
    after: Option<String>,
    /// The greatest key there was when it began; none where there was no row. Rows that come later have been written
    /// by programs that know of the change.
    until: Option<String>,
    pub(crate) rows: u64,
}

/// What a batch came to.
enum Batched {
    /// There may be more.
    More(BatchProgress),
    /// It was the last, or there was none left.
    Over,
    /// Another migrator has done the whole statement.
    DoneByOther,
    /// Another migrator has done the whole revision.
    Skipped,
}

impl Execution<'_> {
    /// Runs a statement in batches, from where an interrupted run left off.
    pub(crate) fn backfill(
        &mut self,
        step: &Step<'_>,
        index: usize,
        place: Place<'_>,
    ) -> Result<Outcome, MigrateError> {
        let Some(batch) = step.script.batch(index) else { return Ok(Outcome::Done) };
        let mut total = None;
        let mut attempt = 0;
        loop {
            self.begin(step)?;
            let batched = self.one_batch(step, batch, index, place);
            match self.end_batch(batched, index) {
                Ok(Batched::More(progress)) => {
                    attempt = 0;
                    if self.progress.counts_rows() && total.is_none() {
                        total = Some(progress.rows + self.rows_left(batch, &progress)?);
                    }
                    self.progress.batch(step.revision, progress.rows, total);
                    std::thread::sleep(batch.pause);
                }
                Ok(Batched::Over | Batched::DoneByOther) => return Ok(Outcome::Done),
                Ok(Batched::Skipped) => return Ok(Outcome::Skipped),
                Err(Trouble::Statement { error, .. }) if self.waits_again(&error, attempt) => attempt += 1,
                Err(trouble) => {
                    let standing = self.batch_progress(step).unwrap_or_default();
                    return Err(self.failed_in_batches(
                        step,
                        trouble,
                        place.done,
                        standing.map(|progress| progress.rows),
                    ));
                }
            }
        }
    }

    /// Refuses to go on where a statement of which batches are done is no longer where it was.
    pub(crate) fn refuse_moved_batch(&mut self, step: &Step<'_>) -> Result<(), MigrateError> {
        if !step.resumed {
            return Ok(());
        }
        let Some(progress) = self.batch_progress(step)? else { return Ok(()) };
        let next = step.script.segments.iter().find(|s| !s.is_session() && s.end() > step.done);
        let batch = step.script.batch(progress.statement).filter(|batch| batch.key == progress.key);
        if batch.is_some() && next == Some(&Segment::Batch(progress.statement)) {
            return Ok(());
        }
        let done = progress.statement;
        Err(MigrateError::Interrupted {
            path: step.revision.file(step.direction.file()),
            done,
            reason: format!(
                "batches of statement {} with key={} are done as well ({} rows), and that is no longer where it was",
                done + 1,
                progress.key,
                progress.rows
            ),
            help: format!(
                "bring the first {} and the directive back as they ran and run the command again; the statement behind the directive may be corrected",
                statements(done)
            ),
        })
    }

    fn one_batch(
        &mut self,
        step: &Step<'_>,
        batch: &Batch,
        index: usize,
        place: Place<'_>,
    ) -> Result<Batched, Trouble> {
        settle(self.database, place.settings)?;
        if self.check_turn(step)? == Outcome::Skipped {
            return Ok(Batched::Skipped);
        }
        if self.database.shares_lock() && self.half_way_now(step)?.is_some_and(|now| now >= place.end) {
            return Ok(Batched::DoneByOther);
        }
        let failed = |error| Trouble::Statement { index, error };
        let words = Statements::of(self.database.engine());
        let stored = self.batch_progress(step)?.filter(|progress| progress.statement == index);
        let mut progress = match stored {
            Some(progress) => progress,
            None => {
                let until = self.database.texts(&words.batch_last(batch)).map_err(failed)?;
                let until = until.into_iter().flatten().next();
                let (statement, key) = (index, batch.key.clone());
                BatchProgress { statement, key, after: None, until, rows: 0 }
            }
        };
        let page = match progress.rest(batch) {
            Some(rest) => self.database.texts(&words.batch_page(batch, &rest)).map_err(failed)?,
            None => Vec::new(),
        };
        let Some(page) = page.into_iter().flatten().next() else {
            return self.rows_without_key(step, batch, index, place);
        };
        let (rows, last) = page.split_once(' ').unwrap_or_default();
        if last.is_empty() {
            return Err(unusable_key(step, batch, index).into());
        }
        let sql = batch.restricted(&batch.range(progress.after.as_deref(), last));
        self.run_batch(step, index, &sql).map_err(failed)?;
        settle(self.database, place.settings)?;
        progress.rows += rows.parse::<u64>().unwrap_or_default();
        progress.after = Some(last.to_owned());
        self.note_batch(step, &progress)?;
        Ok(Batched::More(progress))
    }

    /// The end: rows without a key belong to no range. With them goes the record that the statement is done.
    fn rows_without_key(
        &mut self,
        step: &Step<'_>,
        batch: &Batch,
        index: usize,
        place: Place<'_>,
    ) -> Result<Batched, Trouble> {
        let failed = |error| Trouble::Statement { index, error };
        let words = Statements::of(self.database.engine());
        let keyless = batch.keyless();
        if self.database.number(&words.batch_any(batch, &keyless)).map_err(failed)? == Some(1) {
            self.run_batch(step, index, &batch.restricted(&keyless)).map_err(failed)?;
        }
        settle(self.database, place.settings)?;
        if place.is_last {
            self.record(step, place.began)?
        } else {
            self.note_half_way(step, place.end)?
        }
        Ok(Batched::Over)
    }

    fn run_batch(&mut self, step: &Step<'_>, index: usize, sql: &str) -> diesel::QueryResult<()> {
        let count = step.script.statements.len();
        self.progress.statement(step.revision, index + 1, count);
        let began = Instant::now();
        let outcome = self.database.execute(sql);
        self.last_took = began.elapsed();
        outcome?;
        self.progress.ran(step.revision, index + 1, count);
        Ok(())
    }

    fn end_batch(&mut self, batched: Result<Batched, Trouble>, index: usize) -> Result<Batched, Trouble> {
        match batched {
            Ok(Batched::More(_) | Batched::Over) => {
                let committed = self.database.commit();
                committed.map_err(|error| {
                    self.database.rollback();
                    Trouble::Statement { index, error }
                })?;
            }
            Ok(Batched::DoneByOther | Batched::Skipped) | Err(_) => self.database.rollback(),
        }
        batched
    }

    fn rows_left(&mut self, batch: &Batch, progress: &BatchProgress) -> Result<u64, MigrateError> {
        let Some(rest) = progress.rest(batch) else { return Ok(0) };
        let sql = Statements::of(self.database.engine()).batch_count(batch, &rest);
        let rows = self.database.number(&sql).map_err(|e| self.failure("count the rows that are left", e))?;
        Ok(rows.and_then(|rows| u64::try_from(rows).ok()).unwrap_or_default())
    }

    fn batch_progress(&mut self, step: &Step<'_>) -> Result<Option<BatchProgress>, MigrateError> {
        let sql = Statements::of(self.database.engine()).batch_progress(&step.revision.version);
        let found = self.database.texts(&sql).map_err(|e| self.failure("read how far the batches are", e))?;
        let Some(text) = found.into_iter().flatten().next() else { return Ok(None) };
        serde_json::from_str(&text).map(Some).map_err(|error| MigrateError::Interrupted {
            path: step.revision.file(step.direction.file()),
            done: step.done,
            reason: format!("the ledger's batch_progress cannot be read ({error})"),
            help: "bring it back, or set it to NULL where no batch is done".to_owned(),
        })
    }

    fn note_batch(&mut self, step: &Step<'_>, progress: &BatchProgress) -> Result<(), MigrateError> {
        let noted = serde_json::to_string(progress).unwrap_or_default();
        let sql = Statements::of(self.database.engine()).record_batch(&step.revision.version, &noted);
        self.database.execute(&sql).map_err(|e| self.failure("record how far the batches are", e))
    }
}

impl BatchProgress {
    /// The condition for what is left; none where there is nothing.
    fn rest(&self, batch: &Batch) -> Option<String> {
        self.until.as_ref().map(|until| batch.range(self.after.as_deref(), until))
    }
}

fn unusable_key(step: &Step<'_>, batch: &Batch, index: usize) -> MigrateError {
    MigrateError::TransactionControl {
        path: step.revision.file(step.direction.file()),
        line: step.script.statements.get(index).map_or(1, |statement| statement.line),
        reason: format!("key={}: its type gives no ranges that can be written down", batch.key),
        help: "take a column of numbers, text, dates or times; best the primary key".to_owned(),
    }
}
