use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;
use schemist_diagnostics::{Diagnostic, Severity};
use schemist_dialect::{Dialect, split_script_of};
use schemist_lint::{Facts, LintInput, Revision as Told, Settings};
use schemist_migrate::{MigrationDirectory, Revision};
use schemist_reflect::Connection;
use schemist_schema::Schema;

use crate::context::Context;
use crate::database;
use crate::engine_name::EngineName;
use crate::failure::{Exit, Failure, Sources};
use crate::formats::{FailOn, Format, Reporter};
use crate::pipeline;
use crate::project::Project;
use crate::revisions::{self, refused};
use crate::{facts, files};

const EXAMPLES: &str = "\
Without names it looks at the pending revisions; without a database at all of them. With a
database the rules know how many rows a table holds and which are in the way; what they ask only
reads. Files run in a transaction, as Diesel runs them, unless their metadata.toml says otherwise.
A comment allows a finding: `-- schemist: allow drop-column (why)`; `schemist explain` has the
rules.

Exits with 4 where a finding reaches --fail-on.

Examples:
  schemist lint
  schemist lint head --fail-on note
  schemist lint migrations/*/up.sql --engine postgres --offline
  schemist lint --format github";

/// Look at migrations that are written: what they lock, lose and break
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct LintArgs {
    /// Files of SQL, or revisions
    #[arg(value_name = "FILE|REV")]
    targets: Vec<String>,
    /// How to say it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The least finding that fails the command
    #[arg(long, value_enum, default_value = "warning", value_name = "SEVERITY")]
    fail_on: FailOn,
    /// For which engine the SQL is, where no database tells
    #[arg(long, value_enum)]
    engine: Option<EngineName>,
    /// Ask no database, even where one is named
    #[arg(long)]
    offline: bool,
}

/// What reports are called.
const TITLE: &str = "Schemist: the migrations";

/// Prints what the rules say of migrations.
pub(crate) fn run(args: &LintArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = match project.migrations.is_dir() {
        true => Some(revisions::load(&project, &context.terminal)?),
        false => None,
    };
    let connection = connect(args, context, &project)?;
    let mut linter = Linter::begin(args, context, &project, connection)?;
    let scripts = scripts(args, &project, directory.as_ref(), &mut linter)?;
    if scripts.iter().all(|script| !script.is_wanted) {
        context.terminal.say("nothing to look at: no revision is pending");
    }
    scripts.iter().for_each(|script| linter.look_at(script));
    let Linter { findings, sources, .. } = linter;
    let report = match args.format {
        Format::Text => {
            let text = |file: &str| sources.get(file).cloned();
            schemist_report::human(&findings, &text, context.terminal.colors_errors())
        }
        Format::Json => schemist_report::json(&findings).map_err(Failure::internal)?,
        Format::Review(format) => Reporter::new(TITLE, &project).findings(format, &findings)?,
    };
    context.terminal.result(&report)?;
    context.terminal.say(&in_short(&findings));
    Ok(if args.fail_on.is_reached(&findings) { Exit::Findings } else { Exit::Success })
}

fn in_short(findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let words = [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];
    let parts: Vec<String> = words
        .into_iter()
        .filter_map(|(word, severity)| match count(severity) {
            0 => None,
            1 => Some(format!("1 {word}")),
            n => Some(format!("{n} {word}s")),
        })
        .collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// The database, where one is named and can be reached: the rules do without.
fn connect(args: &LintArgs, context: &Context, project: &Project) -> Result<Option<Connection>, Failure> {
    if args.offline {
        return Ok(None);
    }
    let url = match context.database_url(project) {
        Ok(url) => url,
        Err(failure) if failure.is(crate::codes::NO_URL) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    if database::is_missing(&url) {
        return Ok(None);
    }
    database::open_or_create(&url)
        .map(Some)
        .map_err(|failure| failure.with_help("--offline looks at the files alone"))
}

/// A file to be read; those that are not wanted tell what the schema is by then.
struct Script {
    file: String,
    text: String,
    in_transaction: bool,
    has_down: bool,
    is_wanted: bool,
}

/// What was found, and what is known by then.
struct Linter<'p> {
    project: &'p Project,
    dialect: Dialect,
    connection: Option<Connection>,
    /// The schema before the next file.
    schema: Schema,
    /// What the models say, for what they allow.
    declared: Option<Schema>,
    settings: Settings,
    findings: Vec<Diagnostic>,
    sources: Sources,
}

impl<'p> Linter<'p> {
    fn begin(
        args: &LintArgs,
        context: &Context,
        project: &'p Project,
        mut connection: Option<Connection>,
    ) -> Result<Self, Failure> {
        let dialect = match (&mut connection, args.engine) {
            (Some(connection), _) => connection.dialect().map_err(database::refused)?,
            (None, Some(engine)) => Dialect::new(engine.into()),
            (None, None) => Dialect::new(revisions::engine(project, context).map_err(|failure| {
                failure.with_help("or say for which engine the SQL is: --engine postgres")
            })?),
        };
        let schema = match &mut connection {
            Some(connection) => schemist_reflect::reflect(connection).map_err(database::refused)?.0,
            None => Schema::default(),
        };
        // Models that cannot be read are the business of `check`.
        let declared = project.models().and_then(|models| pipeline::declared(&models, &dialect));
        Ok(Self {
            project,
            dialect,
            connection,
            schema,
            declared: declared.ok().map(|declared| declared.schema),
            settings: project.config.lint(),
            findings: Vec::new(),
            sources: Sources::new(),
        })
    }

    /// Begins without a database: the files say what there is.
    fn start_from_nothing(&mut self) {
        self.connection = None;
        self.schema = Schema::default();
    }

    fn look_at(&mut self, script: &Script) {
        let mut after = self.schema.clone();
        let read = schemist_lint::read_script(&script.text, &script.file, &self.dialect, &mut after);
        let before = std::mem::replace(&mut self.schema, after.clone());
        if !script.is_wanted {
            return;
        }
        if let Some(declared) = &self.declared {
            take_allows(declared, &mut after);
        }
        let revision = Told {
            is_written: true,
            in_transaction: script.in_transaction,
            has_down: script.has_down,
            allows: read.allows,
        };
        let mut input = LintInput {
            changes: &read.changes,
            before: &before,
            after: &after,
            dialect: &self.dialect,
            revision: &revision,
            facts: &Facts::default(),
            settings: &self.settings,
        };
        let facts = self.connection.as_mut().map(|connection| facts::gather(&input, connection));
        let facts = facts.unwrap_or_default();
        input.facts = &facts;
        let mut found = schemist_lint::lint(&input);
        // As the file is read, from top to bottom.
        found.sort_by_key(|finding| finding.span.as_ref().map(|span| (span.file != script.file, span.start)));
        self.findings.extend(found);
        self.sources.insert(script.file.clone(), script.text.clone());
        // Findings may point at what a model allows.
        let elsewhere: BTreeSet<&String> =
            self.findings.iter().filter_map(|finding| finding.span.as_ref()).map(|span| &span.file).collect();
        for file in elsewhere
            .into_iter()
            .filter(|file| !self.sources.contains_key(*file))
            .cloned()
            .collect::<Vec<_>>()
        {
            if let Ok(Some(text)) = files::read_if_there(&self.project.rooted(&file)) {
                self.sources.insert(file, text);
            }
        }
    }
}

/// What the models allow of the tables, columns and enums of these names.
fn take_allows(declared: &Schema, after: &mut Schema) {
    for (name, table) in &mut after.tables {
        let Some(model) = declared.tables.get(name) else { continue };
        table.origin.allows.clone_from(&model.origin.allows);
        for column in table.columns.iter_mut() {
            if let Some(field) = model.columns.named(&column.name) {
                column.origin.allows.clone_from(&field.origin.allows);
            }
        }
    }
    for (name, enum_type) in &mut after.enums {
        if let Some(declared) = declared.enums.get(name) {
            enum_type.origin.allows.clone_from(&declared.origin.allows);
        }
    }
}

/// The files to be read, in the order in which they run.
fn scripts(
    args: &LintArgs,
    project: &Project,
    directory: Option<&MigrationDirectory>,
    linter: &mut Linter<'_>,
) -> Result<Vec<Script>, Failure> {
    let applied = match (directory, &mut linter.connection) {
        (Some(directory), Some(connection)) => revisions::applied(directory, connection)?,
        _ => Vec::new(),
    };
    let (paths, names): (Vec<&String>, Vec<&String>) =
        args.targets.iter().partition(|target| project.absolute(Utf8Path::new(target)).is_file());
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let Some(directory) = directory else {
            return Err(Failure::input(crate::codes::BAD_INPUT, format!("there is no file {name}"))
                .with_note(format!("and no migrations directory {}", project.shown(&project.migrations))));
        };
        let found = directory.resolve(name, &applied).map_err(refused)?;
        wanted.extend(found.into_iter().map(|revision| revision.version.clone()));
    }
    let paths: Vec<Utf8PathBuf> = paths.iter().map(|path| project.absolute(Utf8Path::new(path))).collect();
    let mut loose = Vec::new();
    for path in &paths {
        let of =
            directory.and_then(|directory| directory.revisions().iter().find(|r| up_of(project, r) == *path));
        match of {
            Some(revision) => {
                wanted.insert(revision.version.clone());
            }
            None => loose.push(path),
        }
    }
    let history = directory.map(|directory| directory.history(&applied)).unwrap_or_default();
    if args.targets.is_empty() {
        wanted.extend(
            history.iter().filter(|entry| !entry.is_applied).map(|entry| entry.revision.version.clone()),
        );
    }
    // What is applied is in the database already: then the files alone say what was there before.
    let looks_back = history.iter().any(|entry| entry.is_applied && wanted.contains(&entry.revision.version));
    if looks_back {
        linter.start_from_nothing();
    }
    let engine = linter.dialect.engine();
    let does_something = |text: &str| {
        split_script_of(engine, text)
            .iter()
            .any(|(_, sql)| schemist_dialect::statement_words(engine, sql) != ["select", "1"])
    };
    let skips_applied = linter.connection.is_some();
    let of_revisions = history.iter().filter(|entry| !(skips_applied && entry.is_applied)).map(|entry| {
        let revision = entry.revision;
        Script {
            file: project.in_config(&up_of(project, revision)),
            text: revision.up.clone(),
            in_transaction: revision.run_in_transaction,
            has_down: revision.down.as_deref().is_some_and(does_something),
            is_wanted: wanted.contains(&revision.version),
        }
    });
    let mut scripts: Vec<Script> = of_revisions.collect();
    for path in loose {
        let text = files::read_if_there(path)?.unwrap_or_default();
        // Beside it may lie what Diesel would read with it.
        let beside = |name: &str| path.parent().map(|folder| folder.join(name));
        let down = beside("down.sql").filter(|_| path.file_name() == Some("up.sql"));
        let has_down = match down {
            Some(down) => files::read_if_there(&down)?.is_some_and(|text| does_something(&text)),
            None => true,
        };
        let metadata = beside("metadata.toml").map(|file| files::read_if_there(&file)).transpose()?.flatten();
        let in_transaction = metadata.is_none_or(|text| {
            text.lines().any(|line| line.replace(' ', "").starts_with("run_in_transaction=true"))
        });
        scripts.push(Script {
            file: project.in_config(path),
            text,
            in_transaction,
            has_down,
            is_wanted: true,
        });
    }
    Ok(scripts)
}

fn up_of(project: &Project, revision: &Revision) -> Utf8PathBuf {
    project.absolute(&revision.path.join("up.sql"))
}
