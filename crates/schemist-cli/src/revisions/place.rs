//! Where in the graph a new revision stands.

use schemist_migrate::{MigrateError, MigrationDirectory, Revision};

use crate::codes::{BAD_INPUT, NOT_A_HEAD, SEVERAL_HEADS};
use crate::failure::Failure;
use crate::revisions::refused;

/// What the user says about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// What it follows: nothing given for the one head.
    pub(crate) parents: Vec<String>,
    /// It may follow a revision that has a successor.
    pub(crate) splice: bool,
    pub(crate) labels: Vec<String>,
    pub(crate) depends_on: Vec<String>,
}

/// The same by versions, as directories have them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    pub(crate) revises: Vec<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) depends_on: Vec<String>,
}

impl Place {
    /// Looks up what is named.
    pub(crate) fn links(&self, directory: &MigrationDirectory) -> Result<Links, Failure> {
        let parents = self.parents(directory)?;
        self.labels.iter().try_for_each(|label| checked_label(label, directory))?;
        let mut depends_on = Vec::new();
        for name in &self.depends_on {
            for revision in resolved(name, directory)? {
                depends_on.push(revision.display_version().to_owned());
            }
        }
        let revises = parents.iter().map(|parent| parent.display_version().to_owned()).collect();
        Ok(Links { revises, labels: self.labels.clone(), depends_on })
    }

    fn parents<'d>(&self, directory: &'d MigrationDirectory) -> Result<Vec<&'d Revision>, Failure> {
        if self.parents.is_empty() {
            return match directory.heads() {
                heads if heads.len() < 2 => Ok(heads),
                heads => Err(several_heads(&heads)),
            };
        }
        let mut parents: Vec<&Revision> = Vec::new();
        for name in &self.parents {
            let found = resolved(name, directory).map_err(|failure| match directory.heads() {
                heads if name == "head" && heads.len() > 1 => several_heads(&heads),
                _ => failure,
            })?;
            for revision in found {
                if !parents.iter().any(|parent| parent.version == revision.version) {
                    parents.push(revision);
                }
            }
        }
        let is_head = |revision: &&Revision| directory.heads().iter().any(|h| h.version == revision.version);
        match parents.iter().find(|parent| !is_head(parent) && !self.splice) {
            Some(parent) => Err(Failure::input(
                NOT_A_HEAD,
                format!(
                    "Revision {} is not a head revision; please specify --splice to create a new branch from this revision",
                    parent.display_version()
                ),
            )
            .with_note(format!("it is {}", parent.directory))),
            None => Ok(parents),
        }
    }
}

/// The revisions that a name stands for, without a database.
pub(crate) fn resolved<'d>(
    name: &str,
    directory: &'d MigrationDirectory,
) -> Result<Vec<&'d Revision>, Failure> {
    directory.resolve(name, &[] as &[&str]).map_err(refused)
}

/// One revision.
pub(crate) fn single<'d>(name: &str, directory: &'d MigrationDirectory) -> Result<&'d Revision, Failure> {
    match resolved(name, directory)?.as_slice() {
        [revision] => Ok(revision),
        [] => Err(refused(MigrateError::CannotLocate {
            target: name.to_owned(),
            directory: directory.path().to_owned(),
        })),
        several => Err(refused(MigrateError::MultipleHeads {
            target: name.to_owned(),
            heads: several.iter().map(|revision| revision.directory.clone()).collect(),
        })),
    }
}

fn several_heads(heads: &[&Revision]) -> Failure {
    let names: Vec<&str> = heads.iter().map(|head| head.directory.as_str()).collect();
    Failure::input(
        SEVERAL_HEADS,
        "Multiple heads are present; please specify the head revision on which the new revision should be based, or perform a merge.",
    )
    .with_note(format!("the heads are {}", names.join(", ")))
    .with_help("`schemist merge heads -m \"…\"` joins them; `--head VERSION` (or LABEL@head) continues one of them")
}

/// A label must not look like something else.
fn checked_label(label: &str, directory: &MigrationDirectory) -> Result<(), Failure> {
    let refuse = |why: String| {
        Err(Failure::input(BAD_INPUT, why)
            .with_help("use letters, digits and _, beginning with a letter, e.g. shop"))
    };
    let is_plain = label.starts_with(|c: char| c.is_alphabetic())
        && label.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_plain || ["head", "heads", "base", "current"].contains(&label) {
        return refuse(format!("`{label}` cannot be a label"));
    }
    match directory.revisions().iter().find(|revision| revision.labels.iter().any(|l| l == label)) {
        Some(taken) => refuse(format!("the label {label} is taken by {}", taken.directory)),
        None => Ok(()),
    }
}
