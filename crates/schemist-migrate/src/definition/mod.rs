//! All that defines a database, as statements that make another one like it: also what models do not describe. Rows,
//! owners and privileges are no part of it, nor is what Schemist and Diesel keep there for themselves.

#[cfg(feature = "mysql")]
mod mysql;
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::Engine;

use crate::backup::BackupError;

/// The statements, in an order in which they work; on PostgreSQL those of `pg_dump`.
///
/// # Errors
/// Where the database cannot be read, or the program is missing.
pub fn statements(url: &DatabaseUrl, connection: &mut Connection) -> Result<String, BackupError> {
    match connection {
        #[cfg(feature = "sqlite")]
        Connection::Sqlite(connection) => sqlite::statements(connection),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => mysql::statements(connection),
        _ if url.engine() == Engine::Postgres => postgres::statements(url),
        _ => Err(BackupError::Database(format!("{} is not built in", url.engine()))),
    }
}
