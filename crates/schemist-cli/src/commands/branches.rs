use clap::Args;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::revisions;

const EXAMPLES: &str = "\
Prints nothing where the history is one line.

Examples:
  schemist branches
  schemist branches -v                            with their paths";

/// Print the revisions where the history branches, and what follows each
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BranchesArgs {}

/// Prints each with those that follow it. No database is asked.
pub(crate) fn run(_: &BranchesArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let mut text = String::new();
    for entry in directory.history(&[] as &[&str]).iter().filter(|entry| entry.is_branch_point()) {
        text.push_str(&format!("{}\n", revisions::line(entry.revision, &["branchpoint"])));
        if context.terminal.is_verbose() {
            text.push_str(&format!("    path {}\n", project.shown(&entry.revision.path)));
        }
        for child in &entry.children {
            let labels: Vec<&str> = child.labels.iter().map(String::as_str).collect();
            text.push_str(&format!("  -> {}\n", revisions::line(child, &labels)));
        }
    }
    context.terminal.result(&text)?;
    Ok(Exit::Success)
}
