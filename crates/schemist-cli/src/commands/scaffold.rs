use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;
use schemist_diagnostics::Diagnostic;
use schemist_dialect::{Dialect, Naming};
use schemist_emit::scaffold::{
    Derives, Layout, ScaffoldOptions, Selection, describable, describe, naming_of, only,
};
use schemist_schema::{QualifiedName, Schema};

use crate::codes::{BAD_INPUT, NO_MODELS};
use crate::context::Context;
use crate::database::{self, refused};
use crate::failure::{Exit, Failure, Sources};
use crate::files;
use crate::project::Project;
use crate::record::record;

const EXAMPLES: &str = "\
Where schemist.toml names no models yet, what was written is recorded there, with the way in
which the database names indexes and constraints, and `schemist check` finds no difference.
See docs/scaffold.md for what is written.

With --annotate the structs of a Diesel project become models where they stand: `Model` among
the derives, and the attributes that the database asks for. Nothing else in the files changes,
and a second run changes nothing. With --out, tables without a struct are written there.

Examples:
  schemist scaffold --out src/models
  schemist --database-url postgres://localhost/shop scaffold --out src --one-file
  schemist scaffold --out src/models --only 'order*' --derive HasQuery,Insertable,serde::Serialize
  schemist scaffold --annotate --dry-run
  schemist scaffold --schema-rs src/schema.rs";

/// Write models for the tables of the database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ScaffoldArgs {
    /// The folder to write into: mod.rs, a file for each table, and enums.rs where there are any
    #[arg(long, value_name = "DIR", required_unless_present_any = ["annotate", "schema_rs"])]
    out: Option<Utf8PathBuf>,
    /// All in one file, models.rs
    #[arg(long)]
    one_file: bool,
    /// Overwrite files that exist
    #[arg(long)]
    force: bool,
    /// What the structs derive beside Debug, Clone and Model; "" for nothing else
    #[arg(long, value_name = "PATHS", value_delimiter = ',', default_value = "HasQuery,Identifiable")]
    derive: Vec<String>,
    /// Only these tables; `*` stands for any characters
    #[arg(long, value_name = "TABLES", value_delimiter = ',')]
    only: Vec<String>,
    /// Not these tables
    #[arg(long, value_name = "TABLES", value_delimiter = ',')]
    except: Vec<String>,
    /// Only the tables of these schemas; public is the default one
    #[arg(long, value_name = "SCHEMAS", value_delimiter = ',')]
    schema: Vec<String>,
    /// Models of views too, and of tables that models cannot declare: to be read, never changed
    #[arg(long, requires = "out", conflicts_with_all = ["annotate", "schema_rs"])]
    views: bool,
    /// Make models of the structs that stand for tables, in place
    #[arg(long)]
    annotate: bool,
    /// Print what --annotate would change as a diff, and write nothing
    #[arg(long, requires = "annotate", conflicts_with_all = ["out", "schema_rs"])]
    dry_run: bool,
    /// Write Diesel's schema.rs, as `diesel print-schema` would; - prints it
    #[arg(long, value_name = "FILE")]
    schema_rs: Option<Utf8PathBuf>,
}

/// What all parts of the command look at.
struct Work<'a> {
    args: &'a ScaffoldArgs,
    context: &'a Context,
    project: Project,
    schema: Schema,
    dialect: Dialect,
    /// How names are made that the models leave open.
    naming: Naming,
}

/// Prints the paths of the files.
pub(crate) fn run(args: &ScaffoldArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let mut connection = database::open(&context.database_url(&project)?)?;
    let dialect = connection.dialect().map_err(refused)?;
    let (mut schema, remarks) = schemist_reflect::reflect(&mut connection).map_err(refused)?;
    context.terminal.diagnostics(&remarks, &Sources::new());
    let naming = match project.config.has_naming() {
        true => project.config.naming(),
        false => naming_of(&schema, &dialect),
    };
    if args.views {
        let names = describable(&schema);
        let columns = schemist_reflect::relation_columns(&mut connection, &names).map_err(refused)?;
        describe(&mut schema, columns);
    }
    let schema = selected(args, schema)?;
    let mut work = Work { args, context, project, schema, dialect, naming };
    if let Some(path) = &args.schema_rs {
        work.schema_rs(path)?;
    }
    if args.annotate {
        let without_struct = work.annotate()?;
        work.schema = only(std::mem::take(&mut work.schema), &without_struct);
    }
    if let Some(out) = args.out.as_ref().filter(|_| !args.annotate || !work.schema.tables.is_empty()) {
        work.models(out)?;
    }
    Ok(Exit::Success)
}

impl Work<'_> {
    /// Writes models.
    fn models(&self, out: &Utf8Path) -> Result<(), Failure> {
        let Self { args, context, project, .. } = self;
        let layout = if args.one_file { Layout::OneFile } else { Layout::FilePerTable };
        let derives = Derives::new(&args.derive).map_err(|word| {
            Failure::input(BAD_INPUT, format!("--derive: `{word}` is no path of a derive"))
        })?;
        let options = ScaffoldOptions { layout, derives, naming: self.naming.clone() };
        let scaffolded = schemist_emit::scaffold::scaffold(&self.schema, &self.dialect, &options);
        let out = project.absolute(out);
        let paths: Vec<Utf8PathBuf> = scaffolded.files.iter().map(|(path, _)| out.join(path)).collect();
        if !args.force {
            files::refuse_existing(&paths, "give another --out, or --force to overwrite")?;
        }
        for (path, (_, text)) in paths.iter().zip(&scaffolded.files) {
            files::write(path, text)?;
        }
        context.terminal.diagnostics(&scaffolded.diagnostics, &Sources::new());
        self.print(&paths)?;
        if !self.schema.tables.is_empty() {
            context.terminal.say(&scaffolded.needs.text());
        }
        match paths.first() {
            Some(root) if args.annotate => {
                let root = project.shown(root);
                context
                    .terminal
                    .say(&format!("declare {root} as a module of the crate to use what is in it"));
            }
            Some(root) => record(project, Some(root), &self.naming, context)?,
            None => context.terminal.say("the database has no tables"),
        }
        Ok(())
    }

    /// Writes `schema.rs`. One that no tool wrote is left alone.
    fn schema_rs(&self, path: &Utf8Path) -> Result<(), Failure> {
        let written = schemist_emit::schema_rs::schema_rs(&self.schema, &self.dialect);
        self.context.terminal.diagnostics(&written.diagnostics, &Sources::new());
        if path == "-" {
            return self.context.terminal.result(&written.text);
        }
        let path = self.project.absolute(path);
        let existing = files::read_if_there(&path)?;
        let is_generated = existing
            .as_deref()
            .is_none_or(|text| text.trim().is_empty() || text.starts_with("// @generated"));
        if !is_generated && !self.args.force {
            files::refuse_existing(
                std::slice::from_ref(&path),
                "give another name, or --force to overwrite",
            )?;
        }
        if existing.as_deref() != Some(&written.text) {
            files::write(&path, &written.text)?;
        }
        self.print(&[path])
    }

    /// Makes models of structs; the tables that have none.
    fn annotate(&self) -> Result<BTreeSet<QualifiedName>, Failure> {
        let Self { args, context, project, .. } = self;
        let loaded = schemist_model::load(&project.models()?, self.dialect.engine())
            .map_err(|error| Failure::input(NO_MODELS, error.to_string()))?;
        let unread = |d: &Diagnostic| matches!(d.code.id, "M101" | "M102" | "M103");
        let unread: Vec<Diagnostic> = loaded.diagnostics.into_iter().filter(unread).collect();
        context.terminal.diagnostics(&unread, &loaded.files);

        let annotated =
            schemist_emit::annotate::annotate(&self.schema, &self.dialect, &self.naming, &loaded.files);
        context.terminal.diagnostics(&annotated.diagnostics, &loaded.files);
        let before = |file: &str| loaded.files.get(file).map(String::as_str).unwrap_or_default();
        if args.dry_run {
            let diffs = annotated.files.iter().map(|(file, text)| unified_diff(file, before(file), text));
            context.terminal.result(&diffs.collect::<String>())?;
        } else {
            let paths: Vec<Utf8PathBuf> = annotated.files.keys().map(|file| project.rooted(file)).collect();
            for (path, text) in paths.iter().zip(annotated.files.values()) {
                files::write(path, text)?;
            }
            self.print(&paths)?;
            if !annotated.models.is_empty() {
                record(project, None, &self.naming, context)?;
            }
        }
        let said = match (annotated.models.len(), args.dry_run) {
            (0, _) => "nothing to annotate".to_owned(),
            (1, true) => "1 struct would become a model".to_owned(),
            (n, true) => format!("{n} structs would become models"),
            (1, false) => "1 struct became a model; `schemist check` tells what is left".to_owned(),
            (n, false) => format!("{n} structs became models; `schemist check` tells what is left"),
        };
        context.terminal.say(&said);
        Ok(annotated.without_struct)
    }

    fn print(&self, paths: &[Utf8PathBuf]) -> Result<(), Failure> {
        let shown: String = paths.iter().map(|path| self.project.shown(path) + "\n").collect();
        self.context.terminal.result(&shown)
    }
}

fn unified_diff(file: &str, before: &str, after: &str) -> String {
    similar::TextDiff::from_lines(before, after)
        .unified_diff()
        .header(&format!("a/{file}"), &format!("b/{file}"))
        .to_string()
}

/// The tables that were asked for.
fn selected(args: &ScaffoldArgs, schema: Schema) -> Result<Schema, Failure> {
    let selection =
        Selection { only: args.only.clone(), except: args.except.clone(), schemas: args.schema.clone() };
    selection.of(schema).map_err(|idle| Failure::input(BAD_INPUT, idle.join("; ")))
}
