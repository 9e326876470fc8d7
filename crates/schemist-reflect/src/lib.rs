//! Live database to [`Schema`]: a constant number of catalogue queries kept in `.sql` files, one folder per
//! engine; and normalization by execution, which brings declared expressions into the engine's own words.

mod connection;
mod counts;
mod error;
mod live;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
mod relation_columns;
mod scratch_database;
#[cfg(feature = "sqlite")]
mod sqlite;
mod url;
mod url_parts;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Pair, Schema};

pub use connection::Connection;
pub use error::ReflectError;
pub use live::LiveDatabase;
#[cfg(feature = "mysql")]
pub use mysql::show_create;
pub use relation_columns::relation_columns;
pub use scratch_database::ScratchDatabase;
pub use url::{DatabaseUrl, UrlError};
pub use url_parts::ServerParts;

/// Everything the database holds: the core as nouns, the rest as unmanaged objects. Schemist's and Diesel's
/// own tables (names that begin with `__`) and the engine's own are left out. Diagnostics tell what could not
/// be read exactly.
///
/// # Errors
/// Where a query fails.
pub fn reflect(connection: &mut Connection) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
    match connection {
        #[cfg(feature = "sqlite")]
        Connection::Sqlite(connection) => sqlite::reflect(connection),
        #[cfg(feature = "postgres")]
        Connection::Postgres(connection) => postgres::reflect(connection),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => mysql::reflect(connection),
    }
}

/// Normalization by execution: brings the expressions of `pair.next` (declared) that differ in text from
/// those of the same object in `pair.previous` (live) into the words in which this server would report them,
/// by materialising only those tables in scratch that is rolled back. Nothing else changes. An expression the
/// server refuses is an error diagnostic with the declaration's span and the server's words.
///
/// Tables and columns are matched by name: apply renames to `previous` first.
///
/// # Errors
/// Where the scratch itself cannot be made.
pub fn normalize(
    connection: &mut Connection,
    pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    match connection {
        #[cfg(feature = "sqlite")]
        Connection::Sqlite(connection) => sqlite::normalize(connection, pair),
        #[cfg(feature = "postgres")]
        Connection::Postgres(connection) => postgres::normalize(connection, pair),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => mysql::normalize(connection, pair),
    }
}
