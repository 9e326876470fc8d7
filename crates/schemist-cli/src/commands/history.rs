use clap::Args;
use schemist_migrate::{HistoryEntry, MigrationDirectory, Revision};

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::project::Project;
use crate::{database, revisions};

const EXAMPLES: &str = "\
Where a database is named and can be reached, the revision at which it stands is marked
(current).

Examples:
  schemist history
  schemist history -v";

/// Print the revisions, latest first
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct HistoryArgs {}

/// Prints one a line, and with `--verbose` where it lies and when it was made.
pub(crate) fn run(_: &HistoryArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let applied = applied_if_reachable(&project, &directory, context);
    let lines = directory.history(&applied).into_iter().rev().map(|entry| text(&entry, &project, context));
    context.terminal.result(&lines.collect::<String>())?;
    Ok(Exit::Success)
}

/// The history is in the files; the database only adds marks, so it need not be there.
fn applied_if_reachable(project: &Project, directory: &MigrationDirectory, context: &Context) -> Vec<String> {
    let ask = || -> Result<Vec<String>, Failure> {
        let mut connection = database::open(&context.database_url(project)?)?;
        revisions::applied(directory, &mut connection)
    };
    ask().unwrap_or_else(|failure| {
        for diagnostic in &failure.diagnostics {
            context.terminal.detail(&format!("no marks from the database: {}", diagnostic.message));
        }
        Vec::new()
    })
}

fn text(entry: &HistoryEntry<'_>, project: &Project, context: &Context) -> String {
    let parents: Vec<&str> = entry.parents.iter().map(|parent| parent.display_version()).collect();
    let parents = if parents.is_empty() { "<base>".to_owned() } else { parents.join(", ") };
    let marks = [
        (entry.is_head(), "head"),
        (entry.is_branch_point(), "branchpoint"),
        (entry.revision.is_merge(), "merge"),
        (entry.is_current, "current"),
    ];
    let marks: Vec<&str> = marks.into_iter().filter_map(|(holds, mark)| holds.then_some(mark)).collect();
    let mut text = format!("{parents} -> {}\n", revisions::line(entry.revision, &marks));
    if context.terminal.is_verbose() {
        text.push_str(&details(entry.revision, project));
    }
    text
}

fn details(revision: &Revision, project: &Project) -> String {
    let created = revision.created_at.as_ref().map(|at| format!("    created {at}\n")).unwrap_or_default();
    format!("    path {}\n{created}", project.shown(&revision.path))
}
