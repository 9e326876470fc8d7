use clap::Args;
use schemist_migrate::Runner;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::revisions::{self, refused};
use crate::{database, runs};

const EXAMPLES: &str = "\
`upgrade` and `stamp` create the tables by themselves; this is for a role that may create tables
where the one that migrates may not.

Examples:
  schemist ensure-version
  schemist ensure-version --sql                   for another to run";

/// Create the tables of the record, where they are not there
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct EnsureVersionArgs {
    /// Print the statements, and create nothing
    #[arg(long)]
    sql: bool,
}

/// Prints nothing, but with `--sql`.
pub(crate) fn run(args: &EnsureVersionArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    if args.sql {
        let engine = runs::offline_engine(&project, context)?;
        context.terminal.result(&schemist_migrate::offline_tables(engine))?;
        return Ok(Exit::Success);
    }
    let directory = revisions::load_or_begin(&project, &context.terminal)?;
    let mut connection = database::open_or_create(&context.database_url(&project)?)?;
    let created = Runner::new(&mut connection, &directory).ensure_tables(&mut ()).map_err(refused)?;
    context.terminal.say(match created {
        true => "created __diesel_schema_migrations and __schemist_ledger",
        false => "nothing to do: the tables are there",
    });
    Ok(Exit::Success)
}
