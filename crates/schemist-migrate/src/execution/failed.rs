//! What went wrong, in words: where, what stands, what to do.

use diesel::result::{DatabaseErrorKind, Error};

use super::{Execution, Step};
use crate::database::{DanglingRows, failure, is_read_only};
use crate::error::{MigrateError, StatementFailure, WhatStands};
use crate::script::Script;

/// How much of a failed statement a message shows.
const SHOWN_LINES: usize = 8;
const SHOWN_CHARS: usize = 400;

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
    pub(crate) fn failure(&self, action: impl Into<String>, error: Error) -> MigrateError {
        failure(self.database.engine(), action, error)
    }

    /// The error for what went wrong, after everything open was rolled back.
    pub(super) fn failed(&mut self, step: &Step<'_>, trouble: Trouble, done: usize) -> MigrateError {
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
