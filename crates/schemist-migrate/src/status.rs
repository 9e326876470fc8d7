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

/// Versions the database knows that have no directory.
pub(crate) fn missing(directory: &MigrationDirectory, state: &State) -> Vec<String> {
    let known = state.applied.iter().map(|a| &a.version);
    let half_way = state.interrupted.iter().map(|i| &i.version);
    let mut missing: Vec<String> =
        known.chain(half_way).filter(|v| directory.get(v).is_none()).cloned().collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Applied revisions whose `up.sql` is not what was applied.
pub(crate) fn edited(directory: &MigrationDirectory, state: &State) -> Vec<EditedRevision> {
    state
        .applied
        .iter()
        .filter_map(|applied| edited_file(directory.get(&applied.version)?, applied))
        .collect()
}

fn edited_file(revision: &Revision, applied: &AppliedRevision) -> Option<EditedRevision> {
    let applied_checksum = applied.ledger.as_ref()?.up_checksum.clone()?;
    let checksum = checksum(&revision.up);
    (checksum != applied_checksum).then(|| EditedRevision {
        version: revision.version.clone(),
        path: revision.file("up.sql"),
        applied_at: applied.run_on.clone(),
        applied_checksum,
        checksum,
    })
}
