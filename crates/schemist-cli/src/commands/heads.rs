use clap::Args;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::revisions;

const EXAMPLES: &str = "\
Examples:
  schemist heads
  schemist heads -v                               with their paths and labels
  schemist heads --resolve-dependencies           without those that others depend on";

/// Print the revisions that nothing follows
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct HeadsArgs {
    /// Leave out heads that another revision depends on: an upgrade to the others applies them too
    #[arg(long)]
    resolve_dependencies: bool,
}

/// Prints one a line. No database is asked.
pub(crate) fn run(args: &HeadsArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let is_needed = |version: &String| directory.revisions().iter().any(|r| r.depends_on.contains(version));
    let heads = directory.heads().into_iter();
    let heads = heads.filter(|head| !args.resolve_dependencies || !is_needed(&head.version));
    let lines = heads.map(|head| {
        let mut marks = vec!["head"];
        marks.extend(head.labels.iter().map(String::as_str));
        let path = match context.terminal.is_verbose() {
            true => format!("    path {}\n", project.shown(&head.path)),
            false => String::new(),
        };
        revisions::line(head, &marks) + "\n" + &path
    });
    context.terminal.result(&lines.collect::<String>())?;
    Ok(Exit::Success)
}
