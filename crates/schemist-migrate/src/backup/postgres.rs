//! `pg_dump`, and `pg_restore` to read all of it again.

use std::process::Command;

use camino::Utf8Path;
use schemist_reflect::{Connection, DatabaseUrl};

use super::{BackupError, tool};
use crate::database::database;

const PROGRAMS: [&str; 2] = ["pg_dump", "pg_restore"];

pub(super) fn check() -> Result<(), BackupError> {
    match PROGRAMS.into_iter().find(|program| !tool::is_there(program)) {
        Some(program) => Err(BackupError::MissingTool {
            program,
            package: "PostgreSQL's client programs (postgresql-client)",
        }),
        None => Ok(()),
    }
}

pub(super) fn take(url: &DatabaseUrl, path: &Utf8Path) -> Result<(String, String), BackupError> {
    check()?;
    // Where others can see the arguments of a process, a password must not be one.
    let (place, password) = url.apart();
    let mut dump = Command::new("pg_dump");
    dump.args(["--format=custom", "--no-password"])
        .arg(format!("--file={path}"))
        .arg(format!("--dbname={place}"));
    if let Some(password) = password {
        dump.env("PGPASSWORD", password);
    }
    tool::run(&mut dump, url)?;
    let tables = verify(url, path)?;
    let restore = format!("pg_restore --clean --if-exists --dbname={place} {path}");
    Ok((format!("pg_restore reads it to its end, with the rows of {tables} tables"), restore))
}

/// Reads all of it, and counts the tables whose rows it has.
fn verify(url: &DatabaseUrl, path: &Utf8Path) -> Result<usize, BackupError> {
    let useless = |reason: String| BackupError::Useless { path: path.to_owned(), reason };
    let null = if cfg!(windows) { "NUL" } else { "/dev/null" };
    tool::run(Command::new("pg_restore").arg(format!("--file={null}")).arg(path), url)?;
    let list = tool::run(Command::new("pg_restore").arg("--list").arg(path), url)?;
    let copied = list.lines().filter(|line| !line.starts_with(';') && line.contains(" TABLE DATA ")).count();
    let mut connection = Connection::open(url).map_err(|error| BackupError::Database(error.to_string()))?;
    let refused = |reason: String| BackupError::Database(reason);
    let database = database(&mut connection).map_err(|error| refused(error.to_string()))?;
    let there =
        database.number(include_str!("tables.postgres.sql")).map_err(|error| refused(error.to_string()))?;
    let there = there.and_then(|there| usize::try_from(there).ok()).unwrap_or_default();
    match copied < there {
        true => Err(useless(format!("it has the rows of {copied} tables, the database of {there}"))),
        false => Ok(copied),
    }
}
