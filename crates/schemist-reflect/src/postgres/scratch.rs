//! Statements tried in savepoints: what fails leaves no trace and does not take the rest along.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::result::Error;
use schemist_dialect::Statement;

use crate::ReflectError;

/// Why the server refused, in its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) detail: Option<String>,
    pub(super) hint: Option<String>,
}

/// Runs all of them, or none: then why. An error is the connection's.
pub(super) fn attempt(
    connection: &mut PgConnection,
    statements: &[Statement],
) -> Result<Result<(), Refusal>, ReflectError> {
    connection.batch_execute("SAVEPOINT schemist_attempt")?;
    let script: Vec<&str> = statements.iter().map(|s| s.sql.as_str()).collect();
    // The line end closes a comment that an expression may end in.
    match connection.batch_execute(&script.join("\n;\n")) {
        Ok(()) => {
            connection.batch_execute("RELEASE SAVEPOINT schemist_attempt")?;
            Ok(Ok(()))
        }
        Err(Error::DatabaseError(_, information)) => {
            connection.batch_execute(
                "ROLLBACK TO SAVEPOINT schemist_attempt; RELEASE SAVEPOINT schemist_attempt",
            )?;
            Ok(Err(Refusal {
                message: information.message().to_owned(),
                detail: information.details().map(str::to_owned),
                hint: information.hint().map(str::to_owned),
            }))
        }
        Err(other) => Err(other.into()),
    }
}

/// Runs a function and undoes what it did.
pub(super) fn undone<T>(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> Result<T, ReflectError>,
) -> Result<T, ReflectError> {
    connection.batch_execute("SAVEPOINT schemist_scratch")?;
    let value = work(connection)?;
    connection.batch_execute("ROLLBACK TO SAVEPOINT schemist_scratch; RELEASE SAVEPOINT schemist_scratch")?;
    Ok(value)
}
