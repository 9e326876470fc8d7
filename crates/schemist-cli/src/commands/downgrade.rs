use clap::Args;
use schemist_migrate::Direction;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::runs::RunArgs;
use crate::{database, revisions, runs};

const EXAMPLES: &str = "\
TARGET is the revision to go back to (its version, a unique beginning of it, a unique part of
its name), base for the state before all revisions, -N to revert the last N, or one of these
on a branch (shop@-1, shop@base). Dropped columns and tables lose their data.

With --sql no database is asked: TARGET says from where to where (A:B).

Examples:
  schemist downgrade -1
  schemist downgrade base --dry-run
  schemist downgrade shop@base
  schemist downgrade --sql head:-1 > downgrade.sql";

/// Revert revisions down to a target
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DowngradeArgs {
    /// How far
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    target: String,
    /// Print the revisions that would be reverted, and revert none; with -v their statements
    #[arg(long)]
    dry_run: bool,
    /// Print the script that another can run, and revert nothing
    #[arg(long, conflicts_with = "dry_run")]
    sql: bool,
    #[command(flatten)]
    run: RunArgs,
}

/// Reverts, or prints what it would revert.
pub(crate) fn run(args: &DowngradeArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    if args.sql {
        return runs::script(Direction::Down, &args.target, &project, context);
    }
    runs::refuse_range(&args.target)?;
    let url = context.database_url(&project)?;
    let mut connection = database::open(&url)?;
    if args.dry_run {
        return runs::dry(Direction::Down, &args.target, &mut connection, &project, context);
    }
    let directory = revisions::load(&project, &context.terminal)?;
    runs::run(
        Direction::Down,
        &args.target,
        &args.run,
        (&url, &mut connection),
        &directory,
        &project,
        context,
    )
}
