use diesel::connection::{Connection as _, SimpleConnection};
use schemist_dialect::Dialect;
#[cfg(feature = "mysql")]
use schemist_dialect::split_script_of;
use schemist_schema::Engine;

use crate::{DatabaseUrl, ReflectError};

/// An open connection to one of the engines.
#[non_exhaustive]
pub enum Connection {
    /// SQLite.
    #[cfg(feature = "sqlite")]
    Sqlite(diesel::sqlite::SqliteConnection),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(diesel::pg::PgConnection),
    /// MariaDB or MySQL.
    #[cfg(feature = "mysql")]
    Mysql(diesel::mysql::MysqlConnection),
}

impl Connection {
    /// Connects. A SQLite file that does not exist is created, as everywhere with SQLite: call
    /// [`DatabaseUrl::sqlite_file`] first where that would be wrong.
    ///
    /// # Errors
    /// Where the server cannot be reached or refuses, with the URL (password left out) and the reason.
    pub fn open(url: &DatabaseUrl) -> Result<Self, ReflectError> {
        let refused = |error: diesel::ConnectionError| ReflectError::Connect {
            url: url.to_string(),
            reason: url.without_password(&tidy(&error.to_string())),
        };
        match url.engine() {
            #[cfg(feature = "sqlite")]
            Engine::Sqlite => {
                let mut connection =
                    diesel::sqlite::SqliteConnection::establish(url.connection_string()).map_err(refused)?;
                connection
                    .batch_execute("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;")
                    .map_err(|e| ReflectError::Connect { url: url.to_string(), reason: e.to_string() })?;
                Ok(Self::Sqlite(connection))
            }
            #[cfg(feature = "postgres")]
            Engine::Postgres => diesel::pg::PgConnection::establish(url.connection_string())
                .map_err(refused)
                .map(Self::Postgres),
            #[cfg(feature = "mysql")]
            Engine::Mysql => diesel::mysql::MysqlConnection::establish(url.connection_string())
                .map_err(refused)
                .map(Self::Mysql),
            #[allow(unreachable_patterns)] // reachable where an engine's feature is off
            engine => Err(ReflectError::EngineNotBuilt { engine }),
        }
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Engine::Sqlite,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Engine::Postgres,
            #[cfg(feature = "mysql")]
            Self::Mysql(_) => Engine::Mysql,
        }
    }

    /// The dialect of the server at its own version.
    ///
    /// # Errors
    /// Where the query for the version fails.
    pub fn dialect(&mut self) -> Result<Dialect, ReflectError> {
        let version = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(connection) => crate::sqlite::version(connection)?,
            #[cfg(feature = "postgres")]
            Self::Postgres(connection) => crate::postgres::version(connection)?,
            #[cfg(feature = "mysql")]
            Self::Mysql(connection) => crate::mysql::version(connection)?,
        };
        Ok(Dialect::at_version(self.engine(), version))
    }

    /// Runs SQL text of one or more statements.
    ///
    /// # Errors
    /// With the server's words.
    pub fn execute(&mut self, sql: &str) -> Result<(), ReflectError> {
        let result = match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(connection) => connection.batch_execute(sql),
            #[cfg(feature = "postgres")]
            Self::Postgres(connection) => connection.batch_execute(sql),
            #[cfg(feature = "mysql")]
            // MariaDB's client library does not survive a text without a statement.
            Self::Mysql(_) if split_script_of(Engine::Mysql, sql).is_empty() => Ok(()),
            #[cfg(feature = "mysql")]
            Self::Mysql(connection) => connection.batch_execute(sql),
        };
        result.map_err(ReflectError::Query)
    }
}

/// A driver's error without its line break at the end, and each line once: libpq tries again without TLS and says
/// the same again.
fn tidy(reason: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in reason.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_a_reason_once() {
        let refused = "connection failed: no";
        assert_eq!(tidy(&format!("{refused}\n\tWhy?\n{refused}\n\tWhy?\n\n")), "connection failed: no\nWhy?");
    }
}
