use clap::Args;
use schemist_migrate::{Runner, definition};
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::{Engine, Pair, Schema, UnmanagedKind, UnmanagedObject};

use crate::codes::IN_THE_WAY;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::pipeline::Plans;
use crate::progress::RunProgress;
use crate::revisions::place::Links;
use crate::revisions::write::{self, NewRevision, Texts};
use crate::revisions::{self, refused};
use crate::{database, pipeline};

const EXAMPLES: &str = "\
For a database that has grown without migrations: the revision creates what is there, for new
databases, and is recorded as applied in this one. It has no down.sql: what was there before
Schemist is not dropped by it.

What models do not describe is in it as well: views, triggers, functions, extensions, partitions,
policies. On PostgreSQL that takes `pg_dump`. Rows, owners and privileges are not.

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
    /// Only tables and types, as models describe them
    #[arg(long)]
    tables_only: bool,
}

/// Prints the path that was written.
pub(crate) fn run(args: &BaselineArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load_or_begin(&project, &context.terminal)?;
    if let Some(first) = directory.revisions().first() {
        return Err(Failure::input(IN_THE_WAY, format!("there are revisions already: {}", first.directory))
            .with_help("a baseline is the first; `schemist stamp head` records what is there as applied"));
    }
    let url = context.database_url(&project)?;
    let mut connection = database::open(&url)?;
    let engine = connection.engine();
    let (live, remarks) = schemist_reflect::reflect(&mut connection).map_err(database::refused)?;
    let dialect = connection.dialect().map_err(database::refused)?;
    let unmanaged = live.unmanaged.clone();
    let mut found = pipeline::compare_schemas(Pair::new(Schema::default(), live), dialect)?;
    if found.is_empty() && unmanaged.is_empty() {
        context.terminal.say("nothing to do: the database holds nothing");
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
    let Statements { sql, left_out } = statements(args, &url, &mut connection, &plans, &unmanaged);
    if let Some(texts) = &mut revision.texts {
        texts.up = format!("-- What the database held when Schemist came to it.\n\n{}", sql.trim_start());
    }
    let written = write::write(&revision, &project, &directory)?;
    if let Some(left_out) = left_out {
        context.terminal.say(&left_out);
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

/// What stands in `up.sql`.
struct Statements {
    sql: String,
    /// What does not, in words.
    left_out: Option<String>,
}

/// The statements of all that is there. On PostgreSQL, where another program has to tell them, those of the plan serve
/// where there are only tables.
fn statements(
    args: &BaselineArgs,
    url: &DatabaseUrl,
    connection: &mut Connection,
    plans: &Plans,
    unmanaged: &[UnmanagedObject],
) -> Statements {
    let (granted, others): (Vec<_>, Vec<_>) =
        unmanaged.iter().partition(|object| object.kind == UnmanagedKind::Privileges);
    let tables = || schemist_emit::script(&plans.up);
    let plan_is_enough = others.is_empty() && url.engine() == Engine::Postgres;
    if plan_is_enough || args.tables_only {
        return Statements { sql: tables(), left_out: left_out(unmanaged.iter(), None) };
    }
    match definition::statements(url, connection) {
        Ok(sql) => Statements { sql, left_out: left_out(granted.into_iter(), None) },
        Err(error) => Statements {
            sql: tables(),
            left_out: left_out(unmanaged.iter(), Some(format!("{error}; {}", error.help_of_definition()))),
        },
    }
}

fn left_out<'u>(
    objects: impl Iterator<Item = &'u UnmanagedObject>,
    reason: Option<String>,
) -> Option<String> {
    let names: Vec<String> =
        objects.map(|object| format!("{} {}", object.kind.as_str(), object.name)).collect();
    let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    (!names.is_empty()).then(|| {
        format!(
            "not in it: {}{reason}; a new database has them once their statements stand in up.sql",
            names.join(", ")
        )
    })
}
