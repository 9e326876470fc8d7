//! From a target to the revisions it names.

use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::revision::Revision;
use crate::target::parse::{Steps, Target};
use crate::target::too_far;
use crate::version::plain;

/// The revisions of one branch: what is labelled, all that comes behind it, and what lies between it and the
/// revision where the branch leaves another.
pub(super) struct Lineage {
    nodes: Vec<bool>,
}

impl Lineage {
    pub(super) fn has(&self, node: usize) -> bool {
        self.nodes.get(node).copied().unwrap_or_default()
    }

    pub(super) fn nodes(&self) -> Vec<usize> {
        (0..self.nodes.len()).filter(|node| self.has(*node)).collect()
    }
}

/// Whether a node counts where only a branch is meant, or everything.
pub(super) fn is_on(lineage: Option<&Lineage>, node: usize) -> bool {
    lineage.is_none_or(|lineage| lineage.has(node))
}

impl MigrationDirectory {
    /// The revisions that a target names, none for `base`: a full version, a unique beginning of one, the name or a
    /// unique part of it, a label, `head`, `heads`, `base`, `current`; steps from there: `+2`, `-1` (from the current
    /// revision), `head-1`, `REV+2`; and any of these on one branch: `LABEL@head`, `LABEL@+1`, `REV@heads`.
    /// `applied` are the versions that the database has.
    ///
    /// # Errors
    /// Where it names nothing, or several things that cannot be meant at once.
    pub fn resolve(&self, target: &str, applied: &[impl AsRef<str>]) -> Result<Vec<&Revision>, MigrateError> {
        Ok(self.at(self.resolve_nodes(target.trim(), &self.marked(applied))?))
    }

    pub(super) fn resolve_nodes(&self, text: &str, applied: &[bool]) -> Result<Vec<usize>, MigrateError> {
        let relative = Target::relative(text);
        if let Some(target) = relative.filter(Target::is_plainly_relative) {
            return self.walk(text, &target, applied);
        }
        match (self.whole(text, applied), relative) {
            (Some(nodes), _) => nodes,
            (None, Some(target)) => self.walk(text, &target, applied),
            (None, None) => Err(self.cannot_locate(text)),
        }
    }

    /// What a target without steps names; `None` where nothing has this name.
    pub(super) fn whole(&self, text: &str, applied: &[bool]) -> Option<Result<Vec<usize>, MigrateError>> {
        let target = Target::whole(text);
        match target.branch {
            None => self.named(text, None, applied),
            // A directory's name may hold an `@`.
            Some(_) if self.exact(text).is_some() => self.exact(text).map(|node| Ok(vec![node])),
            Some(branch) => match self.lineage(branch) {
                Ok(lineage) => self.named(target.symbol, Some(&lineage), applied),
                Err(error) => Some(Err(error)),
            },
        }
    }

    fn named(
        &self,
        symbol: &str,
        lineage: Option<&Lineage>,
        applied: &[bool],
    ) -> Option<Result<Vec<usize>, MigrateError>> {
        let on_branch = |mut nodes: Vec<usize>| {
            nodes.retain(|node| is_on(lineage, *node));
            nodes
        };
        match symbol {
            "" => None,
            "base" => Some(Ok(Vec::new())),
            "heads" => Some(Ok(on_branch(self.graph.heads()))),
            "current" => Some(Ok(on_branch(self.current_nodes(applied)))),
            "head" => match on_branch(self.graph.heads()) {
                heads if heads.len() < 2 => Some(Ok(heads)),
                heads => Some(Err(self.multiple_heads(symbol, &heads))),
            },
            _ => self.identified(symbol, lineage).map(|found| found.map(|node| vec![node])),
        }
    }

    fn exact(&self, text: &str) -> Option<usize> {
        self.index_of(text).or_else(|| self.revisions().iter().position(|r| r.directory == text))
    }

    /// The one revision with this version, beginning of a version, label, name, or part of a name.
    fn identified(&self, text: &str, lineage: Option<&Lineage>) -> Option<Result<usize, MigrateError>> {
        if let Some(node) = self.exact(text).filter(|node| is_on(lineage, *node)) {
            return Some(Ok(node));
        }
        let version = plain(text);
        let wanted = text.to_lowercase();
        let ways: [&dyn Fn(&Revision) -> bool; 4] = [
            &|r| r.labels.iter().any(|label| label == text),
            &|r| !version.is_empty() && r.version.starts_with(&version),
            &|r| r.slug().to_lowercase() == wanted,
            &|r| r.slug().to_lowercase().contains(&wanted) || r.message.to_lowercase().contains(&wanted),
        ];
        for way in ways {
            let revisions = self.revisions().iter().enumerate();
            let matching = revisions.filter(|(node, revision)| is_on(lineage, *node) && way(revision));
            let matching: Vec<usize> = matching.map(|(node, _)| node).collect();
            match matching.as_slice() {
                [] => {}
                [node] => return Some(Ok(*node)),
                several => {
                    let candidates = self.names(several);
                    let target = text.to_owned();
                    return Some(Err(MigrateError::AmbiguousTarget { target, candidates }));
                }
            }
        }
        None
    }

    /// The branch that a label or a revision names.
    pub(super) fn lineage(&self, branch: &str) -> Result<Lineage, MigrateError> {
        let found = self.identified(branch, None).unwrap_or_else(|| Err(self.cannot_locate(branch)))?;
        let mut nodes = self.graph.descendants(found);
        let mut at = found;
        while let [parent] = self.graph.parents(at).as_slice()
            && self.graph.children(*parent).len() == 1
        {
            at = *parent;
            if let Some(mark) = nodes.get_mut(at) {
                *mark = true;
            }
        }
        Ok(Lineage { nodes })
    }

    /// Where steps lead.
    fn walk(&self, text: &str, target: &Target<'_>, applied: &[bool]) -> Result<Vec<usize>, MigrateError> {
        let lineage = target.branch.map(|branch| self.lineage(branch)).transpose()?;
        let lineage = lineage.as_ref();
        let symbol = if target.symbol.is_empty() { "current" } else { target.symbol };
        let from = self.named(symbol, lineage, applied).unwrap_or_else(|| Err(self.cannot_locate(text)))?;
        match target.steps {
            Some(Steps { up: true, count }) => self.walk_up(text, from, count, lineage),
            Some(Steps { up: false, count }) => self.walk_down(text, from, count, lineage),
            None => Ok(from),
        }
    }

    /// The revision so many steps above; every step must lead to exactly one.
    fn walk_up(
        &self,
        text: &str,
        from: Vec<usize>,
        steps: usize,
        lineage: Option<&Lineage>,
    ) -> Result<Vec<usize>, MigrateError> {
        if steps == 0 {
            return Ok(from);
        }
        let mut at = match from.as_slice() {
            [] => None,
            _ => Some(self.single(text, from)?),
        };
        for done in 0..steps {
            let mut ways = match (at, lineage) {
                (Some(node), _) => self.graph.children(node),
                (None, None) => self.graph.bases(),
                (None, Some(lineage)) => self.beginnings(lineage),
            };
            ways.retain(|node| is_on(lineage, *node));
            at = match ways.as_slice() {
                [] => return Err(too_far(text, steps, done)),
                [next] => Some(*next),
                several => return Err(self.ambiguous_step(text, at, several)),
            };
        }
        Ok(at.into_iter().collect())
    }

    /// The revisions of a branch that follow none on it.
    fn beginnings(&self, lineage: &Lineage) -> Vec<usize> {
        let mut nodes = lineage.nodes();
        nodes.retain(|node| !self.graph.parents(*node).into_iter().any(|parent| lineage.has(parent)));
        nodes
    }

    /// The revision so many steps below; nothing where that is the base.
    fn walk_down(
        &self,
        text: &str,
        from: Vec<usize>,
        steps: usize,
        lineage: Option<&Lineage>,
    ) -> Result<Vec<usize>, MigrateError> {
        if steps == 0 {
            return Ok(from);
        }
        if from.is_empty() {
            return Err(too_far(text, steps, 0));
        }
        let last = self.way_down(text, self.single(text, from)?, steps, lineage)?.pop();
        match last.map(|node| self.parents_on(node, lineage)).as_deref() {
            None | Some([]) => Ok(Vec::new()),
            Some([parent]) => Ok(vec![*parent]),
            Some(several) => Err(self.ambiguous_step(text, last, several)),
        }
    }

    /// So many revisions downwards, beginning with the given one.
    pub(super) fn way_down(
        &self,
        text: &str,
        from: usize,
        steps: usize,
        lineage: Option<&Lineage>,
    ) -> Result<Vec<usize>, MigrateError> {
        let mut way = vec![from];
        let mut at = from;
        while way.len() < steps {
            match self.parents_on(at, lineage).as_slice() {
                [] => return Err(too_far(text, steps, way.len())),
                [parent] => at = *parent,
                several => return Err(self.ambiguous_step(text, Some(at), several)),
            }
            way.push(at);
        }
        Ok(way)
    }

    /// Of several parents those on the branch count.
    fn parents_on(&self, node: usize, lineage: Option<&Lineage>) -> Vec<usize> {
        let parents = self.graph.parents(node);
        let on: Vec<usize> = parents.iter().copied().filter(|parent| is_on(lineage, *parent)).collect();
        if on.is_empty() { parents } else { on }
    }

    pub(super) fn single(&self, text: &str, nodes: Vec<usize>) -> Result<usize, MigrateError> {
        match nodes.as_slice() {
            [node] => Ok(*node),
            [] => Err(too_far(text, 1, 0)),
            several => Err(self.multiple_heads(text, several)),
        }
    }

    fn multiple_heads(&self, text: &str, heads: &[usize]) -> MigrateError {
        MigrateError::MultipleHeads { target: text.to_owned(), heads: self.names(heads) }
    }

    fn ambiguous_step(&self, text: &str, at: Option<usize>, ways: &[usize]) -> MigrateError {
        MigrateError::AmbiguousStep {
            target: text.to_owned(),
            at: at.map_or_else(|| "base".to_owned(), |node| self.names(&[node]).join("")),
            ways: self.names(ways),
        }
    }

    pub(super) fn cannot_locate(&self, text: &str) -> MigrateError {
        MigrateError::CannotLocate { target: text.to_owned(), directory: self.path().to_owned() }
    }
}
