//! What is refused before anything runs.

use std::collections::BTreeMap;

use schemist_schema::Engine;

use crate::checksum;
use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::execution::Step;
use crate::ledger::{AppliedRevision, State};
use crate::progress::{Direction, Progress};
use crate::revision::Revision;
use crate::script::does_anything;
use crate::status::{edited, missing};

pub(super) fn refuse_missing(directory: &MigrationDirectory, state: &State) -> Result<(), MigrateError> {
    let versions = missing(directory, state);
    let is_among = |revision: &&Revision| revision.replaces.iter().any(|v| versions.contains(v));
    if let Some(into) = directory.revisions().iter().find(is_among) {
        return Err(MigrateError::PartlySquashed { into: into.directory.clone(), versions });
    }
    match versions {
        versions if versions.is_empty() => Ok(()),
        versions => Err(MigrateError::MissingRevisions { versions, directory: directory.path().to_owned() }),
    }
}

pub(super) fn refuse_edited(directory: &MigrationDirectory, state: &State) -> Result<(), MigrateError> {
    match edited(directory, state) {
        revisions if revisions.is_empty() => Ok(()),
        revisions => Err(MigrateError::Edited { revisions }),
    }
}

/// Revisions half-way in the other direction have to be finished first.
pub(super) fn refuse_interrupted(
    directory: &MigrationDirectory,
    state: &State,
    direction: Direction,
) -> Result<(), MigrateError> {
    let half_way = state.interrupted.iter().find(|i| i.direction == direction && i.statements_done > 0);
    let Some(interrupted) = half_way else { return Ok(()) };
    let Some(revision) = directory.get(&interrupted.version) else { return Ok(()) };
    let version = revision.display_version();
    let (reason, command) = match direction {
        Direction::Up => ("it has to be applied to its end first", format!("schemist upgrade {version}")),
        Direction::Down => {
            ("it has to be reverted to its end first", format!("schemist downgrade {version}-1"))
        }
    };
    Err(MigrateError::Interrupted {
        path: revision.file(direction.file()),
        done: interrupted.statements_done,
        reason: reason.to_owned(),
        help: format!("`{command}` goes on with it"),
    })
}

/// A revision whose `down.sql` does nothing; unless there is nothing to undo.
pub(super) fn refuse_irreversible(engine: Engine, plan: &[&Revision]) -> Result<(), MigrateError> {
    let cannot = |revision: &&&Revision| {
        let down = revision.down.as_deref().unwrap_or_default();
        !does_anything(engine, down) && (does_anything(engine, &revision.up) || revision.down.is_none())
    };
    let paths: Vec<_> = plan.iter().filter(cannot).map(|r| r.file("down.sql")).collect();
    if paths.is_empty() { Ok(()) } else { Err(MigrateError::Irreversible { paths }) }
}

/// What cannot be rolled back with the others.
pub(super) fn refuse_loose(engine: Engine, steps: &[Step<'_>]) -> Result<(), MigrateError> {
    let cannot = |step: &&Step<'_>| step.resumed || step.script.can_stop_half_way();
    let paths: Vec<_> = steps.iter().filter(cannot).map(|step| step.revision.path.clone()).collect();
    match (engine, paths.is_empty()) {
        (Engine::Mysql, _) => Err(MigrateError::NotInOneTransaction { paths: Vec::new(), engine }),
        (_, false) => Err(MigrateError::NotInOneTransaction { paths, engine }),
        (_, true) => Ok(()),
    }
}

/// An edited file does not stop its own removal: editing, reverting and applying again is how a revision is
/// worked on. But it is said.
pub(super) fn notice_edited(plan: &[&Revision], state: &State, progress: &mut dyn Progress) {
    let applied: BTreeMap<&str, &AppliedRevision> =
        state.applied.iter().map(|applied| (applied.version.as_str(), applied)).collect();
    for revision in plan {
        // What was squashed into it was applied in its place.
        if revision.replaces.iter().any(|version| applied.contains_key(version.as_str())) {
            continue;
        }
        let applied = applied.get(revision.version.as_str());
        let Some(ledger) = applied.and_then(|a| a.ledger.as_ref()) else { continue };
        let up = ledger.up_checksum.as_ref().map(|c| ("up.sql", *c != checksum(&revision.up)));
        let down = ledger
            .up_checksum
            .as_ref()
            .map(|_| ("down.sql", ledger.down_checksum != revision.down.as_deref().map(checksum)));
        for (name, _) in up.into_iter().chain(down).filter(|(_, changed)| *changed) {
            progress.notice(&format!("{} was changed since it was applied", revision.file(name)));
        }
    }
}
