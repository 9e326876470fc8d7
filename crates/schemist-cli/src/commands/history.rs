use std::collections::BTreeSet;

use clap::Args;
use schemist_migrate::{HistoryEntry, MigrationDirectory, Revision};

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::lanes::Lanes;
use crate::project::Project;
use crate::revisions::refused;
use crate::{database, revisions};

const EXAMPLES: &str = "\
Drawn as a graph where the history branches. Where a database is named and can be reached, the
revision at which it stands is marked (current). A range A:B begins at A and ends at B, either
may be left out; -2:B begins two below B, A:+2 ends two above A, and current is where the
database stands.

Examples:
  schemist history
  schemist history -v
  schemist history -r current:
  schemist history -r -3:head
  schemist history -i                             fails where the database cannot tell";

/// Print the revisions, latest first
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct HistoryArgs {
    /// Only the revisions from A to B, both with them
    #[arg(short, long, value_name = "A:B", allow_hyphen_values = true)]
    rev_range: Option<String>,
    /// Mark where the database stands; without a database that is an error
    #[arg(short, long)]
    indicate_current: bool,
}

/// Prints one a line, and with `--verbose` where it lies and when it was made.
pub(crate) fn run(args: &HistoryArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let range = args.rev_range.as_deref();
    let needs_database = args.indicate_current || range.is_some_and(|range| range.contains("current"));
    let applied = match needs_database {
        true => applied(&project, &directory, context)?,
        false => applied_if_reachable(&project, &directory, context),
    };
    let mut entries = directory.history(&applied);
    if let Some(range) = range {
        let within = directory.range(range, &applied).map_err(refused)?;
        let within: BTreeSet<&str> = within.into_iter().map(|revision| revision.version.as_str()).collect();
        entries.retain(|entry| within.contains(entry.revision.version.as_str()));
    }
    entries.reverse();
    let text = match is_line(&entries) {
        true => entries.iter().map(|entry| text(entry, "", "", &project, context)).collect(),
        false => graph(&entries, &project, context),
    };
    context.terminal.result(&text)?;
    Ok(Exit::Success)
}

/// Each follows the one below it.
fn is_line(entries: &[HistoryEntry<'_>]) -> bool {
    let follows = |pair: &[HistoryEntry<'_>]| match pair {
        [above, below] => match above.parents.as_slice() {
            [parent] => parent.version == below.revision.version,
            _ => false,
        },
        _ => true,
    };
    entries.windows(2).all(follows)
        && entries.iter().all(|entry| entry.parents.len() < 2 && entry.children.len() < 2)
}

/// The revisions with their lanes, the latest first.
pub(crate) fn graph(entries: &[HistoryEntry<'_>], project: &Project, context: &Context) -> String {
    let shown: BTreeSet<&str> = entries.iter().map(|entry| entry.revision.version.as_str()).collect();
    let mut lanes = Lanes::new();
    let mut out = String::new();
    for entry in entries {
        let parents = entry.parents.iter().map(|parent| parent.version.as_str());
        let parents: Vec<&str> = parents.filter(|version| shown.contains(version)).collect();
        let rows = lanes.next(entry.revision.version.as_str(), &parents);
        rows.above.iter().for_each(|row| out.push_str(&format!("{row}\n")));
        out.push_str(&text(entry, &rows.own, &rows.below, project, context));
    }
    out
}

fn applied(
    project: &Project,
    directory: &MigrationDirectory,
    context: &Context,
) -> Result<Vec<String>, Failure> {
    let mut connection = database::open(&context.database_url(project)?)?;
    revisions::applied(directory, &mut connection)
}

/// The history is in the files; the database only adds marks, so it need not be there.
pub(crate) fn applied_if_reachable(
    project: &Project,
    directory: &MigrationDirectory,
    context: &Context,
) -> Vec<String> {
    applied(project, directory, context).unwrap_or_else(|failure| {
        for diagnostic in &failure.diagnostics {
            context.terminal.detail(&format!("no marks from the database: {}", diagnostic.message));
        }
        Vec::new()
    })
}

fn text(entry: &HistoryEntry<'_>, own: &str, below: &str, project: &Project, context: &Context) -> String {
    let parents: Vec<&str> = entry.parents.iter().map(|parent| parent.display_version()).collect();
    let parents = if parents.is_empty() { "<base>".to_owned() } else { parents.join(", ") };
    let marks = [
        (entry.is_head(), "head"),
        (entry.is_branch_point(), "branchpoint"),
        (entry.revision.is_merge(), "merge"),
        (entry.is_current, "current"),
    ];
    let mut marks: Vec<&str> = marks.into_iter().filter_map(|(holds, mark)| holds.then_some(mark)).collect();
    marks.extend(entry.revision.labels.iter().map(String::as_str));
    let mut text = format!("{own}{parents} -> {}\n", revisions::line(entry.revision, &marks));
    if context.terminal.is_verbose() {
        text.extend(details(entry.revision, project).iter().map(|line| format!("{below}    {line}\n")));
    }
    text
}

fn details(revision: &Revision, project: &Project) -> Vec<String> {
    let mut lines = vec![format!("path {}", project.shown(&revision.path))];
    lines.extend(revision.created_at.as_ref().map(|at| format!("created {at}")));
    if !revision.depends_on.is_empty() {
        lines.push(format!("depends on {}", revision.depends_on.join(", ")));
    }
    lines
}
