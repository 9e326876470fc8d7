//! A folder of migrations and the graph of its revisions.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use schemist_diagnostics::{Code, Diagnostic};

use crate::error::MigrateError;
use crate::graph::{Graph, GraphError, Links};
use crate::revision::Revision;
use crate::version::plain;

pub use read::RevisionTexts;

/// Plain Diesel would apply the revisions in another order.
const ORDER: Code = Code::new("G112", "versions-out-of-order");

/// A folder of migrations, read into a graph of revisions.
#[derive(Debug, Clone)]
pub struct MigrationDirectory {
    path: Utf8PathBuf,
    /// In topological order, as in the graph.
    revisions: Vec<Revision>,
    pub(crate) graph: Graph,
    by_version: BTreeMap<String, usize>,
    diagnostics: Vec<Diagnostic>,
}

/// A revision and its place in the history.
#[derive(Debug, Clone)]
pub struct HistoryEntry<'d> {
    /// The revision.
    pub revision: &'d Revision,
    /// The directories it follows.
    pub parents: Vec<&'d Revision>,
    /// The directories that follow it.
    pub children: Vec<&'d Revision>,
    /// The database has it.
    pub is_applied: bool,
    /// The database has it and none of its children.
    pub is_current: bool,
}

impl HistoryEntry<'_> {
    /// Nothing follows it.
    pub fn is_head(&self) -> bool {
        self.children.is_empty()
    }

    /// Several revisions follow it.
    pub fn is_branch_point(&self) -> bool {
        self.children.len() > 1
    }
}

impl MigrationDirectory {
    /// Reads every migration in a folder. A folder without a single one is fine, one that does not exist is not.
    ///
    /// Files and names that begin with a dot are skipped, as Diesel skips them. A directory without
    /// `revision.json` revises the one before it in the order of versions.
    ///
    /// # Errors
    /// Naming the file: unreadable, without `up.sql`, a version taken twice, a malformed `revision.json`, a parent
    /// that is not there, revisions in a circle.
    pub fn load(path: &Utf8Path) -> Result<Self, MigrateError> {
        Self::of(path, read::texts(path)?)
    }

    /// The same of texts that are at hand. `path` is where they are said to lie: messages name it.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn of(path: &Utf8Path, texts: Vec<RevisionTexts>) -> Result<Self, MigrateError> {
        let mut diagnostics = Vec::new();
        let mut revisions = Vec::with_capacity(texts.len());
        for texts in texts {
            revisions.push(read::revision(path, texts, &mut diagnostics)?);
        }
        revisions.sort_by(|a, b| (&a.version, &a.directory).cmp(&(&b.version, &b.directory)));
        refuse_duplicates(&revisions)?;
        name_dependencies(&mut revisions)?;
        chain_plain_directories(&mut revisions);
        let (graph, revisions) = in_order(revisions)?;
        let by_version = revisions.iter().enumerate().map(|(i, r)| (r.version.clone(), i)).collect();
        let mut directory = Self { path: path.to_owned(), revisions, graph, by_version, diagnostics };
        directory.diagnostics.extend(directory.order_conflicts());
        Ok(directory)
    }

    /// Where it lies.
    pub fn path(&self) -> &Utf8Path {
        &self.path
    }

    /// All revisions, each behind what it follows and depends on; in the order of versions as far as that allows.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// A revision by its full version, with or without dashes.
    pub fn get(&self, version: &str) -> Option<&Revision> {
        self.index_of(version).and_then(|i| self.revisions.get(i))
    }

    /// The revisions that nothing follows.
    pub fn heads(&self) -> Vec<&Revision> {
        self.at(self.graph.heads())
    }

    /// The revisions that follow nothing.
    pub fn bases(&self) -> Vec<&Revision> {
        self.at(self.graph.bases())
    }

    /// The revisions of which several others are children.
    pub fn branch_points(&self) -> Vec<&Revision> {
        self.at((0..self.revisions.len()).filter(|i| self.graph.children(*i).len() > 1))
    }

    /// The applied revisions of which no child is applied: where the database stands.
    pub fn current(&self, applied: &[impl AsRef<str>]) -> Vec<&Revision> {
        self.at(self.current_nodes(&self.marked(applied)))
    }

    /// The revisions that are not applied, in the order in which an upgrade would apply them.
    pub fn pending(&self, applied: &[impl AsRef<str>]) -> Vec<&Revision> {
        let applied = self.marked(applied);
        self.at((0..self.revisions.len()).filter(|i| !applied.get(*i).copied().unwrap_or_default()))
    }

    /// Every revision with its place in the history, in topological order.
    pub fn history(&self, applied: &[impl AsRef<str>]) -> Vec<HistoryEntry<'_>> {
        let applied = self.marked(applied);
        let current: BTreeSet<usize> = self.current_nodes(&applied).into_iter().collect();
        let entries = self.revisions.iter().enumerate().map(|(i, revision)| HistoryEntry {
            revision,
            parents: self.at(self.graph.parents(i)),
            children: self.at(self.graph.children(i)),
            is_applied: applied.get(i).copied().unwrap_or_default(),
            is_current: current.contains(&i),
        });
        entries.collect()
    }

    /// What is odd in the files without being wrong.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    pub(crate) fn index_of(&self, version: &str) -> Option<usize> {
        self.by_version.get(version).or_else(|| self.by_version.get(&plain(version))).copied()
    }

    pub(crate) fn at(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<&Revision> {
        nodes.into_iter().filter_map(|node| self.revisions.get(node)).collect()
    }

    pub(crate) fn names(&self, nodes: &[usize]) -> Vec<String> {
        self.at(nodes.iter().copied()).into_iter().map(|r| r.directory.clone()).collect()
    }

    /// Which revisions are among these versions; versions without a directory are passed over.
    pub(crate) fn marked(&self, versions: &[impl AsRef<str>]) -> Vec<bool> {
        let mut marked = vec![false; self.revisions.len()];
        for node in versions.iter().filter_map(|version| self.index_of(version.as_ref())) {
            if let Some(mark) = marked.get_mut(node) {
                *mark = true;
            }
        }
        marked
    }

    pub(crate) fn current_nodes(&self, applied: &[bool]) -> Vec<usize> {
        let is_applied = |node: &usize| applied.get(*node).copied().unwrap_or_default();
        (0..self.revisions.len())
            .filter(|node| is_applied(node) && !self.graph.children(*node).iter().any(is_applied))
            .collect()
    }

    /// Diesel orders by version alone: a parent with a greater version than its child would come too late.
    fn order_conflicts(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (i, revision) in self.revisions.iter().enumerate() {
            for parent in
                self.at(self.graph.requirements(i)).into_iter().filter(|p| p.version > revision.version)
            {
                found.push(
                    Diagnostic::warning(
                        ORDER,
                        format!(
                            "{} comes after {}, but its version sorts before it: plain Diesel would apply them in the wrong order",
                            revision.directory, parent.directory
                        ),
                    )
                    .with_subject(revision.directory.clone())
                    .with_help("give it a version greater than those of its parents, while it is not applied anywhere"),
                );
            }
        }
        found
    }
}

fn refuse_duplicates(sorted: &[Revision]) -> Result<(), MigrateError> {
    for same in sorted.chunk_by(|a, b| a.version == b.version) {
        if let [first, _, ..] = same {
            return Err(MigrateError::DuplicateVersion {
                version: first.version.clone(),
                paths: same.iter().map(|r| r.path.clone()).collect(),
            });
        }
    }
    Ok(())
}

/// What a revision depends on may be named by a label; from here on it is a version. A label belongs to one
/// revision.
fn name_dependencies(revisions: &mut [Revision]) -> Result<(), MigrateError> {
    let mut labels: BTreeMap<String, (String, Utf8PathBuf)> = BTreeMap::new();
    for revision in revisions.iter() {
        for label in &revision.labels {
            let owner = (revision.version.clone(), revision.path.clone());
            if let Some((_, other)) = labels.insert(label.clone(), owner) {
                let paths = vec![other, revision.path.clone()];
                return Err(MigrateError::DuplicateLabel { label: label.clone(), paths });
            }
        }
    }
    for dependency in revisions.iter_mut().flat_map(|revision| &mut revision.depends_on) {
        *dependency = match labels.get(dependency) {
            Some((version, _)) => version.clone(),
            None => plain(dependency),
        };
    }
    Ok(())
}

/// A directory made by Diesel follows the one before it in Diesel's order.
fn chain_plain_directories(sorted: &mut [Revision]) {
    let mut previous: Option<String> = None;
    for revision in sorted {
        if revision.revision_json.is_none() {
            revision.revises = previous.into_iter().collect();
        }
        previous = Some(revision.version.clone());
    }
}

fn in_order(sorted: Vec<Revision>) -> Result<(Graph, Vec<Revision>), MigrateError> {
    let links: Vec<Links<'_>> = sorted
        .iter()
        .map(|r| Links { version: &r.version, revises: &r.revises, depends_on: &r.depends_on })
        .collect();
    let path = |i: usize| sorted.get(i).map(|r| r.path.clone()).unwrap_or_default();
    let (graph, order) = Graph::build(&links).map_err(|error| match error {
        GraphError::Missing { revision, parent } => {
            MigrateError::MissingParent { path: path(revision).join("revision.json"), parent }
        }
        GraphError::Cycle(nodes) => MigrateError::Cycle { paths: nodes.into_iter().map(path).collect() },
    })?;
    let mut slots: Vec<Option<Revision>> = sorted.into_iter().map(Some).collect();
    let revisions = order.iter().filter_map(|i| slots.get_mut(*i).and_then(Option::take)).collect();
    Ok((graph, revisions))
}
