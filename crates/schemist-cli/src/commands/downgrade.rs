use clap::Args;
use schemist_migrate::Direction;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::{database, revisions, runs};

const EXAMPLES: &str = "\
TARGET is the revision to go back to (its version, a unique beginning of it, a unique part of
its name), base for the state before all revisions, or -N to revert the last N. Dropped columns
and tables lose their data.

Examples:
  schemist downgrade -1
  schemist downgrade base --dry-run";

/// Revert revisions down to a target
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DowngradeArgs {
    /// How far
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    target: String,
    /// Print the revisions that would be reverted, and revert none
    #[arg(long)]
    dry_run: bool,
}

/// Reverts, or prints what it would revert.
pub(crate) fn run(args: &DowngradeArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let mut connection = database::open(&context.database_url(&project)?)?;
    if args.dry_run {
        return runs::dry(Direction::Down, &args.target, &mut connection, &project, context);
    }
    let directory = revisions::load(&project, &context.terminal)?;
    runs::run(Direction::Down, &args.target, &mut connection, &directory, context)
}
