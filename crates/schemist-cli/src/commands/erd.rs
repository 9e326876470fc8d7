use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};
use schemist_dialect::Dialect;
use schemist_diff::RenameOptions;
use schemist_report::erd::{self, ColumnsShown, Diagram};
use schemist_schema::{Pair, Schema};

use crate::context::Context;
use crate::database::{self, refused};
use crate::engine_name::EngineName;
use crate::failure::{Exit, Failure, Sources};
use crate::sides::{self, Side};
use crate::{files, pipeline};

const EXAMPLES: &str = "\
A side is what `diff` takes: a database URL, a .sql file, a schema.json, models or a migrations
directory. Without one the database of the project is drawn.

Created, changed and dropped parts are coloured where a change is drawn.

Examples:
  schemist erd                                          as Mermaid, for Markdown
  schemist erd --format svg --out schema.svg
  schemist erd --change --format svg --out change.svg   what a revision written now would do
  schemist erd migrations --to models:src --only-changed
  schemist erd wanted.sql --engine sqlite
  schemist erd --columns keys --format dot | dot -Tpng > schema.png";

/// Draw tables and foreign keys
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ErdArgs {
    /// What is drawn [default: the database]
    #[arg(value_name = "SIDE")]
    side: Option<String>,
    /// Draw the change from SIDE to this one
    #[arg(long, value_name = "SIDE")]
    to: Option<String>,
    /// Draw what a revision written now would change in the database
    #[arg(long, conflicts_with_all = ["side", "to"])]
    change: bool,
    /// Of a change, leave out tables that stay the same and that no foreign key joins to one that does not
    #[arg(long)]
    only_changed: bool,
    /// Which columns are drawn
    #[arg(long, value_enum, default_value = "all")]
    columns: Columns,
    /// The engine, where no side says it
    #[arg(long, value_enum)]
    engine: Option<EngineName>,
    /// In which language
    #[arg(long, value_enum, default_value = "mermaid")]
    format: Format,
    /// Write a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<Utf8PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Columns {
    All,
    /// Those of keys, and those that change
    Keys,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn by code hosts in Markdown
    Mermaid,
    /// For Graphviz
    Dot,
    /// A picture
    Svg,
}

/// Prints or writes the picture.
pub(crate) fn run(args: &ErdArgs, context: &Context) -> Result<Exit, Failure> {
    let shown = match args.columns {
        Columns::All => ColumnsShown::All,
        Columns::Keys => ColumnsShown::Keys,
        Columns::None => ColumnsShown::None,
    };
    let (schemas, dialect) = schemas(args, context)?;
    let pair = Pair::new(&schemas.previous, &schemas.next);
    let diagram = Diagram::of_change(pair, &dialect, shown, args.only_changed);
    if diagram.is_empty() {
        context.terminal.say("there is no table to draw");
    }
    let text = match args.format {
        Format::Mermaid => erd::mermaid(&diagram),
        Format::Dot => erd::dot(&diagram),
        Format::Svg => erd::svg(&diagram),
    };
    match &args.out {
        None => context.terminal.result(&text)?,
        Some(path) => {
            files::write(path, &text)?;
            context.terminal.say(&format!("wrote {path}"));
        }
    }
    Ok(Exit::Success)
}

fn schemas(args: &ErdArgs, context: &Context) -> Result<(Pair<Schema>, Dialect), Failure> {
    let read = |side: &str| Side::read(side, context);
    match (&args.side, &args.to) {
        (None, None) if args.change => {
            let project = context.project()?;
            let mut connection = database::open(&context.database_url(&project)?)?;
            let found = pipeline::compare_models(&project, &mut connection, &[])?;
            context.terminal.diagnostics(&found.diagnostics, &found.sources);
            Ok((Pair::new(found.difference.before, found.difference.after), found.dialect))
        }
        (None, None) => {
            let mut connection = database::open(&context.database_url(&context.project()?)?)?;
            let dialect = connection.dialect().map_err(refused)?;
            let (schema, remarks) = schemist_reflect::reflect(&mut connection).map_err(refused)?;
            context.terminal.diagnostics(&remarks, &Sources::new());
            Ok((Pair::new(schema.clone(), schema), dialect))
        }
        (from, to) => {
            let from = match from {
                Some(from) => read(from)?,
                None => Side::Database(context.database_url(&context.project()?)?),
            };
            // One side alone is itself on both.
            let to = match (to, &args.side) {
                (Some(to), _) | (None, Some(to)) => read(to)?,
                (None, None) => return Err(Failure::internal("no side to draw")),
            };
            let found = sides::compare(
                Pair::new(from, to),
                args.engine.map(Into::into),
                &RenameOptions::default(),
                context,
            )?;
            context.terminal.diagnostics(&found.diagnostics, &found.sources);
            Ok((Pair::new(found.difference.before, found.difference.after), found.dialect))
        }
    }
}
