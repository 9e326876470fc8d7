use clap::Args;
use schemist_migrate::Runner;
use schemist_schema::{Engine, Pair, Schema};

use crate::codes::IN_THE_WAY;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::progress::RunProgress;
use crate::revisions::place::Links;
use crate::revisions::write::{self, NewRevision, Texts};
use crate::revisions::{self, refused};
use crate::{database, pipeline};

const EXAMPLES: &str = "\
For a database that has grown without migrations: the revision creates what is there, for new
databases, and is recorded as applied in this one. It has no down.sql: what was there before
Schemist is not dropped by it.

Examples:
  schemist baseline
  schemist baseline -m \"as of 2026\" --no-stamp";

/// Write a first revision that creates what the database holds
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BaselineArgs {
    /// What it is
    #[arg(short, long, default_value = "baseline")]
    message: String,
    /// Do not record it as applied
    #[arg(long)]
    no_stamp: bool,
}

/// Prints the path that was written.
pub(crate) fn run(args: &BaselineArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load_or_begin(&project, &context.terminal)?;
    if let Some(first) = directory.revisions().first() {
        return Err(Failure::input(IN_THE_WAY, format!("there are revisions already: {}", first.directory))
            .with_help("a baseline is the first; `schemist stamp head` records what is there as applied"));
    }
    let mut connection = database::open(&context.database_url(&project)?)?;
    let engine = connection.engine();
    let (live, remarks) = schemist_reflect::reflect(&mut connection).map_err(database::refused)?;
    let dialect = connection.dialect().map_err(database::refused)?;
    let unmanaged: Vec<String> =
        live.unmanaged.iter().map(|object| format!("{} {}", object.kind.as_str(), object.name)).collect();
    let mut found = pipeline::compare_schemas(Pair::new(Schema::default(), live), dialect)?;
    if found.is_empty() {
        context.terminal.say("nothing to do: the database holds no tables");
        return Ok(Exit::Success);
    }
    let plans = found.plans()?;
    context.terminal.diagnostics(&remarks, &found.sources);
    let mut revision = NewRevision {
        message: &args.message,
        rev_id: None,
        links: Links::default(),
        engine,
        plans: &plans,
        findings: &[],
        managed: None,
        texts: Some(Texts {
            up: String::new(),
            down: None,
            in_transaction: None,
            replaces: Vec::new(),
            named: None,
        }),
    };
    let script = schemist_emit::script(&plans.up);
    if let Some(texts) = &mut revision.texts {
        texts.up = format!("-- What the database held when Schemist came to it.\n\n{script}");
    }
    let written = write::write(&revision, &project, &directory)?;
    if !unmanaged.is_empty() {
        let where_from = match connection.engine() {
            Engine::Postgres => " (`pg_dump --schema-only --no-owner --no-privileges` prints them)",
            Engine::Mysql => " (`mariadb-dump --no-data --routines` prints them)",
            Engine::Sqlite => " (`.schema` of sqlite3 prints them)",
        };
        context.terminal.say(&format!(
            "not in it, because models do not describe it: {}; add the statements{where_from} to up.sql for new databases",
            unmanaged.join(", ")
        ));
    }
    if !args.no_stamp {
        let directory = revisions::load(&project, &context.terminal)?;
        let mut progress = RunProgress::new(&context.terminal, false);
        let mut runner = Runner::new(&mut connection, &directory);
        let version = written.version.clone();
        runner.mark_applied(&[version], &mut progress).map_err(refused)?;
        drop(progress);
        context.terminal.say("recorded as applied in this database");
    }
    write::print(&written, &project, context)
}
