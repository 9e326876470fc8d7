//! Which database, and a connection to it.

use camino::Utf8Path;
use schemist_reflect::{Connection, DatabaseUrl, ReflectError};

use crate::codes::{BAD_URL, DATABASE_REFUSED, NO_DATABASE, NO_SCRATCH, NO_URL, NOT_CONNECTED};
use crate::dotenv;
use crate::failure::Failure;
use crate::project::Project;

/// The database of the project: of `--database-url` or the environment (`given`), of `.env`, of `schemist.toml`,
/// in this order.
pub(crate) fn url(given: Option<&str>, project: &Project) -> Result<DatabaseUrl, Failure> {
    if let Some(text) = given.filter(|text| !text.trim().is_empty()) {
        return parse(text);
    }
    if let Some((text, file)) = dotenv::find("DATABASE_URL", &project.root)? {
        let url = parse(&text).map_err(|failure| failure.with_note(format!("it stands in {file}")))?;
        return relative_to(url, file.parent(), project);
    }
    if let Some(text) = &project.config.database_url {
        let place = project.shown(&project.config_file);
        let url = parse(text).map_err(|failure| failure.with_note(format!("it stands in {place}")))?;
        return relative_to(url, Some(&project.root), project);
    }
    Err(Failure::input(NO_URL, "no database is named")
        .with_help("give --database-url, or set DATABASE_URL in the environment or in .env, or database_url in schemist.toml")
        .with_help("e.g. postgres://user@localhost/shop, or sqlite:shop.db"))
}

/// One of several databases of the configuration: its `url`, or what its `url_variable` holds.
pub(crate) fn named_url(name: &str, project: &Project) -> Result<DatabaseUrl, Failure> {
    let database = project.named_database(name)?;
    let place = format!("[databases.{name}] of {}", project.shown(&project.config_file));
    let noted = |failure: Failure| failure.with_note(format!("it stands in {place}"));
    if let Some(variable) = &database.url_variable {
        if let Some(text) = std::env::var(variable).ok().filter(|text| !text.trim().is_empty()) {
            return parse(&text);
        }
        if let Some((text, file)) = dotenv::find(variable, &project.root)? {
            return relative_to(parse(&text)?, file.parent(), project);
        }
        if database.url.is_none() {
            return Err(Failure::input(NO_URL, format!("{variable} is not set")).with_help(format!(
                "{place} takes the database from it: set it in the environment or in .env"
            )));
        }
    }
    match &database.url {
        Some(text) => relative_to(parse(text).map_err(noted)?, Some(&project.root), project),
        None => Err(Failure::input(NO_URL, format!("{place} names no database"))
            .with_help("write url = \"…\", or url_variable = \"…\"")),
    }
}

/// A database URL.
pub(crate) fn parse(text: &str) -> Result<DatabaseUrl, Failure> {
    if let Some(problem) = looks_like_something_else(text) {
        return Err(Failure::input(BAD_URL, problem)
            .with_help("write postgres://user:password@host:5432/database, or sqlite:PATH"));
    }
    DatabaseUrl::parse(text).map_err(|error| Failure::input(BAD_URL, error.to_string()))
}

/// What would pass for the path of a SQLite file and is surely not meant so. Not repeated: it may hold a password.
fn looks_like_something_else(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("postgres" | "postgresql") if !text.contains("://") => {
            Some("malformed database URL: `//` is missing after the scheme")
        }
        _ if ["host=", "dbname=", "password="].iter().any(|key| text.contains(key))
            && !text.contains(':') =>
        {
            Some("malformed database URL: key=value pairs are not understood here")
        }
        _ => None,
    }
}

/// A SQLite path in a file is relative to that file, from wherever the command is run.
fn relative_to(
    url: DatabaseUrl,
    folder: Option<&Utf8Path>,
    project: &Project,
) -> Result<DatabaseUrl, Failure> {
    match (url.sqlite_file(), folder) {
        (Some(path), Some(folder)) if folder != project.root || !project.is_in_root() => {
            parse(&format!("sqlite:{}", folder.join(path)))
        }
        _ => Ok(url),
    }
}

/// A connection to a database that is there.
pub(crate) fn open(url: &DatabaseUrl) -> Result<Connection, Failure> {
    if is_missing(url) {
        return Err(Failure::database(NO_DATABASE, format!("there is no database {url}"))
            .with_help("`schemist upgrade` creates it from the migrations; or name another file"));
    }
    open_or_create(url)
}

/// A connection to a database that may not be there yet; an empty one in memory stands for it then.
pub(crate) fn open_or_empty(url: &DatabaseUrl) -> Result<Connection, Failure> {
    match is_missing(url) {
        true => open_or_create(&parse("sqlite::memory:")?),
        false => open_or_create(url),
    }
}

/// A connection; a SQLite file is created where there is none.
pub(crate) fn open_or_create(url: &DatabaseUrl) -> Result<Connection, Failure> {
    Connection::open(url).map_err(refused)
}

/// Whether it is a SQLite file that does not exist.
pub(crate) fn is_missing(url: &DatabaseUrl) -> bool {
    url.sqlite_file().is_some_and(|file| !Utf8Path::new(file).exists())
}

/// What the database or its client said.
pub(crate) fn refused(error: ReflectError) -> Failure {
    match &error {
        ReflectError::Connect { .. } => Failure::database(NOT_CONNECTED, error.to_string()),
        ReflectError::Scratch { .. } => Failure::database(NO_SCRATCH, error.to_string()).with_help(
            "a superuser can allow it: ALTER ROLE … CREATEDB; or name a database on another server with --database-url",
        ),
        ReflectError::EngineNotBuilt { .. } => Failure::input(NOT_CONNECTED, error.to_string()),
        _ => Failure::database(DATABASE_REFUSED, error.to_string()),
    }
}
