use clap::{Args, ValueEnum};
use schemist_dialect::Dialect;
use schemist_emit::scaffold::Selection;
use schemist_emit::snapshot::{self, Snapshot};
use schemist_schema::{Engine, Pair, Schema};

use crate::codes::{BAD_INPUT, MIGRATIONS, NO_URL};
use crate::context::Context;
use crate::database::{self, refused};
use crate::engine_name::EngineName;
use crate::failure::{Exit, Failure, Sources};
use crate::pipeline;
use crate::project::Project;

const EXAMPLES: &str = "\
The models are shown as they are understood for the engine of the database, with every name and
type that the convention gives; the snapshot is the one recorded with the last revision.

Examples:
  schemist inspect
  schemist inspect --format sql > schema.sql
  schemist inspect orders 'order_*'
  schemist inspect --source models --format table
  schemist inspect --source models --engine mysql --format sql
  schemist --database-url sqlite:shop.db inspect --format json";

/// How wide lines for people are: a terminal that nobody has widened.
const WIDTH: usize = 80;

/// Print the schema of the database, or what the models declare
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InspectArgs {
    /// What is looked at
    #[arg(long, value_enum, default_value = "database")]
    source: Source,
    /// For which engine the models are read (default: that of the database, of `engine` in schemist.toml, or of the snapshot)
    #[arg(long, value_enum)]
    engine: Option<EngineName>,
    /// text: everything, a line each; table: a line for each table; sql: the statements that make it; json: all of it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Only these tables; `*` stands for any characters
    #[arg(value_name = "TABLES")]
    tables: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Source {
    Database,
    Models,
    Snapshot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Table,
    Sql,
    Json,
}

/// Prints the schema.
pub(crate) fn run(args: &InspectArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    if args.engine.is_some() && args.source != Source::Models {
        return Err(Failure::input(
            BAD_INPUT,
            "--engine is for --source models: a database or a snapshot has one",
        ));
    }
    let (schema, dialect) = match args.source {
        Source::Database => of_database(&project, context)?,
        Source::Models => of_models(&project, args.engine, context)?,
        Source::Snapshot => of_snapshot(&project)?,
    };
    let selection = Selection { only: args.tables.clone(), ..Selection::default() };
    let schema = selection.of(schema).map_err(|idle| Failure::input(BAD_INPUT, idle.join("; ")))?;
    let text = match args.format {
        Format::Text => schemist_report::wrapped(&schemist_report::outline(&schema, &dialect), WIDTH),
        Format::Table => schemist_report::overview(&schema),
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

fn of_database(project: &Project, context: &Context) -> Result<(Schema, Dialect), Failure> {
    let mut connection = database::open(&context.database_url(project)?)?;
    let dialect = connection.dialect().map_err(refused)?;
    let (schema, remarks) = schemist_reflect::reflect(&mut connection).map_err(refused)?;
    context.terminal.diagnostics(&remarks, &Sources::new());
    Ok((schema, dialect))
}

/// What the models declare, without a word from a server: only the engine must be known.
fn of_models(
    project: &Project,
    engine: Option<EngineName>,
    context: &Context,
) -> Result<(Schema, Dialect), Failure> {
    let dialect = Dialect::new(match engine {
        Some(engine) => engine.into(),
        None => self::engine(project, context)?,
    });
    let declared = pipeline::declared(&project.models()?, &dialect)?;
    let all = Pair::new(Schema::default(), declared.schema);
    let found = pipeline::compare_schemas(all, dialect)?;
    context.terminal.diagnostics(&declared.diagnostics, &declared.sources);
    context.terminal.diagnostics(&found.diagnostics, &declared.sources);
    let count = declared.models;
    context.terminal.say(&format!("{count} {}", if count == 1 { "model" } else { "models" }));
    Ok((found.difference.declared, dialect))
}

fn of_snapshot(project: &Project) -> Result<(Schema, Dialect), Failure> {
    let Some(snapshot) = pipeline::snapshot(project)? else {
        let path = project.shown(&project.migrations.join(pipeline::SNAPSHOT));
        return Err(Failure::input(MIGRATIONS, format!("there is no snapshot {path}"))
            .with_help("`schemist revision --autogenerate` writes it"));
    };
    Ok((snapshot.schema, Dialect::new(snapshot.engine)))
}

/// The engine of the database; where none is named, that of the configuration or of the snapshot.
fn engine(project: &Project, context: &Context) -> Result<Engine, Failure> {
    let failure = match context.database_url(project) {
        Ok(url) => return Ok(url.engine()),
        Err(failure) if failure.is(NO_URL) => failure,
        Err(failure) => return Err(failure),
    };
    let snapshot = || pipeline::snapshot(project).map(|snapshot| snapshot.map(|s| s.engine));
    match project.config.engine.map_or_else(snapshot, |engine| Ok(Some(engine)))? {
        Some(engine) => Ok(engine),
        None => Err(failure.with_help(
            "or say for which engine: --engine postgres, or engine = \"postgres\" in schemist.toml",
        )),
    }
}
