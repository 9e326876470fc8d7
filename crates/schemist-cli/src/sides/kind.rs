//! What a side is, told from what lies there.

use camino::{Utf8Path, Utf8PathBuf};
use schemist_emit::snapshot;
use schemist_migrate::MigrationDirectory;
use schemist_reflect::DatabaseUrl;
use schemist_schema::Engine;

use crate::codes::{BAD_INPUT, MIGRATIONS, UNREADABLE};
use crate::context::Context;
use crate::failure::Failure;
use crate::pipeline::SNAPSHOT;
use crate::{database, files, revisions};

/// Something a schema can be read from.
pub(crate) enum Side {
    /// A database that is there.
    Database(DatabaseUrl),
    /// Statements that make it.
    Sql { path: Utf8PathBuf, text: String },
    /// What was recorded.
    Snapshot(Box<snapshot::Snapshot>),
    /// What structs declare.
    Models(Utf8PathBuf),
    /// What migrations leave.
    Migrations(MigrationDirectory),
}

impl Side {
    /// Reads an argument: a database URL, or a path that is taken for what lies there.
    pub(crate) fn read(given: &str, context: &Context) -> Result<Self, Failure> {
        let given = given.trim();
        if let Some(path) = given.strip_prefix("models:") {
            return match Utf8Path::new(path).exists() {
                true => Ok(Self::Models(path.into())),
                false => Err(nothing_there(path)),
            };
        }
        let is_url = given.contains("://") || scheme(given).is_some_and(|s| s == "sqlite" || s == "file");
        let path = Utf8Path::new(given);
        match (is_url, path.is_dir(), path.is_file()) {
            (true, _, _) => Ok(Self::Database(database::parse(given)?)),
            (false, true, _) => folder(path, context),
            (false, false, true) => file(path),
            (false, false, false) => match path.extension() {
                Some("sql" | "json" | "rs") => Err(nothing_there(given)),
                // The one path that may lack an extension; that nothing is there is told when it is opened.
                Some(_) | None if given.ends_with('/') => Err(nothing_there(given)),
                Some(_) | None => Ok(Self::Database(database::parse(given)?)),
            },
        }
    }

    /// For which engine it is, where it says so.
    pub(crate) fn engine(&self) -> Result<Option<Engine>, Failure> {
        Ok(match self {
            Self::Database(url) => Some(url.engine()),
            Self::Snapshot(snapshot) => Some(snapshot.engine),
            Self::Migrations(directory) => engine_of(directory)?,
            Self::Sql { .. } | Self::Models(_) => None,
        })
    }

    /// The server it is on.
    pub(crate) fn server(&self) -> Option<&DatabaseUrl> {
        match self {
            Self::Database(url) => Some(url),
            Self::Sql { .. } | Self::Snapshot(_) | Self::Models(_) | Self::Migrations(_) => None,
        }
    }
}

fn scheme(text: &str) -> Option<String> {
    text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())
}

fn file(path: &Utf8Path) -> Result<Side, Failure> {
    let bytes = std::fs::read(path).map_err(|error| files::unreadable(path, &error))?;
    if bytes.starts_with(b"SQLite format 3\0") || (bytes.is_empty() && path.extension() != Some("sql")) {
        return Ok(Side::Database(database::parse(&format!("sqlite:{path}"))?));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::input(UNREADABLE, format!("cannot read {path}: it is not UTF-8")))?;
    match path.extension() {
        Some("sql") => Ok(Side::Sql { path: path.to_owned(), text }),
        Some("rs") => Ok(Side::Models(path.to_owned())),
        Some("json") => snapshot::read(&text)
            .map(|snapshot| Side::Snapshot(Box::new(snapshot)))
            .map_err(|error| Failure::input(MIGRATIONS, format!("{path}: {error}"))),
        Some(_) | None => Err(Failure::input(
            BAD_INPUT,
            format!("{path} is no SQLite database, and its name does not tell what else it is"),
        )
        .with_help(WHAT_CAN_BE_GIVEN)),
    }
}

fn folder(path: &Utf8Path, context: &Context) -> Result<Side, Failure> {
    let has_migrations = contains(path, &|entry| entry.join("up.sql").is_file());
    let has_models = contains(path, &|entry| entry.extension() == Some("rs") || holds_rust(entry, 0));
    match (has_migrations, has_models) {
        (true, true) => {
            Err(Failure::input(BAD_INPUT, format!("{path} holds both migrations and Rust files")).with_help(
                format!("write models:{path} for the models, or name the folder of the migrations alone"),
            ))
        }
        (false, true) => Ok(Side::Models(path.to_owned())),
        (true, false) => migrations(path, context),
        // A history that has not begun.
        (false, false) if path.join(".keep").is_file() || path.join(SNAPSHOT).is_file() => {
            migrations(path, context)
        }
        (false, false) => Err(Failure::input(
            BAD_INPUT,
            format!("the folder {path} holds neither migrations nor Rust files"),
        )
        .with_help(WHAT_CAN_BE_GIVEN)),
    }
}

fn migrations(path: &Utf8Path, context: &Context) -> Result<Side, Failure> {
    let directory = MigrationDirectory::load(path).map_err(revisions::refused)?;
    revisions::tell(&directory, &context.terminal);
    Ok(Side::Migrations(directory))
}

fn contains(folder: &Utf8Path, is_it: &dyn Fn(&Utf8Path) -> bool) -> bool {
    folder.read_dir_utf8().is_ok_and(|entries| entries.flatten().any(|entry| is_it(entry.path())))
}

/// Whether Rust files lie somewhere below. No deeper than anyone would put them: links may go round in circles.
fn holds_rust(path: &Utf8Path, depth: usize) -> bool {
    depth < 8
        && path.is_dir()
        && contains(path, &|entry| entry.extension() == Some("rs") || holds_rust(entry, depth + 1))
}

fn engine_of(directory: &MigrationDirectory) -> Result<Option<Engine>, Failure> {
    for revision in directory.revisions() {
        if let Some(file) = revision.revision_file().map_err(revisions::refused)? {
            return Ok(Some(file.engine));
        }
    }
    let path = directory.path().join(SNAPSHOT);
    let Some(text) = files::read_if_there(&path)? else { return Ok(None) };
    let snapshot =
        snapshot::read(&text).map_err(|error| Failure::input(MIGRATIONS, format!("{path}: {error}")))?;
    Ok(Some(snapshot.engine))
}

fn nothing_there(path: &str) -> Failure {
    Failure::input(UNREADABLE, format!("there is no {path}")).with_help(WHAT_CAN_BE_GIVEN)
}

const WHAT_CAN_BE_GIVEN: &str = "give a database URL, a .sql file, a schema.json, models (a .rs file, a folder of \
                                 them, models:PATH) or a migrations directory";
