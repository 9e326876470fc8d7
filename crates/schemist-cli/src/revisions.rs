//! The migrations directory: reading it, and writing a revision into it.

use camino::Utf8PathBuf;
use jiff::tz::TimeZone;
use schemist_diagnostics::Diagnostic;
use schemist_emit::snapshot::{self, Snapshot};
use schemist_emit::{MigrationInput, directory_name};
use schemist_migrate::{
    MigrateError, MigrationDirectory, Revision, Runner, next_version, version_of_directory,
};
use schemist_reflect::Connection;
use schemist_schema::{Engine, Schema};

use crate::codes::{BAD_INPUT, SEVERAL_HEADS, UNWRITABLE};
use crate::failure::{Exit, Failure, Sources};
use crate::pipeline::{Plans, SNAPSHOT};
use crate::project::Project;
use crate::terminal::Terminal;
use crate::{clock, files};

/// The migrations directory, with what is odd in it told.
pub(crate) fn load(project: &Project, terminal: &Terminal) -> Result<MigrationDirectory, Failure> {
    if !project.migrations.is_dir() {
        let path = project.shown(&project.migrations);
        let message = match project.migrations.exists() {
            true => format!("the migrations directory {path} is not a directory"),
            false => format!("there is no migrations directory {path}"),
        };
        return Err(Failure::input(crate::codes::MIGRATIONS, message)
            .with_help("`schemist init` makes one; or name another in schemist.toml: migrations = \"…\""));
    }
    // By the path as the user would write it: messages name it.
    let path = Utf8PathBuf::from(project.shown(&project.migrations));
    let directory = MigrationDirectory::load(&path).map_err(refused)?;
    tell(&directory, terminal);
    Ok(directory)
}

/// Says what is odd in a migrations directory.
pub(crate) fn tell(directory: &MigrationDirectory, terminal: &Terminal) {
    let diagnostics = directory.diagnostics();
    terminal.diagnostics(diagnostics, &sources(diagnostics));
}

/// The same for a command that writes into it: the first revision makes the directory.
pub(crate) fn load_or_begin(project: &Project, terminal: &Terminal) -> Result<MigrationDirectory, Failure> {
    if project.migrations.exists() {
        return load(project, terminal);
    }
    // Nothing is made before it is sure that there is something to write: an empty folder elsewhere stands in.
    let failed = |error| Failure::input(UNWRITABLE, format!("cannot make a temporary folder: {error}"));
    let empty = tempfile::tempdir().map_err(failed)?;
    let path = Utf8PathBuf::from_path_buf(empty.path().to_owned())
        .map_err(|path| Failure::input(BAD_INPUT, format!("the path {} is not UTF-8", path.display())))?;
    MigrationDirectory::load(&path).map_err(refused)
}

/// The reason a directory cannot be read or a run cannot go on.
pub(crate) fn refused(error: MigrateError) -> Failure {
    let exit = match &error {
        MigrateError::Statement(_)
        | MigrateError::Database { .. }
        | MigrateError::Privilege { .. }
        | MigrateError::ReadOnly { .. }
        | MigrateError::Locked { .. }
        | MigrateError::Overtaken { .. }
        | MigrateError::Interrupted { .. } => Exit::Database,
        _ => Exit::Input,
    };
    let diagnostic = error.diagnostic();
    let sources = sources(std::slice::from_ref(&diagnostic));
    Failure { exit, diagnostics: vec![diagnostic], sources }
}

/// The files that diagnostics point into, as far as they can be read now.
fn sources(diagnostics: &[Diagnostic]) -> Sources {
    let files = diagnostics.iter().filter_map(|diagnostic| diagnostic.span.as_ref()).map(|span| &span.file);
    files.filter_map(|file| Some((file.clone(), std::fs::read_to_string(file).ok()?))).collect()
}

/// The versions that a database has applied.
pub(crate) fn applied(
    directory: &MigrationDirectory,
    connection: &mut Connection,
) -> Result<Vec<String>, Failure> {
    let mut runner = Runner::new(connection, directory);
    let applied = runner.applied().map_err(refused)?;
    Ok(applied.into_iter().map(|revision| revision.version).collect())
}

/// Whether revisions wait to be applied.
pub(crate) fn are_pending(
    project: &Project,
    connection: &mut Connection,
    terminal: &Terminal,
) -> Result<bool, Failure> {
    if !project.migrations.is_dir() {
        return Ok(false);
    }
    let directory = load(project, terminal)?;
    let applied = applied(&directory, connection)?;
    Ok(!directory.pending(&applied).is_empty())
}

/// A revision on one line: version, marks, message.
pub(crate) fn line(revision: &Revision, marks: &[&str]) -> String {
    let marks: String = marks.iter().map(|mark| format!(" ({mark})")).collect();
    format!("{}{marks}, {}", revision.display_version(), one_line(&revision.message))
}

/// A message on one line, without what a terminal would take for a command.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A revision that is to be written.
pub(crate) struct NewRevision<'a> {
    pub(crate) message: &'a str,
    /// The version, where the user chose it.
    pub(crate) rev_id: Option<&'a str>,
    pub(crate) engine: Engine,
    pub(crate) plans: &'a Plans,
    pub(crate) findings: &'a [Diagnostic],
    /// The schema after it; `None` where the statements are written by hand.
    pub(crate) managed: Option<&'a Schema>,
}

/// What was written.
pub(crate) struct Written {
    /// The directory of the revision.
    pub(crate) directory: Utf8PathBuf,
    /// The recorded snapshot, where it was brought up to date.
    pub(crate) snapshot: Option<Utf8PathBuf>,
}

/// Writes a revision behind the head of the directory, and the snapshot after it.
pub(crate) fn write(
    revision: &NewRevision<'_>,
    project: &Project,
    directory: &MigrationDirectory,
) -> Result<Written, Failure> {
    let now = clock::now()?;
    let version = version(revision.rev_id, now, directory)?;
    let input = MigrationInput {
        version: &version,
        message: revision.message,
        created_at: &now.to_string(),
        revises: &parents(directory)?,
        engine: revision.engine,
        up: &revision.plans.up,
        down: &revision.plans.down,
        findings: revision.findings,
        tool_version: env!("CARGO_PKG_VERSION"),
        hand_written: revision.managed.is_none(),
    };
    let texts = schemist_emit::migration(&input).map_err(Failure::internal)?;
    let path = project.migrations.join(directory_name(&version, revision.message));
    files::write_folder(
        &path,
        &[
            ("up.sql", &texts.up_sql),
            ("down.sql", &texts.down_sql),
            ("metadata.toml", &texts.metadata_toml),
            ("revision.json", &texts.revision_json),
        ],
    )?;
    // After the directory: a snapshot that is behind proposes nothing wrong, one that is ahead would.
    let snapshot = match revision.managed {
        Some(schema) => {
            let written = write_snapshot(project, revision.engine, version, schema);
            // Both or neither: a revision whose command failed would stand in the way of the next attempt.
            Some(written.inspect_err(|_| files::remove_folder(&path))?)
        }
        None => None,
    };
    Ok(Written { directory: path, snapshot })
}

fn write_snapshot(
    project: &Project,
    engine: Engine,
    version: String,
    schema: &Schema,
) -> Result<Utf8PathBuf, Failure> {
    let path = project.migrations.join(SNAPSHOT);
    let text =
        snapshot::write(&Snapshot::new(engine, vec![version], schema.clone())).map_err(Failure::internal)?;
    files::write(&path, &text)?;
    Ok(path)
}

fn version(
    rev_id: Option<&str>,
    now: jiff::Timestamp,
    directory: &MigrationDirectory,
) -> Result<String, Failure> {
    let existing: Vec<&str> =
        directory.revisions().iter().map(|revision| revision.version.as_str()).collect();
    let Some(rev_id) = rev_id else { return Ok(next_version(&now.to_zoned(TimeZone::UTC), &existing)) };
    let is_plain = rev_id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let version = version_of_directory(rev_id);
    let refuse = |why: String, help: &str| Err(Failure::input(BAD_INPUT, why).with_help(help));
    if version.is_empty() || !is_plain || rev_id.starts_with('-') || version.len() > 50 {
        return refuse(
            format!("`{rev_id}` cannot be a version"),
            "use up to 50 letters, digits and dashes, e.g. 2026-11-21-103000-0000",
        );
    }
    if let Some(taken) = directory.get(&version) {
        return refuse(format!("the version {rev_id} is taken by {}", taken.directory), "choose another");
    }
    match existing.iter().max() {
        Some(greatest) if version.as_str() <= *greatest => refuse(
            format!(
                "the version {rev_id} sorts before {greatest}, so plain Diesel would apply it in the wrong order"
            ),
            "choose a greater one, or leave --rev-id out",
        ),
        _ => Ok(rev_id.to_owned()),
    }
}

/// What a new revision comes after: the one head, or nothing.
fn parents(directory: &MigrationDirectory) -> Result<Vec<String>, Failure> {
    single_head(directory)?;
    Ok(directory.heads().iter().map(|head| head.display_version().to_owned()).collect())
}

/// Refuses where it is not clear what a new revision would follow.
pub(crate) fn single_head(directory: &MigrationDirectory) -> Result<(), Failure> {
    let heads = directory.heads();
    if heads.len() < 2 {
        return Ok(());
    }
    let names: Vec<&str> = heads.iter().map(|head| head.directory.as_str()).collect();
    Err(Failure::input(SEVERAL_HEADS, format!("Multiple heads are present: {}", names.join(", "))).with_help(
        "make one follow the other: set `revises` in its revision.json, and give it the greater version",
    ))
}
