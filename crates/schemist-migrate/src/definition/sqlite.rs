//! The statements that SQLite keeps, as they were given.

use diesel::SqliteConnection;

use crate::backup::BackupError;
use crate::database::Database;

pub(super) fn statements(connection: &mut SqliteConnection) -> Result<String, BackupError> {
    let found = connection.texts(include_str!("objects.sqlite.sql"));
    let found = found.map_err(|error| BackupError::Database(error.to_string()))?;
    Ok(found.into_iter().flatten().map(|sql| ended(&sql)).collect())
}

/// A comment at its end would swallow the semicolon.
fn ended(sql: &str) -> String {
    let sql = sql.trim_end();
    let gap = if sql.lines().last().is_some_and(|line| line.contains("--")) { "\n" } else { "" };
    format!("\n{sql}{gap};\n")
}
