use std::collections::BTreeSet;

use schemist_dialect::split_script;
use schemist_schema::sql::{canonical, tokenize};

use crate::checksum;
use crate::directory::MigrationDirectory;
use crate::error::EditedRevision;
use crate::ledger::{AppliedRevision, InterruptedRevision, State};
use crate::revision::Revision;

/// Where a database stands against its migration directory.
#[derive(Debug, Clone)]
pub struct Status<'d> {
    /// All that is applied, by version.
    pub applied: Vec<AppliedRevision>,
    /// The applied revisions of which no child is applied.
    pub current: Vec<&'d Revision>,
    /// What an upgrade to `heads` would apply, in order.
    pub pending: Vec<&'d Revision>,
    /// Applied versions without a directory.
    pub missing: Vec<String>,
    /// Applied revisions whose `up.sql` was changed since.
    pub edited: Vec<EditedRevision>,
    /// Revisions that stopped half-way.
    pub interrupted: Vec<InterruptedRevision>,
}

impl Status<'_> {
    /// Every revision is applied, and nothing else.
    pub fn is_up_to_date(&self) -> bool {
        self.pending.is_empty() && self.missing.is_empty() && self.interrupted.is_empty()
    }
}

impl<'d> Status<'d> {
    pub(crate) fn of(directory: &'d MigrationDirectory, state: State) -> Self {
        let versions = state.versions();
        Self {
            current: directory.current(&versions),
            pending: directory.pending(&versions),
            missing: missing(directory, &state),
            edited: edited(directory, &state),
            applied: state.applied,
            interrupted: state.interrupted,
        }
    }
}

/// Versions the database knows that have no directory. Those that were squashed into an applied revision are no
/// longer needed.
pub(crate) fn missing(directory: &MigrationDirectory, state: &State) -> Vec<String> {
    let is_applied = |revision: &Revision| state.applied.iter().any(|a| a.version == revision.version);
    let squashed: BTreeSet<&str> = directory
        .revisions()
        .iter()
        .filter(|revision| !revision.replaces.is_empty() && is_applied(revision))
        .flat_map(|revision| revision.replaces.iter().map(String::as_str))
        .collect();
    let known = state.applied.iter().map(|a| &a.version);
    let half_way = state.interrupted.iter().map(|i| &i.version);
    let mut missing: Vec<String> = known
        .chain(half_way)
        .filter(|v| directory.get(v).is_none() && !squashed.contains(v.as_str()))
        .cloned()
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Applied revisions whose `up.sql` is not what was applied.
pub(crate) fn edited(directory: &MigrationDirectory, state: &State) -> Vec<EditedRevision> {
    let versions: BTreeSet<&str> = state.applied.iter().map(|applied| applied.version.as_str()).collect();
    // Where those that were squashed into it are applied as well, it was applied before the squash.
    let was_squashed_since = |revision: &Revision| {
        !revision.replaces.is_empty() && revision.replaces.iter().all(|v| versions.contains(v.as_str()))
    };
    let by_version = |version: &str| directory.get(version).filter(|revision| !was_squashed_since(revision));
    state.applied.iter().filter_map(|applied| edited_file(by_version(&applied.version)?, applied)).collect()
}

fn edited_file(revision: &Revision, applied: &AppliedRevision) -> Option<EditedRevision> {
    let applied_checksum = applied.ledger.as_ref()?.up_checksum.clone()?;
    let checksum = checksum(&revision.up);
    let recorded = || applied.ledger.as_ref()?.statements.clone();
    (checksum != applied_checksum).then(|| EditedRevision {
        changes: recorded().map(|recorded| changes(&recorded, &revision.up)).unwrap_or_default(),
        version: revision.version.clone(),
        path: revision.file("up.sql"),
        applied_at: applied.run_on.clone(),
        applied_checksum,
        checksum,
    })
}

/// How many characters of a statement's checksum are recorded.
const MARK: usize = 8;

/// Short checksums of the statements of a file: blanks and comments around them do not count.
pub(crate) fn marks(text: &str) -> String {
    let statements = split_script(text);
    statements.into_iter().map(|(_, sql)| mark(sql)).collect::<Vec<_>>().join(" ")
}

fn mark(sql: &str) -> String {
    let checksum = checksum(&canonical(sql));
    checksum.get(..MARK).unwrap_or_default().to_owned()
}

/// Which statements are not what was applied.
fn changes(recorded: &str, text: &str) -> Vec<String> {
    let recorded: Vec<&str> = recorded.split_whitespace().collect();
    let statements: Vec<(usize, String)> = split_script(text)
        .into_iter()
        .map(|(offset, sql)| {
            let start = offset + tokenize(sql).iter().find(|t| t.is_significant()).map_or(0, |t| t.start);
            let line = 1 + text.get(..start).map_or(0, |before| before.matches('\n').count());
            (line, mark(sql))
        })
        .collect();
    let differing = statements.iter().zip(&recorded).enumerate().filter(|(_, ((_, now), then))| now != *then);
    let mut changes: Vec<String> = differing
        .map(|(i, ((line, _), _))| format!("statement {} (line {line}) is not the one that ran", i + 1))
        .collect();
    match statements.len().cmp(&recorded.len()) {
        std::cmp::Ordering::Greater => {
            changes.push(format!("it has {} statements, {} ran", statements.len(), recorded.len()));
        }
        std::cmp::Ordering::Less => {
            changes.push(format!(
                "it has {} statements left of {} that ran",
                statements.len(),
                recorded.len()
            ));
        }
        std::cmp::Ordering::Equal => {}
    }
    if changes.is_empty() {
        changes.push("the statements are the same, only comments or blanks differ".to_owned());
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(applied: &str, now: &str, expected: &[&str]) {
        assert_eq!(changes(&marks(applied), now), expected);
    }

    #[test]
    fn what_was_edited_is_told() {
        let applied = "-- a\nCREATE TABLE a (b int);\nSELECT 1;\n";
        check(
            applied,
            "CREATE  TABLE a (b int); /* c */ SELECT 1",
            &["the statements are the same, only comments or blanks differ"],
        );
        check(
            applied,
            "-- a\n\nCREATE TABLE a (c int);\nSELECT 1;",
            &["statement 1 (line 3) is not the one that ran"],
        );
        check(applied, "CREATE TABLE a (b int);", &["it has 1 statements left of 2 that ran"]);
        check(applied, "CREATE TABLE a (b int); SELECT 1; SELECT 2", &["it has 3 statements, 2 ran"]);
        assert_eq!(marks("-- nothing"), "");
    }
}
