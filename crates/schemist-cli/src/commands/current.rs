use clap::Args;

use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::revisions;

const EXAMPLES: &str = "\
Prints nothing where no revision is applied.

Examples:
  schemist current";

/// Print where the database stands
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CurrentArgs {}

/// Prints the applied revisions that no applied one follows, one a line.
pub(crate) fn run(_: &CurrentArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let mut connection = database::open(&context.database_url(&project)?)?;
    let applied = revisions::applied(&directory, &mut connection)?;
    let pending = directory.pending(&applied).len();

    let history = directory.history(&applied);
    let current = history.iter().filter(|entry| entry.is_current);
    let lines = current.map(|entry| {
        let marks: &[&str] = if entry.is_head() { &["head"] } else { &[] };
        revisions::line(entry.revision, marks) + "\n"
    });
    context.terminal.result(&lines.collect::<String>())?;
    match pending {
        0 => {}
        1 => context.terminal.say("1 revision is pending: `schemist upgrade head` applies it"),
        n => {
            context.terminal.say(&format!("{n} revisions are pending: `schemist upgrade head` applies them"))
        }
    }
    Ok(Exit::Success)
}
