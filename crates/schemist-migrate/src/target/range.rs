//! `A:B`: the revisions from one to another.

use crate::directory::MigrationDirectory;
use crate::error::MigrateError;
use crate::revision::Revision;

impl MigrationDirectory {
    /// The two ends of a range: nothing where they are left out; `None` where it is no range.
    pub fn ends(range: &str) -> Option<(Option<&str>, Option<&str>)> {
        let (from, to) = range.split_once(':')?;
        let end = |text: &'_ str| -> bool { !text.trim().is_empty() };
        Some((Some(from.trim()).filter(|t| end(t)), Some(to.trim()).filter(|t| end(t))))
    }

    /// The revisions of `A:B` in order, both ends with them: what B needs without what only A needs. Without A from
    /// the beginning, without B to the heads. `-2:B` begins two below B, `A:+2` ends two above A. A single target is
    /// the revisions up to it.
    ///
    /// # Errors
    /// As [`Self::resolve`].
    pub fn range(&self, range: &str, applied: &[impl AsRef<str>]) -> Result<Vec<&Revision>, MigrateError> {
        let applied = self.marked(applied);
        let (from, to) = Self::ends(range).unwrap_or((None, Some(range.trim())));
        let (from, to) = relative_to_each_other(from, to);
        let to = self.resolve_nodes(&to, &applied)?;
        let from = match &from {
            Some(from) => self.resolve_nodes(from, &applied)?,
            None => Vec::new(),
        };
        let mut marked = self.graph.with_requirements(&to);
        for (mark, is_below) in marked.iter_mut().zip(self.graph.with_requirements(&from)) {
            *mark &= !is_below;
        }
        let needed_by_to = self.graph.with_requirements(&to);
        for node in from {
            if let (Some(mark), Some(true)) = (marked.get_mut(node), needed_by_to.get(node)) {
                *mark = true;
            }
        }
        Ok(self.at((0..self.graph.len()).filter(|node| marked.get(*node) == Some(&true))))
    }

    /// The versions that a database has which stands at a target: for scripts that are made without asking one.
    ///
    /// # Errors
    /// As [`Self::resolve`].
    pub fn applied_at(&self, target: &str) -> Result<Vec<String>, MigrateError> {
        let nodes = self.resolve_nodes(target.trim(), &vec![false; self.graph.len()])?;
        let needed = self.graph.with_requirements(&nodes);
        let revisions = self.at((0..self.graph.len()).filter(|node| needed.get(*node) == Some(&true)));
        Ok(revisions.into_iter().map(|revision| revision.version.clone()).collect())
    }
}

fn relative_to_each_other(from: Option<&str>, to: Option<&str>) -> (Option<String>, String) {
    let end = to.unwrap_or("heads");
    let end = match end.starts_with('+') {
        true => format!("{}{end}", from.unwrap_or("base")),
        false => end.to_owned(),
    };
    let begin = from.map(|from| match from.starts_with('-') {
        true => format!("{}{from}", if end == "heads" { "head" } else { &end }),
        false => from.to_owned(),
    });
    (begin, end)
}
