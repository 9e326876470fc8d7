use clap::{Args, ValueEnum};
use schemist_emit::snapshot::{self, Snapshot};
use schemist_schema::{Pair, Schema};

use crate::context::Context;
use crate::database::{self, refused};
use crate::failure::{Exit, Failure, Sources};
use crate::pipeline;

const EXAMPLES: &str = "\
Examples:
  schemist inspect
  schemist inspect --format sql > schema.sql
  schemist --database-url sqlite:shop.db inspect --format json";

/// Print the schema of the database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InspectArgs {
    /// text: an outline; sql: the statements that make it; json: all of it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Sql,
    Json,
}

/// Prints the live schema.
pub(crate) fn run(args: &InspectArgs, context: &Context) -> Result<Exit, Failure> {
    let url = context.database_url(&context.project()?)?;
    let mut connection = database::open(&url)?;
    let dialect = connection.dialect().map_err(refused)?;
    let (schema, remarks) = schemist_reflect::reflect(&mut connection).map_err(refused)?;
    context.terminal.diagnostics(&remarks, &Sources::new());

    let text = match args.format {
        Format::Text => schemist_report::outline(&schema, &dialect),
        Format::Sql => {
            let nothing = Schema::default();
            let mut all = pipeline::compare_schemas(Pair::new(nothing, schema), dialect)?;
            let plan = all.plan()?;
            context.terminal.diagnostics(&all.diagnostics, &all.sources);
            schemist_emit::script(&plan)
        }
        Format::Json => snapshot::write(&Snapshot::new(dialect.engine(), Vec::new(), schema))
            .map_err(Failure::internal)?,
    };
    context.terminal.result(&text)?;
    Ok(Exit::Success)
}
