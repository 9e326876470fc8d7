//! A statement that failed.

use camino::Utf8PathBuf;

use super::words::shortened_list;
use crate::Direction;

/// What the database holds of a revision after a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhatStands {
    /// All of it was rolled back.
    Nothing,
    /// The whole run was one transaction, and was rolled back.
    NothingOfTheRun,
    /// The first statements took effect, outside a transaction.
    First {
        /// How many.
        done: usize,
        /// The line of the next one, from 1.
        next_line: usize,
    },
    /// Besides the first statements, batches of the next one took effect.
    Batches {
        /// How many statements.
        done: usize,
        /// The line of the one in batches, from 1.
        line: usize,
        /// How many rows its batches took so far.
        rows: u64,
    },
    /// The connection broke.
    Unknown,
}

/// A statement that failed, and what that means.
#[derive(Debug, Clone)]
pub struct StatementFailure {
    /// The file.
    pub path: Utf8PathBuf,
    /// Applying or reverting.
    pub direction: Direction,
    /// The line at which the statement begins, from 1.
    pub line: usize,
    /// Line and column of the error itself, where the engine points at it.
    pub position: Option<(usize, usize)>,
    /// Which statement of the file, from 1.
    pub number: usize,
    /// How many the file has.
    pub count: usize,
    /// The statement, shortened.
    pub sql: String,
    /// The engine's words.
    pub reason: String,
    /// The engine's detail and hint.
    pub details: Vec<String>,
    /// Whether it gave up waiting for a lock, or was the victim of a deadlock.
    pub gave_up_waiting: bool,
    /// What is in the database now.
    pub stands: WhatStands,
    /// Revisions of the same run that were done before it.
    pub done_before: Vec<String>,
    /// What to do.
    pub help: String,
}

impl StatementFailure {
    pub(super) fn message(&self) -> String {
        format!(
            "cannot {} {}:{}: statement {} of {} failed: {}",
            self.direction.verb(),
            self.path,
            self.line,
            self.number,
            self.count,
            self.reason
        )
    }

    /// What the engine adds, the statement, and what is in the database now.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.details.clone();
        if let Some((line, column)) = self.position {
            notes.push(format!("the error is at line {line}, column {column}"));
        }
        notes.push(format!("statement: {}", self.sql));
        notes.push(self.state());
        notes
    }

    /// What is in the database now.
    pub fn state(&self) -> String {
        let this = match &self.stands {
            WhatStands::Nothing => "rolled back: nothing of this revision is in the database".to_owned(),
            WhatStands::NothingOfTheRun => "rolled back: nothing of this run is in the database".to_owned(),
            WhatStands::First { done, next_line } => format!(
                "this revision runs outside a transaction: its first {} took effect and stand, nothing from line {next_line} on",
                statements(*done)
            ),
            WhatStands::Batches { done, line, rows } => {
                let before =
                    if *done == 0 { String::new() } else { format!("its first {} and ", statements(*done)) };
                format!(
                    "{before}the batches of the statement at line {line} that took {rows} rows so far took effect and stand"
                )
            }
            WhatStands::Unknown => {
                "the connection broke: the server rolls back what was not committed".to_owned()
            }
        };
        match self.done_before.as_slice() {
            [] => this,
            done => format!("{this}; done before it in this run and standing: {}", shortened_list(done)),
        }
    }
}

/// `1 statement`, `3 statements`.
pub(crate) fn statements(n: usize) -> String {
    if n == 1 { "1 statement".to_owned() } else { format!("{n} statements") }
}
