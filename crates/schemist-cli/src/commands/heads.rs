use clap::Args;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::revisions;

const EXAMPLES: &str = "\
Examples:
  schemist heads";

/// Print the revisions that nothing follows
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct HeadsArgs {}

/// Prints one a line. No database is asked.
pub(crate) fn run(_: &HeadsArgs, context: &Context) -> Result<Exit, Failure> {
    let directory = revisions::load(&context.project()?, &context.terminal)?;
    let lines = directory.heads().into_iter().map(|head| revisions::line(head, &["head"]) + "\n");
    context.terminal.result(&lines.collect::<String>())?;
    Ok(Exit::Success)
}
