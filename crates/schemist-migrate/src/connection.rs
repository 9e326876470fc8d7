//! What migrations run on.

use crate::database::{Database, database};
use crate::error::MigrateError;

/// A connection that migrations can run on: [`schemist_reflect::Connection`], or Diesel's own connection of an engine
/// that is built in. A pooled connection is one of these behind a `&mut *`.
pub trait MigrationConnection: sealed::Sealed {}

impl<T: sealed::Sealed> MigrationConnection for T {}

pub(crate) mod sealed {
    use super::{Database, MigrateError};

    /// The engine's side of it.
    pub struct DatabaseRef<'a>(pub(crate) &'a mut dyn Database);

    pub trait Sealed {
        fn database(&mut self) -> Result<DatabaseRef<'_>, MigrateError>;
    }
}

use sealed::{DatabaseRef, Sealed};

impl Sealed for schemist_reflect::Connection {
    fn database(&mut self) -> Result<DatabaseRef<'_>, MigrateError> {
        database(self).map(DatabaseRef)
    }
}

#[cfg(feature = "sqlite")]
impl Sealed for diesel::SqliteConnection {
    fn database(&mut self) -> Result<DatabaseRef<'_>, MigrateError> {
        Ok(DatabaseRef(self))
    }
}

#[cfg(feature = "postgres")]
impl Sealed for diesel::PgConnection {
    fn database(&mut self) -> Result<DatabaseRef<'_>, MigrateError> {
        Ok(DatabaseRef(self))
    }
}

#[cfg(feature = "mysql")]
impl Sealed for diesel::MysqlConnection {
    fn database(&mut self) -> Result<DatabaseRef<'_>, MigrateError> {
        Ok(DatabaseRef(self))
    }
}
