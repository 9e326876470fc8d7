use std::time::Duration;

use crate::Revision;

/// Which way a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `up.sql`.
    Up,
    /// `down.sql`.
    Down,
}

impl Direction {
    /// The file that is run.
    pub fn file(self) -> &'static str {
        match self {
            Self::Up => "up.sql",
            Self::Down => "down.sql",
        }
    }

    /// `apply` or `revert`.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Up => "apply",
            Self::Down => "revert",
        }
    }
}

/// Why a run must not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub help: String,
}

/// What a run tells while it goes on; all methods do nothing by default. `()` is the silent one.
pub trait Progress {
    /// Another migrator holds the lock; `holder` says who, as far as the server tells.
    fn waiting(&mut self, holder: &str) {
        let _ = holder;
    }

    /// Whether a revision may run; where not, the run ends before it.
    fn confirm(&mut self, revision: &Revision, direction: Direction) -> bool {
        let _ = (revision, direction);
        true
    }

    /// The last thing before a revision: here a backup can be taken, or something else be seen to. Where all run in one
    /// transaction, before that begins.
    ///
    /// # Errors
    /// End the run before the revision.
    fn ready(&mut self, revision: &Revision, direction: Direction) -> Result<(), Refusal> {
        let _ = (revision, direction);
        Ok(())
    }

    /// A revision begins: number `position` (from 1) of `total`.
    fn started(&mut self, revision: &Revision, direction: Direction, position: usize, total: usize) {
        let _ = (revision, direction, position, total);
    }

    /// Statement `number` (from 1) of `count` is about to run.
    fn statement(&mut self, revision: &Revision, number: usize, count: usize) {
        let _ = (revision, number, count);
    }

    /// Statement `number` (from 1) of `count` has run; it is not recorded yet.
    fn ran(&mut self, revision: &Revision, number: usize, count: usize) {
        let _ = (revision, number, count);
    }

    /// Whether somebody looks at the numbers of [`Self::batch`]: the rows are counted only then.
    fn counts_rows(&self) -> bool {
        false
    }

    /// A batch of a statement is committed; `rows` of `total` have been gone through.
    fn batch(&mut self, revision: &Revision, rows: u64, total: Option<u64>) {
        let _ = (revision, rows, total);
    }

    /// A revision is done, its record committed.
    fn finished(&mut self, revision: &Revision, direction: Direction, took: Duration) {
        let _ = (revision, direction, took);
    }

    /// A revision was done by another migrator in the meantime.
    fn skipped(&mut self, revision: &Revision, direction: Direction) {
        let _ = (revision, direction);
    }

    /// Something worth knowing that stops nothing.
    fn notice(&mut self, message: &str) {
        let _ = message;
    }
}

impl Progress for () {}
