//! Migrations in Rust, by Diesel's own trait, among those in SQL.

use std::any::Any;
use std::collections::BTreeMap;
use std::error::Error as StdError;

use diesel::connection::BoxableConnection;
use diesel::migration::Migration;
use diesel::result::Error;

use crate::directory::RevisionTexts;
use crate::progress::Direction;
use crate::version::version_of_directory;

type Outcome = Result<(), Box<dyn StdError + Send + Sync>>;

/// Runs one migration on a connection of its own kind; none where the connection is of another.
type Run = Box<dyn Fn(Direction, &mut dyn Any) -> Option<Outcome> + Send + Sync>;

/// Migrations in Rust. Each stands in the order of versions as a directory made by Diesel would: behind the one before
/// it.
#[derive(Default)]
pub struct Code {
    /// By version.
    entries: BTreeMap<String, Entry>,
}

struct Entry {
    directory: String,
    in_transaction: bool,
    run: Run,
}

impl Code {
    /// Adds a migration for connections of type `C`. Its name is read as the name of a directory: the version stands
    /// before the first `_`.
    #[must_use]
    pub fn with<C, M>(mut self, migration: M) -> Self
    where
        C: diesel::Connection + BoxableConnection<C::Backend> + 'static,
        M: Migration<C::Backend> + Send + Sync + 'static,
    {
        let directory = migration.name().to_string();
        let in_transaction = migration.metadata().run_in_transaction();
        let run: Run = Box::new(move |direction, connection| {
            let connection = connection.downcast_mut::<C>()?;
            Some(match direction {
                Direction::Up => migration.run(connection),
                Direction::Down => migration.revert(connection),
            })
        });
        let version = version_of_directory(&directory);
        self.entries.insert(version, Entry { directory, in_transaction, run });
        self
    }

    /// What stands for them in the graph: a statement that does nothing.
    pub(crate) fn texts(&self) -> impl Iterator<Item = RevisionTexts> + '_ {
        self.entries.values().map(|entry| {
            let placeholder = "-- In Rust.\nSELECT 1;\n".to_owned();
            RevisionTexts {
                directory: entry.directory.clone(),
                up: Some(placeholder.clone()),
                down: Some(placeholder),
                metadata_toml: Some(format!("run_in_transaction = {}\n", entry.in_transaction)),
                revision_json: None,
            }
        })
    }

    /// Runs a migration; none where this version is none of Rust.
    pub(crate) fn run(
        &self,
        version: &str,
        direction: Direction,
        connection: &mut dyn Any,
    ) -> Option<Result<(), Error>> {
        let entry = self.entries.get(version)?;
        let outcome = (entry.run)(direction, connection)
            .unwrap_or_else(|| Err(format!("{} is for another kind of connection", entry.directory).into()));
        Some(outcome.map_err(|error| match error.downcast::<Error>() {
            Ok(error) => *error,
            Err(error) => Error::QueryBuilderError(error),
        }))
    }
}
