//! Numbers about the rows that are there.

#[cfg(feature = "mysql")]
use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl};
use schemist_schema::Engine;

use crate::{Connection, ReflectError};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// What one question may cost, in seconds.
const LIMIT: u32 = 5;

impl Connection {
    /// The number that a query gives in its one column `n`. Read-only, and given up after a few seconds: the query may
    /// be about tables of any size.
    ///
    /// # Errors
    /// Where the server refuses the query, or it takes too long.
    pub fn count(&mut self, sql: &str) -> Result<u64, ReflectError> {
        let (begin, end) = match self.engine() {
            Engine::Sqlite => ("PRAGMA query_only = ON".to_owned(), "PRAGMA query_only = OFF"),
            Engine::Postgres => (
                format!(
                    "BEGIN READ ONLY; SET LOCAL statement_timeout = '{LIMIT}s'; SET LOCAL lock_timeout = '1s'"
                ),
                "ROLLBACK",
            ),
            Engine::Mysql => ("START TRANSACTION READ ONLY".to_owned(), "ROLLBACK"),
        };
        self.execute(&begin)?;
        let counted = self.ask(sql);
        self.execute(end)?;
        counted.map(|n| u64::try_from(n).unwrap_or(0)).map_err(ReflectError::Query)
    }

    fn ask(&mut self, sql: &str) -> Result<i64, diesel::result::Error> {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(connection) => {
                diesel::sql_query(sql).get_result::<Count>(connection).map(|count| count.n)
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(connection) => {
                diesel::sql_query(sql).get_result::<Count>(connection).map(|count| count.n)
            }
            #[cfg(feature = "mysql")]
            Self::Mysql(connection) => {
                // MariaDB has `max_statement_time` in seconds, MySQL `max_execution_time` in milliseconds.
                let limits = format!("SET @@max_statement_time = {LIMIT}");
                let others = format!("SET @@max_execution_time = {}", LIMIT * 1000);
                let reset = match connection.batch_execute(&limits) {
                    Ok(()) => "SET @@max_statement_time = DEFAULT",
                    Err(_) => {
                        connection.batch_execute(&others)?;
                        "SET @@max_execution_time = DEFAULT"
                    }
                };
                let counted = diesel::sql_query(sql).get_result::<Count>(connection).map(|count| count.n);
                connection.batch_execute(reset)?;
                counted
            }
        }
    }
}
