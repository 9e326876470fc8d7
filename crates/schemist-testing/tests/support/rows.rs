//! Rows as text.

use diesel::prelude::*;
use schemist_reflect::Connection;

use super::Result;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// The column `line`, a text, of all rows of a query.
pub(crate) fn lines(connection: &mut Connection, sql: &str) -> Result<Vec<String>> {
    let query = diesel::sql_query(sql);
    let rows: QueryResult<Vec<Line>> = match connection {
        Connection::Sqlite(connection) => query.load(connection),
        Connection::Postgres(connection) => query.load(connection),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => query.load(connection),
        _ => return Err("an engine that the tests do not know".into()),
    };
    Ok(rows.map_err(|e| format!("{sql}: {e}"))?.into_iter().map(|row| row.line).collect())
}
