use diesel::connection::SimpleConnection;
use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{Pair, Schema};

use crate::{Connection, ReflectError};

/// A database that can be asked for its schema: a [`Connection`], or one of Diesel's own that a program has opened.
pub trait LiveDatabase {
    /// The dialect of the server at its own version.
    ///
    /// # Errors
    /// Where the query for the version fails.
    fn live_dialect(&mut self) -> Result<Dialect, ReflectError>;

    /// As [`reflect`](crate::reflect).
    ///
    /// # Errors
    /// Where a query fails.
    fn live_schema(&mut self) -> Result<(Schema, Vec<Diagnostic>), ReflectError>;

    /// As [`normalize`](crate::normalize).
    ///
    /// # Errors
    /// Where the scratch itself cannot be made.
    fn live_normalize(&mut self, pair: &mut Pair<Schema>) -> Result<Vec<Diagnostic>, ReflectError>;

    /// Runs SQL text of one or more statements.
    ///
    /// # Errors
    /// With the server's words.
    fn run_sql(&mut self, sql: &str) -> Result<(), ReflectError>;
}

impl LiveDatabase for Connection {
    fn live_dialect(&mut self) -> Result<Dialect, ReflectError> {
        self.dialect()
    }

    fn live_schema(&mut self) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
        crate::reflect(self)
    }

    fn live_normalize(&mut self, pair: &mut Pair<Schema>) -> Result<Vec<Diagnostic>, ReflectError> {
        crate::normalize(self, pair)
    }

    fn run_sql(&mut self, sql: &str) -> Result<(), ReflectError> {
        self.execute(sql)
    }
}

/// For Diesel's connection of an engine, by the functions of its module.
macro_rules! live {
    ($feature:literal, $connection:ty, $engine:ident, $module:ident) => {
        #[cfg(feature = $feature)]
        impl LiveDatabase for $connection {
            fn live_dialect(&mut self) -> Result<Dialect, ReflectError> {
                let version = crate::$module::version(self)?;
                Ok(Dialect::at_version(schemist_schema::Engine::$engine, version))
            }

            fn live_schema(&mut self) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
                crate::$module::reflect(self)
            }

            fn live_normalize(&mut self, pair: &mut Pair<Schema>) -> Result<Vec<Diagnostic>, ReflectError> {
                crate::$module::normalize(self, pair)
            }

            fn run_sql(&mut self, sql: &str) -> Result<(), ReflectError> {
                self.batch_execute(sql).map_err(ReflectError::Query)
            }
        }
    };
}

live!("sqlite", diesel::sqlite::SqliteConnection, Sqlite, sqlite);
live!("postgres", diesel::pg::PgConnection, Postgres, postgres);
live!("mysql", diesel::mysql::MysqlConnection, Mysql, mysql);
