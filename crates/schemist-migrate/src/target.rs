use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::revision::Revision;
use crate::version::plain;

/// Steps from somewhere: `head-1` is (`head`, -1), `+2` is (nothing, 2).
struct Relative<'a> {
    from: &'a str,
    up: bool,
    steps: usize,
}

impl<'a> Relative<'a> {
    fn parse(target: &'a str) -> Option<Self> {
        let sign = target.rfind(['+', '-'])?;
        let (from, steps) = target.split_at(sign);
        let up = steps.starts_with('+');
        let steps = steps.get(1..)?;
        let digits = !steps.is_empty() && steps.bytes().all(|b| b.is_ascii_digit());
        // A number too large for usize is more than there can be.
        digits.then(|| Self { from, up, steps: steps.parse().unwrap_or(usize::MAX) })
    }
}

impl MigrationDirectory {
    /// The revisions that a target names, none for `base`: a full version, a unique beginning of one, the name or a
    /// unique part of it, `head`, `heads`, `base`, `current`; and steps from there: `+2`, `-1` (from the
    /// current revision), `head-1`, `REV+2`. `applied` are the versions that the database has.
    ///
    /// # Errors
    /// Where it names nothing, or several things that cannot be meant at once.
    pub fn resolve(&self, target: &str, applied: &[impl AsRef<str>]) -> Result<Vec<&Revision>, MigrateError> {
        Ok(self.at(self.resolve_nodes(target.trim(), &self.marked(applied))?))
    }

    /// What an upgrade to a target would apply, in order: the target and all it needs, as far as that is not
    /// applied. `+2` means the next two, wherever they stand in the graph.
    ///
    /// # Errors
    /// As [`Self::resolve`]; and where the target lies below.
    pub fn upgrade_plan(
        &self,
        target: &str,
        applied: &[impl AsRef<str>],
    ) -> Result<Vec<&Revision>, MigrateError> {
        let target = target.trim();
        let applied = self.marked(applied);
        let is_pending = |node: &usize| !applied.get(*node).copied().unwrap_or_default();
        match Relative::parse(target) {
            Some(Relative { from: "", up: true, steps }) => {
                let pending: Vec<usize> = (0..self.graph.len()).filter(is_pending).collect();
                match pending.get(..steps) {
                    Some(next) => Ok(self.at(next.iter().copied())),
                    None => Err(too_far(target, steps, pending.len())),
                }
            }
            Some(Relative { from: "", up: false, .. }) => Err(MigrateError::WrongDirection {
                target: target.to_owned(),
                reason: format!("'{target}' leads down"),
                help: format!("`schemist downgrade {target}` reverts revisions"),
            }),
            _ => {
                let needed = self.graph.with_requirements(&self.resolve_nodes(target, &applied)?);
                let marked = |node: &usize| needed.get(*node).copied().unwrap_or_default();
                Ok(self.at((0..self.graph.len()).filter(|n| marked(n) && is_pending(n))))
            }
        }
    }

    /// What a downgrade to a target would revert, in order: all applied revisions that come after the target.
    /// `-1` reverts the current revision; `REV-1` reverts REV with all that follows it.
    ///
    /// # Errors
    /// As [`Self::resolve`]; where the target is not applied; and where `-1` could mean several revisions.
    pub fn downgrade_plan(
        &self,
        target: &str,
        applied: &[impl AsRef<str>],
    ) -> Result<Vec<&Revision>, MigrateError> {
        let target = target.trim();
        let applied = self.marked(applied);
        let is_applied = |node: &usize| applied.get(*node).copied().unwrap_or_default();
        let last_first = |marked: Vec<bool>| {
            let reverted = |node: &usize| marked.get(*node).copied().unwrap_or_default() && is_applied(node);
            (0..self.graph.len()).rev().filter(reverted).collect::<Vec<_>>()
        };
        let nodes = match Relative::parse(target) {
            _ if target == "base" => last_first(vec![true; self.graph.len()]),
            Some(Relative { from: "" | "current", up: false, steps }) => {
                self.last_applied(target, steps, &applied)?
            }
            Some(Relative { from: "", up: true, .. }) => {
                return Err(MigrateError::WrongDirection {
                    target: target.to_owned(),
                    reason: format!("'{target}' leads up"),
                    help: format!("`schemist upgrade {target}` applies revisions"),
                });
            }
            Some(Relative { from, up: false, steps })
                if steps > 0 && self.named_nodes(target, &applied).is_none() =>
            {
                let from = self.single(from, self.resolve_nodes(from, &applied)?)?;
                self.require_applied(target, from, &applied)?;
                last_first(self.graph.with_dependents(&self.way_down(target, from, steps)?))
            }
            _ => {
                let kept = self.resolve_nodes(target, &applied)?;
                for node in &kept {
                    self.require_applied(target, *node, &applied)?;
                }
                match kept.as_slice() {
                    [] => last_first(vec![true; self.graph.len()]),
                    kept => {
                        let after: Vec<usize> = kept.iter().flat_map(|n| self.graph.dependents(*n)).collect();
                        let mut marked = self.graph.with_dependents(&after);
                        // With several targets (`heads`) one may come after another; none of them goes.
                        let needed = self.graph.with_requirements(kept);
                        for (mark, needed) in marked.iter_mut().zip(needed) {
                            *mark &= !needed;
                        }
                        last_first(marked)
                    }
                }
            }
        };
        Ok(self.at(nodes))
    }

    fn resolve_nodes(&self, target: &str, applied: &[bool]) -> Result<Vec<usize>, MigrateError> {
        if let Some(nodes) = self.named_nodes(target, applied) {
            return nodes;
        }
        let Some(Relative { from, up, steps }) = Relative::parse(target) else {
            return Err(self.cannot_locate(target));
        };
        let from = match from {
            "" => self.current_nodes(applied),
            from => self.named_nodes(from, applied).unwrap_or_else(|| Err(self.cannot_locate(target)))?,
        };
        if up { self.walk_up(target, from, steps) } else { self.walk_down(target, from, steps) }
    }

    /// What a target without steps names; `None` where nothing has this name.
    fn named_nodes(&self, target: &str, applied: &[bool]) -> Option<Result<Vec<usize>, MigrateError>> {
        match target {
            "" => None,
            "base" => Some(Ok(Vec::new())),
            "heads" => Some(Ok(self.graph.heads())),
            "current" => Some(Ok(self.current_nodes(applied))),
            "head" => Some(match self.graph.heads().as_slice() {
                [] => Ok(Vec::new()),
                [head] => Ok(vec![*head]),
                heads => {
                    Err(MigrateError::MultipleHeads { target: target.to_owned(), heads: self.names(heads) })
                }
            }),
            _ => self.identified(target).map(|found| found.map(|node| vec![node])),
        }
    }

    /// The one revision with this version, beginning of a version, name, or part of a name.
    fn identified(&self, target: &str) -> Option<Result<usize, MigrateError>> {
        let version = plain(target);
        let wanted = target.to_lowercase();
        let matching = |accept: &dyn Fn(&Revision) -> bool| -> Vec<usize> {
            self.revisions().iter().enumerate().filter(|(_, r)| accept(r)).map(|(i, _)| i).collect()
        };
        if let Some(node) = self.index_of(target) {
            return Some(Ok(node));
        }
        let ways: [&dyn Fn(&Revision) -> bool; 4] = [
            &|r| r.directory == target || r.labels.iter().any(|l| l == target),
            &|r| !version.is_empty() && r.version.starts_with(&version),
            &|r| r.slug().to_lowercase() == wanted,
            &|r| r.slug().to_lowercase().contains(&wanted) || r.message.to_lowercase().contains(&wanted),
        ];
        for way in ways {
            match matching(way).as_slice() {
                [] => {}
                [node] => return Some(Ok(*node)),
                several => {
                    let candidates = self.names(several);
                    let target = target.to_owned();
                    return Some(Err(MigrateError::AmbiguousTarget { target, candidates }));
                }
            }
        }
        None
    }

    /// The revision so many steps above; every step must lead to exactly one.
    fn walk_up(&self, target: &str, from: Vec<usize>, steps: usize) -> Result<Vec<usize>, MigrateError> {
        if steps == 0 {
            return Ok(from);
        }
        let mut at = match from.as_slice() {
            [] => None,
            _ => Some(self.single(target, from)?),
        };
        for done in 0..steps {
            let ways = at.map_or_else(|| self.graph.bases(), |node| self.graph.children(node));
            at = match ways.as_slice() {
                [] => return Err(too_far(target, steps, done)),
                [next] => Some(*next),
                several => return Err(self.ambiguous_step(target, at, several)),
            };
        }
        Ok(at.into_iter().collect())
    }

    /// The revision so many steps below; nothing where that is the base.
    fn walk_down(&self, target: &str, from: Vec<usize>, steps: usize) -> Result<Vec<usize>, MigrateError> {
        if steps == 0 {
            return Ok(from);
        }
        if from.is_empty() {
            return Err(too_far(target, steps, 0));
        }
        let last = self.way_down(target, self.single(target, from)?, steps)?.pop();
        match last.map(|node| self.graph.parents(node)).as_deref() {
            None | Some([]) => Ok(Vec::new()),
            Some([parent]) => Ok(vec![*parent]),
            Some(several) => Err(self.ambiguous_step(target, last, several)),
        }
    }

    /// So many revisions downwards, beginning with the given one.
    fn way_down(&self, target: &str, from: usize, steps: usize) -> Result<Vec<usize>, MigrateError> {
        let mut way = vec![from];
        let mut at = from;
        while way.len() < steps {
            match self.graph.parents(at).as_slice() {
                [] => return Err(too_far(target, steps, way.len())),
                [parent] => at = *parent,
                several => return Err(self.ambiguous_step(target, Some(at), several)),
            }
            way.push(at);
        }
        Ok(way)
    }

    /// The last applied revisions, latest first; refused where it is not clear which that are.
    fn last_applied(&self, target: &str, steps: usize, applied: &[bool]) -> Result<Vec<usize>, MigrateError> {
        let mut applied = applied.to_vec();
        let available = applied.iter().filter(|a| **a).count();
        if steps > available {
            return Err(too_far(target, steps, available));
        }
        let mut current = self.current_nodes(&applied);
        let mut reverted = Vec::new();
        while reverted.len() < steps {
            let [node] = current.as_slice() else {
                return Err(MigrateError::WrongDirection {
                    target: target.to_owned(),
                    reason: format!(
                        "Multiple heads are present in the database, so '{target}' does not say which to revert: {}",
                        self.names(&current).join(", ")
                    ),
                    help: match self.at(current.last().copied()).as_slice() {
                        [last] => format!(
                            "name it: `schemist downgrade {}-1` reverts that one",
                            last.display_version()
                        ),
                        _ => "name the revision to go back to".to_owned(),
                    },
                });
            };
            let node = *node;
            if let Some(mark) = applied.get_mut(node) {
                *mark = false;
            }
            reverted.push(node);
            let is_applied = |n: &usize| applied.get(*n).copied().unwrap_or_default();
            // Only a parent can become current now.
            current.clear();
            current.extend(
                self.graph.parents(node).into_iter().filter(|parent| {
                    is_applied(parent) && !self.graph.children(*parent).iter().any(is_applied)
                }),
            );
            if current.is_empty() && reverted.len() < steps {
                current = self.current_nodes(&applied);
            }
        }
        Ok(reverted)
    }

    fn require_applied(&self, target: &str, node: usize, applied: &[bool]) -> Result<(), MigrateError> {
        if applied.get(node).copied().unwrap_or_default() {
            return Ok(());
        }
        let name = self.names(&[node]).join("");
        Err(MigrateError::WrongDirection {
            target: target.to_owned(),
            reason: format!("{name} is not applied, so there is no way down to '{target}'"),
            help: format!(
                "`schemist current` says where the database stands; `schemist upgrade {target}` would apply it"
            ),
        })
    }

    fn single(&self, target: &str, nodes: Vec<usize>) -> Result<usize, MigrateError> {
        match nodes.as_slice() {
            [node] => Ok(*node),
            [] => Err(too_far(target, 1, 0)),
            several => {
                Err(MigrateError::MultipleHeads { target: target.to_owned(), heads: self.names(several) })
            }
        }
    }

    fn ambiguous_step(&self, target: &str, at: Option<usize>, ways: &[usize]) -> MigrateError {
        MigrateError::AmbiguousStep {
            target: target.to_owned(),
            at: at.map_or_else(|| "base".to_owned(), |node| self.names(&[node]).join("")),
            ways: self.names(ways),
        }
    }

    fn cannot_locate(&self, target: &str) -> MigrateError {
        MigrateError::CannotLocate { target: target.to_owned(), directory: self.path().to_owned() }
    }
}

fn too_far(target: &str, wanted: usize, available: usize) -> MigrateError {
    MigrateError::TooFar { target: target.to_owned(), wanted, available }
}
