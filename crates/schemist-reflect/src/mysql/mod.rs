//! MariaDB and MySQL: `information_schema`, read with a constant number of queries kept in `sql`.

mod catalogue;
mod exact;
mod normalize;
mod relation_columns;
mod sequences;
mod show_create;
mod tables;
mod unmanaged;

use diesel::mysql::MysqlConnection;
use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{Engine, Pair, Schema};

use crate::ReflectError;
use catalogue::{Catalogue, Server};
pub(crate) use relation_columns::relation_columns;
pub use show_create::show_create;

pub(crate) fn version(connection: &mut MysqlConnection) -> Result<(u32, u32), ReflectError> {
    Server::read(connection)?.version_numbers()
}

/// The collation of the database that the connection has chosen, or of the server.
pub(crate) fn database_collation(connection: &mut MysqlConnection) -> Result<String, ReflectError> {
    Ok(Server::read(connection)?.collation)
}

pub(crate) fn reflect(connection: &mut MysqlConnection) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
    let server = Server::read(connection)?;
    if server.database.is_none() {
        return Err(ReflectError::Catalogue {
            object: "the database".to_owned(),
            reason: "the URL names none: write mysql://user@host/DATABASE".to_owned(),
        });
    }
    let dialect = Dialect::at_version(Engine::Mysql, server.version_numbers()?);
    let catalogue = Catalogue::read(connection, server, &dialect)?;
    let mut schema = tables::schema(&catalogue, &dialect);
    dialect.mark_following_names(&mut schema);
    Ok((schema, Vec::new()))
}

pub(crate) fn normalize(
    connection: &mut MysqlConnection,
    pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    normalize::normalize(connection, pair)
}
