//! Whether a statement that was interrupted took effect.

use super::{Execution, Step};
use crate::checksum;
use crate::database::Effect;
use crate::error::MigrateError;

impl Execution<'_> {
    /// Whether a statement outside a transaction took effect in a run that was interrupted before it could say so.
    /// What a failed build left behind is cleared away.
    pub(super) fn is_done_already(
        &mut self,
        step: &Step<'_>,
        index: usize,
        done: usize,
    ) -> Result<bool, MigrateError> {
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
    pub(super) fn before(&mut self, sql: &str) -> Result<Option<String>, MigrateError> {
        let fingerprint = self.database.fingerprint(sql);
        let fingerprint = fingerprint.map_err(|e| self.failure("look at what a statement changes", e))?;
        let part = |checksum: &str, length: usize| checksum.get(..length).unwrap_or_default().to_owned();
        Ok(fingerprint
            .map(|found| format!("{}:{}", part(&checksum(sql), SQL_PART), part(&found, 63 - SQL_PART))))
    }
}

/// How much of the place for what was there before a statement is for the statement itself.
const SQL_PART: usize = 24;

fn sql_part(before: &str) -> &str {
    before.split(':').next().unwrap_or_default()
}
