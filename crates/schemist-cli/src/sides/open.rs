//! A side with its schema read.

use camino::Utf8Path;
use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_diff::RenameOptions;
use schemist_migrate::{MigrationDirectory, Runner};
use schemist_reflect::{Connection, DatabaseUrl, ScratchDatabase};
use schemist_schema::{Engine, Pair, Schema};

use crate::codes::{BAD_INPUT, DATABASE_REFUSED, NO_SCRATCH};
use crate::context::Context;
use crate::database::{self, refused};
use crate::failure::Failure;
use crate::pipeline::Declared;
use crate::sides::Side;
use crate::sides::sql_file::{self, LoadProblem};
use crate::{pipeline, revisions};

/// A side with its schema.
pub(crate) enum Opened {
    /// In the words of a server that can be asked.
    Live { schema: Schema, place: Place },
    /// In the words of a server that is not there.
    Recorded(Schema),
    /// In the words of the models.
    Declared(Declared),
}

/// Where a schema lies.
pub(crate) enum Place {
    /// In a database of the user's, which is only read.
    Database(Box<Connection>),
    /// In one of our own.
    Scratch(Box<ScratchDatabase>),
}

impl Place {
    pub(crate) fn connection(&mut self) -> Result<&mut Connection, Failure> {
        match self {
            Self::Database(connection) => Ok(connection),
            Self::Scratch(scratch) => scratch.connection().map_err(refused),
        }
    }
}

/// The engine of a comparison, and where scratch databases can be made for it.
pub(crate) struct Surroundings<'a> {
    pub(crate) context: &'a Context,
    pub(crate) engine: Engine,
    pub(crate) server: Option<DatabaseUrl>,
    /// What is said of renames.
    pub(crate) renames: &'a RenameOptions,
}

impl Surroundings<'_> {
    /// Reads the schema of a side. What there is to remark is added.
    pub(crate) fn open(&self, side: Side, remarks: &mut Vec<Diagnostic>) -> Result<Opened, Failure> {
        match side {
            Side::Database(url) => {
                let mut connection = database::open(&url)?;
                let schema = reflect(&mut connection, remarks)?;
                Ok(Opened::Live { schema, place: Place::Database(Box::new(connection)) })
            }
            Side::Snapshot(snapshot) => Ok(Opened::Recorded(snapshot.schema)),
            Side::Models(path) => self.models(&path).map(Opened::Declared),
            Side::Sql { path, text } => {
                let mut scratch = self.scratch()?;
                sql_file::load(scratch.connection().map_err(refused)?, &text)
                    .map_err(|problem| not_loaded(&path, problem))?;
                self.of_scratch(scratch, remarks)
            }
            Side::Migrations(directory) => {
                let mut scratch = self.scratch()?;
                replay(&directory, scratch.connection().map_err(refused)?)?;
                self.of_scratch(scratch, remarks)
            }
        }
    }

    /// A schema made real in scratch.
    pub(crate) fn realized(&self, schema: &Schema) -> Result<Opened, Failure> {
        let mut scratch = self.scratch()?;
        let connection = scratch.connection().map_err(refused)?;
        let dialect = connection.dialect().map_err(refused)?;
        let all = Pair::new(Schema::default(), schema.clone());
        let plan = pipeline::compare_schemas(all, dialect)?.plan()?;
        for statement in plan.statements() {
            connection.execute(&statement.sql).map_err(refused)?;
        }
        self.of_scratch(scratch, &mut Vec::new())
    }

    fn of_scratch(
        &self,
        mut scratch: ScratchDatabase,
        remarks: &mut Vec<Diagnostic>,
    ) -> Result<Opened, Failure> {
        // A dump sets the search path, among others.
        scratch.reconnect().map_err(refused)?;
        let schema = reflect(scratch.connection().map_err(refused)?, remarks)?;
        Ok(Opened::Live { schema, place: Place::Scratch(Box::new(scratch)) })
    }

    fn scratch(&self) -> Result<ScratchDatabase, Failure> {
        match (self.engine, &self.server) {
            (Engine::Sqlite, _) => ScratchDatabase::in_memory().map_err(refused),
            (_, Some(server)) => ScratchDatabase::on_server_of(server).map_err(refused),
            (engine, None) => {
                let name = if engine == Engine::Mysql { "MariaDB or MySQL" } else { "PostgreSQL" };
                let message = format!("there is no {name} server for a scratch database");
                Err(Failure::input(NO_SCRATCH, message).with_help(
                    "name a database on one with --database-url; nothing in it is read or changed",
                ))
            }
        }
    }

    fn models(&self, path: &Utf8Path) -> Result<Declared, Failure> {
        let project = self.context.project()?;
        let sources = project.models_at(path)?;
        pipeline::declared(&sources, &self.dialect()?)
    }

    /// The dialect of the server at hand.
    pub(crate) fn dialect(&self) -> Result<Dialect, Failure> {
        match &self.server {
            Some(url) if url.engine() != Engine::Sqlite => database::open(url)?.dialect().map_err(refused),
            Some(_) | None => Ok(Dialect::new(self.engine)),
        }
    }
}

fn reflect(connection: &mut Connection, remarks: &mut Vec<Diagnostic>) -> Result<Schema, Failure> {
    let (schema, found) = schemist_reflect::reflect(connection).map_err(refused)?;
    remarks.extend(found);
    Ok(schema)
}

fn replay(directory: &MigrationDirectory, connection: &mut Connection) -> Result<(), Failure> {
    if !directory.revisions().is_empty() {
        Runner::new(connection, directory).upgrade("heads", &mut ()).map_err(revisions::refused)?;
    }
    Ok(())
}

fn not_loaded(path: &Utf8Path, problem: LoadProblem) -> Failure {
    match problem {
        LoadProblem::ReachesOutside(line, why) => {
            Failure::input(BAD_INPUT, format!("{path}:{line} cannot be run in scratch: {why}"))
        }
        LoadProblem::Refused(line, error) => {
            Failure::database(DATABASE_REFUSED, format!("{path}:{line}: {error}"))
                .with_note("the file was run in a scratch database, which is gone")
        }
    }
}
