//! The columns of relations by name, whatever they are: models of views are compared with them.

use std::collections::BTreeMap;

use schemist_schema::{Columns, QualifiedName};

use crate::{Connection, ReflectError};

/// The columns of those of the relations that are there: tables, views, materialized views. Only name and type of
/// each are read; where the engine tells no type (an expression, on SQLite) it is empty.
///
/// # Errors
/// Where a query fails, for one because a view speaks of a table that is gone.
pub fn relation_columns(
    connection: &mut Connection,
    names: &[QualifiedName],
) -> Result<BTreeMap<QualifiedName, Columns>, ReflectError> {
    if names.is_empty() {
        return Ok(BTreeMap::new());
    }
    match connection {
        #[cfg(feature = "sqlite")]
        Connection::Sqlite(connection) => crate::sqlite::relation_columns(connection, names),
        #[cfg(feature = "postgres")]
        Connection::Postgres(connection) => crate::postgres::relation_columns(connection, names),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => crate::mysql::relation_columns(connection, names),
    }
}
