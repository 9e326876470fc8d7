//! The migrations directory: reading it, and writing a revision into it.

pub(crate) mod message;
mod name;
pub(crate) mod place;
mod template;
pub(crate) mod write;

use camino::Utf8PathBuf;
use schemist_diagnostics::Diagnostic;
use schemist_migrate::{MigrateError, MigrationDirectory, Revision, Runner};
use schemist_reflect::Connection;
use schemist_schema::Engine;

use crate::codes::{BAD_INPUT, NO_URL, UNWRITABLE};
use crate::context::Context;
use crate::failure::{Exit, Failure, Sources};
use crate::pipeline;
use crate::project::Project;
use crate::terminal::Terminal;

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

/// For which engine a revision is written or run: that of the last snapshot, or of the database, or of the
/// configuration where none is named.
pub(crate) fn engine(project: &Project, context: &Context) -> Result<Engine, Failure> {
    if let Some(snapshot) = pipeline::snapshot(project)? {
        return Ok(snapshot.engine);
    }
    match (context.database_url(project), project.config.engine) {
        (Err(failure), Some(engine)) if failure.is(NO_URL) => Ok(engine),
        (url, _) => url.map(|url| url.engine()),
    }
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
