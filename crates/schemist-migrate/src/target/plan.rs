//! What an upgrade or a downgrade to a target would run.

use std::collections::BTreeSet;

use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::revision::Revision;
use crate::target::parse::{Steps, Target};
use crate::target::resolve::{Lineage, is_on};
use crate::target::too_far;

impl MigrationDirectory {
    /// What an upgrade to a target would apply, in order: the target and all it needs, as far as that is not
    /// applied. `+2` means the next two, wherever they stand in the graph; `LABEL@+2` the next two of a branch.
    ///
    /// # Errors
    /// As [`Self::resolve`]; and where the target lies below.
    pub fn upgrade_plan(
        &self,
        target: &str,
        applied: &[impl AsRef<str>],
    ) -> Result<Vec<&Revision>, MigrateError> {
        let text = target.trim();
        let applied = self.marked(applied);
        let wanted = match Target::relative(text) {
            Some(Target { symbol: "", branch, steps: Some(Steps { up: true, count }) }) => {
                let lineage = branch.map(|branch| self.lineage(branch)).transpose()?;
                self.next_pending(text, count, &applied, lineage.as_ref())?
            }
            Some(Target { symbol: "", steps: Some(Steps { up: false, .. }), .. }) => {
                return Err(MigrateError::WrongDirection {
                    target: text.to_owned(),
                    reason: format!("'{text}' leads down"),
                    help: format!("`schemist downgrade {text}` reverts revisions"),
                });
            }
            _ => self.resolve_nodes(text, &applied)?,
        };
        let needed = self.graph.with_requirements(&wanted);
        let is_needed = |node: &usize| is_marked(&needed, *node) && !is_marked(&applied, *node);
        Ok(self.at((0..self.graph.len()).filter(is_needed)))
    }

    fn next_pending(
        &self,
        text: &str,
        steps: usize,
        applied: &[bool],
        lineage: Option<&Lineage>,
    ) -> Result<Vec<usize>, MigrateError> {
        let is_pending = |node: &usize| !is_marked(applied, *node) && is_on(lineage, *node);
        let mut pending: Vec<usize> = (0..self.graph.len()).filter(is_pending).collect();
        if pending.len() < steps {
            return Err(too_far(text, steps, pending.len()));
        }
        pending.truncate(steps);
        Ok(pending)
    }

    /// What a downgrade to a target would revert, in order: all applied revisions that come after the target.
    /// `-1` reverts the current revision; `REV-1` reverts REV with all that follows it; `LABEL@base` reverts a
    /// branch.
    ///
    /// # Errors
    /// As [`Self::resolve`]; where the target is not applied; and where `-1` could mean several revisions.
    pub fn downgrade_plan(
        &self,
        target: &str,
        applied: &[impl AsRef<str>],
    ) -> Result<Vec<&Revision>, MigrateError> {
        let text = target.trim();
        let applied = self.marked(applied);
        let reverted = match Target::relative(text) {
            Some(Target { symbol: "" | "current", branch, steps: Some(Steps { up: false, count }) }) => {
                let lineage = branch.map(|branch| self.lineage(branch)).transpose()?;
                let last = self.last_applied(text, count, &applied, lineage.as_ref())?;
                self.graph.with_dependents(&last)
            }
            Some(Target { symbol: "", steps: Some(Steps { up: true, .. }), .. }) => {
                return Err(MigrateError::WrongDirection {
                    target: text.to_owned(),
                    reason: format!("'{text}' leads up"),
                    help: format!("`schemist upgrade {text}` applies revisions"),
                });
            }
            Some(target @ Target { steps: Some(Steps { up: false, count: 1.. }), .. })
                if target.is_plainly_relative() || self.whole(text, &applied).is_none() =>
            {
                self.below(text, &target, &applied)?
            }
            _ => self.behind(text, &applied)?,
        };
        let is_reverted = |node: &usize| is_marked(&reverted, *node) && is_marked(&applied, *node);
        Ok(self.at((0..self.graph.len()).rev().filter(is_reverted)))
    }

    /// A revision, those so many steps below it, and all that needs one of them.
    fn below(&self, text: &str, target: &Target<'_>, applied: &[bool]) -> Result<Vec<bool>, MigrateError> {
        let count = target.steps.map_or(0, |steps| steps.count);
        let lineage = target.branch.map(|branch| self.lineage(branch)).transpose()?;
        let from = match target.branch {
            Some(branch) => format!("{branch}@{}", target.symbol),
            None => target.symbol.to_owned(),
        };
        let from = self.single(&from, self.resolve_nodes(&from, applied)?)?;
        self.require_applied(text, from, applied)?;
        Ok(self.graph.with_dependents(&self.way_down(text, from, count, lineage.as_ref())?))
    }

    /// All that comes behind a target.
    fn behind(&self, text: &str, applied: &[bool]) -> Result<Vec<bool>, MigrateError> {
        let kept = self.resolve_nodes(text, applied)?;
        for node in &kept {
            self.require_applied(text, *node, applied)?;
        }
        if kept.is_empty() {
            return Ok(match Target::whole(text) {
                Target { branch: Some(branch), symbol: "base", .. } => {
                    self.graph.with_dependents(&self.lineage(branch)?.nodes())
                }
                _ => vec![true; self.graph.len()],
            });
        }
        let after: Vec<usize> = kept.iter().flat_map(|node| self.graph.dependents(*node)).collect();
        let mut marked = self.graph.with_dependents(&after);
        // With several targets (`heads`) one may come after another; none of them goes.
        for (mark, is_needed) in marked.iter_mut().zip(self.graph.with_requirements(&kept)) {
            *mark &= !is_needed;
        }
        Ok(marked)
    }

    /// The last applied revisions, latest first; refused where it is not clear which that are.
    fn last_applied(
        &self,
        text: &str,
        steps: usize,
        applied: &[bool],
        lineage: Option<&Lineage>,
    ) -> Result<Vec<usize>, MigrateError> {
        let counts = |node: &usize| is_marked(applied, *node) && is_on(lineage, *node);
        let nodes: Vec<usize> = (0..self.graph.len()).filter(counts).collect();
        if steps > nodes.len() {
            return Err(too_far(text, steps, nodes.len()));
        }
        // What has no child left is where the database stands.
        let mut children = vec![0_usize; self.graph.len()];
        for parent in nodes.iter().flat_map(|node| self.graph.parents(*node)) {
            children.get_mut(parent).into_iter().for_each(|count| *count += 1);
        }
        let mut current: BTreeSet<usize> =
            nodes.into_iter().filter(|node| children.get(*node) == Some(&0)).collect();
        let mut reverted = Vec::with_capacity(steps);
        while reverted.len() < steps {
            let Some(node) = current.pop_first().filter(|_| current.is_empty()) else {
                return Err(self.several_current(text, applied, lineage, &reverted));
            };
            reverted.push(node);
            for parent in self.graph.parents(node) {
                let Some(count) = children.get_mut(parent) else { continue };
                *count -= 1;
                if *count == 0 && counts(&parent) {
                    current.insert(parent);
                }
            }
        }
        Ok(reverted)
    }

    fn several_current(
        &self,
        text: &str,
        applied: &[bool],
        lineage: Option<&Lineage>,
        reverted: &[usize],
    ) -> MigrateError {
        let mut applied = applied.to_vec();
        reverted.iter().filter_map(|node| applied.get_mut(*node).map(|mark| *mark = false)).count();
        let mut current = self.current_nodes(&applied);
        current.retain(|node| is_on(lineage, *node));
        MigrateError::WrongDirection {
            target: text.to_owned(),
            reason: format!(
                "Multiple heads are present in the database, so '{text}' does not say which to revert: {}",
                self.names(&current).join(", ")
            ),
            help: match self.at(current.last().copied()).as_slice() {
                [last] => {
                    format!("name it: `schemist downgrade {}-1` reverts that one", last.display_version())
                }
                _ => "name the revision to go back to".to_owned(),
            },
        }
    }

    fn require_applied(&self, text: &str, node: usize, applied: &[bool]) -> Result<(), MigrateError> {
        if is_marked(applied, node) {
            return Ok(());
        }
        let name = self.names(&[node]).join("");
        Err(MigrateError::WrongDirection {
            target: text.to_owned(),
            reason: format!("{name} is not applied, so there is no way down to '{text}'"),
            help: format!(
                "`schemist current` says where the database stands; `schemist upgrade {text}` would apply it"
            ),
        })
    }
}

fn is_marked(marks: &[bool], node: usize) -> bool {
    marks.get(node).copied().unwrap_or_default()
}
