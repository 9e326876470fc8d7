use clap::Args;
use schemist_diagnostics::Diagnostic;
use schemist_emit::RevisionFile;
use schemist_migrate::{MigrationDirectory, Revision};
use schemist_schema::Engine;
use schemist_schema::sql::{TokenKind, tokenize};

use crate::codes::NOT_SQUASHED;
use crate::context::Context;
use crate::failure::{Exit, Failure, Sources};
use crate::files;
use crate::project::Project;
use crate::revisions::place::Links;
use crate::revisions::write::{self, NewRevision, Texts, no_plans};
use crate::revisions::{self, refused};

const EXAMPLES: &str = "\
The revisions from A to B, both with them, become one that does what they do, one after the
other. It has the version of B, so a database that has all of them has it too; one that stands
in between is refused until it was upgraded with the old files.

Examples:
  schemist squash base:head -m \"the first year\"
  schemist squash 2025-01:2025-12 -m \"2025\" --dry-run";

/// Make one revision of several
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SquashArgs {
    /// From which to which
    #[arg(value_name = "A:B", allow_hyphen_values = true)]
    range: String,
    /// What they do together [default: their messages]
    #[arg(short, long)]
    message: Option<String>,
    /// Print the revisions that would become one, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Prints the path of the one.
pub(crate) fn run(args: &SquashArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let range = directory.range(&args.range, &[] as &[&str]).map_err(refused)?;
    let (Some(first), Some(last)) = (range.first(), range.last()) else {
        return Err(cannot(format!("there is no revision in {}", args.range)));
    };
    refuse_what_is_no_line(&range, &directory)?;
    let engine = revisions::engine(&project, context)?;
    refuse_concurrent(&range, engine)?;
    if args.dry_run {
        let lines = range.iter().map(|revision| revisions::line(revision, &[]) + "\n");
        context.terminal.result(&lines.collect::<String>())?;
        return Ok(Exit::Success);
    }
    let message = args.message.clone().unwrap_or_else(|| messages(&range));
    let named = (last.display_version().to_owned(), last.directory.clone());
    let links = Links {
        revises: display_versions(&first.revises, &directory),
        labels: range.iter().flat_map(|revision| revision.labels.clone()).collect(),
        depends_on: dependencies(&range, &directory),
    };
    let in_transaction = range.iter().all(|revision| revision.run_in_transaction);
    let texts = Texts {
        up: joined(range.iter().copied(), engine, in_transaction, |revision| Some(revision.up.as_str())),
        down: range.iter().all(|revision| revision.down.is_some()).then(|| {
            joined(range.iter().rev().copied(), engine, in_transaction, |revision| revision.down.as_deref())
        }),
        in_transaction: Some(in_transaction),
        replaces: replaced(&range),
        named: Some(named),
    };
    let revision = NewRevision {
        message: &message,
        rev_id: None,
        links,
        engine,
        plans: &no_plans(engine),
        findings: &[],
        managed: None,
        texts: Some(texts),
    };
    let path = replace(&revision, &range, &project, &directory)?;
    context.terminal.say(&format!("{} revisions became one", range.len()));
    let finding = Diagnostic::note(
        NOT_SQUASHED,
        "databases that do not have all of them must be upgraded with the old files first",
    );
    context.terminal.diagnostics(&[finding], &Sources::new());
    context.terminal.result(&format!("{}\n", project.shown(&path)))?;
    Ok(Exit::Success)
}

fn cannot(why: impl Into<String>) -> Failure {
    Failure::input(NOT_SQUASHED, why)
}

/// Each follows the one before it alone, and nothing else follows one of them but the last.
fn refuse_what_is_no_line(range: &[&Revision], directory: &MigrationDirectory) -> Result<(), Failure> {
    for pair in range.windows(2) {
        let [before, after] = pair else { continue };
        if after.revises != [before.version.clone()] {
            return Err(cannot(format!(
                "{} does not follow {} alone: only a line can become one",
                after.directory, before.directory
            )));
        }
    }
    let (Some(last), inner) = (range.last(), range.get(..range.len().saturating_sub(1)).unwrap_or_default())
    else {
        return Ok(());
    };
    let is_inside = |version: &String| range.iter().any(|revision| revision.version == *version);
    for revision in directory.revisions().iter().filter(|revision| !is_inside(&revision.version)) {
        let needs = revision.revises.iter().chain(&revision.depends_on);
        for version in needs.filter(|version| **version != last.version) {
            if let Some(inner) = inner.iter().find(|inner| inner.version == *version) {
                return Err(cannot(format!(
                    "{} follows {}, which would be gone",
                    revision.directory, inner.directory
                )));
            }
        }
    }
    match range.len() {
        0 | 1 => Err(cannot("one revision is one already")),
        _ => Ok(()),
    }
}

/// What PostgreSQL runs only by itself cannot share a file under plain Diesel.
fn refuse_concurrent(range: &[&Revision], engine: Engine) -> Result<(), Failure> {
    let is_alone = |revision: &&&Revision| engine == Engine::Postgres && !revision.run_in_transaction;
    match range.iter().find(is_alone) {
        Some(revision) => {
            Err(cannot(format!("{} runs outside a transaction and stays by itself", revision.directory))
                .with_help("squash up to it, and from behind it"))
        }
        None => Ok(()),
    }
}

fn messages(range: &[&Revision]) -> String {
    let messages: Vec<&str> = range.iter().map(|revision| revision.message.as_str()).collect();
    match messages.as_slice() {
        [first, .., last] => format!("{first} to {last}"),
        _ => messages.join(", "),
    }
}

fn display_versions(versions: &[String], directory: &MigrationDirectory) -> Vec<String> {
    let shown = |version: &String| {
        directory.get(version).map_or(version.clone(), |revision| revision.display_version().to_owned())
    };
    versions.iter().map(shown).collect()
}

fn dependencies(range: &[&Revision], directory: &MigrationDirectory) -> Vec<String> {
    let mut outside: Vec<String> = range.iter().flat_map(|revision| revision.depends_on.clone()).collect();
    outside.retain(|version| !range.iter().any(|revision| revision.version == *version));
    outside.sort_unstable();
    outside.dedup();
    display_versions(&outside, directory)
}

/// All versions it stands for; those that a revision among them stood for already too.
fn replaced(range: &[&Revision]) -> Vec<String> {
    let last = range.last().map(|last| last.version.clone());
    let versions = range.iter().flat_map(|revision| revision.replaces.iter().chain([&revision.version]));
    versions.filter(|version| Some(*version) != last.as_ref()).cloned().collect()
}

/// The texts one behind the other; where not all may share a transaction, each that needs one has its own.
fn joined<'r>(
    revisions: impl Iterator<Item = &'r Revision>,
    engine: Engine,
    in_transaction: bool,
    text: impl Fn(&Revision) -> Option<&str>,
) -> String {
    let mut out = String::new();
    for revision in revisions {
        let text = terminated(text(revision).unwrap_or_default());
        let name = revisions::one_line(&revision.directory);
        out.push_str(&format!("-- From {name}\n"));
        match !in_transaction && revision.run_in_transaction && engine != Engine::Mysql {
            true => out.push_str(&format!("BEGIN;\n{text}COMMIT;\n\n")),
            false => out.push_str(&format!("{text}\n")),
        }
    }
    out
}

/// With an end to its last statement.
fn terminated(text: &str) -> String {
    let tokens = tokenize(text);
    let ends_open =
        tokens.iter().rev().find(|token| token.is_significant()).is_some_and(|token| !token.is_symbol(";"));
    let last = tokens.iter().rev().find(|token| token.kind != TokenKind::Space);
    let in_comment = last.is_some_and(|token| token.kind == TokenKind::Comment);
    let text = text.trim_end();
    match (ends_open, in_comment) {
        (true, true) => format!("{text}\n;\n"),
        (true, false) => format!("{text};\n"),
        (false, _) => format!("{text}\n"),
    }
}

/// The old directories are put aside under names that are skipped, and come back where the new one cannot be written.
fn replace(
    revision: &NewRevision<'_>,
    range: &[&Revision],
    project: &Project,
    directory: &MigrationDirectory,
) -> Result<camino::Utf8PathBuf, Failure> {
    let operations = operations(range, project)?;
    let mut aside = Vec::new();
    for old in range {
        let path = project.migrations.join(&old.directory);
        let hidden = project.migrations.join(format!(".squashed-{}", old.directory));
        let moved = std::fs::rename(&path, &hidden);
        if let Err(error) = moved {
            bring_back(&aside);
            return Err(cannot(format!("cannot move {}: {error}", project.shown(&path))));
        }
        aside.push((path, hidden));
    }
    let written = write::write(revision, project, directory);
    let written = written.inspect_err(|_| bring_back(&aside))?;
    if let Some(operations) = operations {
        let path = written.directory.join("revision.json");
        let text = files::read_if_there(&path)?.unwrap_or_default();
        let mut json = RevisionFile::from_json(&text).map_err(Failure::internal)?;
        json.operations = operations;
        files::write(&path, &json.to_json().map_err(Failure::internal)?)?;
    }
    for (_, hidden) in aside {
        files::remove_folder(&hidden);
    }
    Ok(written.directory)
}

fn bring_back(aside: &[(camino::Utf8PathBuf, camino::Utf8PathBuf)]) {
    for (path, hidden) in aside {
        // There is nobody to tell of a second failure; the folder is still there under its other name.
        let _ = std::fs::rename(hidden, path);
    }
}

/// What they do to the schema, where all of them say it.
fn operations(
    range: &[&Revision],
    project: &Project,
) -> Result<Option<Vec<schemist_schema::Operation>>, Failure> {
    let mut operations = Vec::new();
    for revision in range {
        let path = project.migrations.join(&revision.directory).join("revision.json");
        let Some(text) = files::read_if_there(&path)? else { return Ok(None) };
        let Ok(json) = RevisionFile::from_json(&text) else { return Ok(None) };
        operations.extend(json.operations);
    }
    Ok(Some(operations))
}
