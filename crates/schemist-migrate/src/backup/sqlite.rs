//! `VACUUM INTO`: a copy of one moment, also while others write.

use camino::Utf8Path;
use schemist_dialect::Dialect;
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::Engine;

use super::BackupError;
use crate::database::database;

pub(super) fn take(url: &DatabaseUrl, path: &Utf8Path) -> Result<(String, String), BackupError> {
    let file = url.sqlite_file().ok_or(BackupError::InMemory)?;
    let refused = |reason: String| BackupError::Database(reason);
    let mut connection = Connection::open(url).map_err(|error| refused(error.to_string()))?;
    let target = Dialect::new(Engine::Sqlite).string_literal(path.as_str());
    let source = database(&mut connection).map_err(|error| refused(error.to_string()))?;
    source.execute(&format!("VACUUM INTO {target}")).map_err(|error| refused(error.to_string()))?;
    verify(&mut connection, path)?;
    // Not `cp`: a journal beside the file would be taken for the copy's.
    let restore = format!("sqlite3 {file} \".restore '{path}'\"");
    Ok(("integrity_check is ok, and every table and index is there".to_owned(), restore))
}

fn verify(source: &mut Connection, path: &Utf8Path) -> Result<(), BackupError> {
    let useless = |reason: String| BackupError::Useless { path: path.to_owned(), reason };
    let url = DatabaseUrl::parse(&format!("sqlite:{path}")).map_err(|error| useless(error.to_string()))?;
    let mut copy = Connection::open(&url).map_err(|error| useless(error.to_string()))?;
    let check =
        texts(&mut copy, "SELECT integrity_check AS value FROM pragma_integrity_check").map_err(useless)?;
    if check != ["ok"] {
        return Err(useless(check.join("; ")));
    }
    let names = "SELECT type || ' ' || name AS value FROM sqlite_schema ORDER BY 1";
    let there = texts(source, names).map_err(BackupError::Database)?;
    let copied = texts(&mut copy, names).map_err(useless)?;
    match there.iter().find(|name| !copied.contains(name)) {
        Some(missing) => Err(useless(format!("{missing} is missing in it"))),
        None => Ok(()),
    }
}

fn texts(connection: &mut Connection, sql: &str) -> Result<Vec<String>, String> {
    let database = database(connection).map_err(|error| error.to_string())?;
    Ok(database.texts(sql).map_err(|error| error.to_string())?.into_iter().flatten().collect())
}
