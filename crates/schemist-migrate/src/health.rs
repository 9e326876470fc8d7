//! What there is to know about a database before and after migrations: who is connected, what the role may do, and what
//! was left behind.

use schemist_dialect::Dialect;
use schemist_reflect::Connection;
use schemist_schema::Engine;

use crate::database::{Database, database, failure};
use crate::error::MigrateError;

/// A privilege that commands need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privilege {
    /// What it is needed for: `create tables`.
    pub purpose: String,
    /// The role has it.
    pub granted: bool,
    /// Nothing works without it; where not, some commands do.
    pub is_vital: bool,
    /// The statement that grants it, where one does.
    pub remedy: Option<String>,
}

/// The server and its version, in its own words.
///
/// # Errors
/// Where the database cannot be asked.
pub fn server(connection: &mut Connection) -> Result<String, MigrateError> {
    let database = database(connection)?;
    let sql = match database.engine() {
        Engine::Sqlite => "SELECT 'SQLite ' || sqlite_version() AS value",
        Engine::Postgres => "SELECT split_part(version(), ' on ', 1) AS value",
        Engine::Mysql => "SELECT CONCAT('MariaDB or MySQL ', VERSION()) AS value",
    };
    Ok(ask(database, "ask for the version", sql)?.into_iter().next().unwrap_or_default())
}

/// What the role may do here.
///
/// # Errors
/// Where the database cannot be asked.
pub fn privileges(connection: &mut Connection) -> Result<Vec<Privilege>, MigrateError> {
    let database = database(connection)?;
    match database.engine() {
        Engine::Sqlite => {
            // Found out by taking the lock that a write takes, which changes nothing.
            let granted = match database.begin() {
                Ok(()) => {
                    database.rollback();
                    true
                }
                Err(error) => !crate::database::is_read_only(&error),
            };
            Ok(vec![Privilege {
                purpose: "write to the file".to_owned(),
                granted,
                is_vital: true,
                remedy: Some("make the file and its folder writable".to_owned()),
            }])
        }
        Engine::Postgres => {
            let rows = ask(database, "ask for privileges", include_str!("database/postgres/privileges.sql"))?;
            Ok(rows.iter().filter_map(|row| privilege(row)).collect())
        }
        Engine::Mysql => {
            let grants = ask(database, "ask for privileges", include_str!("database/mysql/privileges.sql"))?;
            Ok(grants.iter().filter_map(|row| privilege(row)).collect())
        }
    }
}

/// A row is `vital|granted|purpose|remedy`.
fn privilege(row: &str) -> Option<Privilege> {
    let mut parts = row.splitn(4, '|');
    let (is_vital, granted, purpose) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Privilege {
        purpose: purpose.to_owned(),
        granted: granted == "1",
        is_vital: is_vital == "1",
        remedy: parts.next().filter(|text| !text.is_empty()).map(str::to_owned),
    })
}

/// Scratch databases on the server that a killed process left behind: those to which nobody is connected.
///
/// # Errors
/// Where the database cannot be asked.
pub fn left_scratch_databases(connection: &mut Connection) -> Result<Vec<String>, MigrateError> {
    let database = database(connection)?;
    let sql = match database.engine() {
        Engine::Sqlite => return Ok(Vec::new()),
        Engine::Postgres => include_str!("database/postgres/scratch_databases.sql"),
        Engine::Mysql => include_str!("database/mysql/scratch_databases.sql"),
    };
    ask(database, "look for scratch databases", sql)
}

/// Drops a database that [`left_scratch_databases`] named.
///
/// # Errors
/// Where the server refuses.
pub fn drop_scratch_database(connection: &mut Connection, name: &str) -> Result<(), MigrateError> {
    let database = database(connection)?;
    let engine = database.engine();
    let sql = format!("DROP DATABASE IF EXISTS {}", Dialect::new(engine).quote(name));
    database
        .execute(&sql)
        .map_err(|error| failure(engine, format!("drop the scratch database {name}"), error))
}

/// Indexes that a failed concurrent build left behind: they cost at every write and serve no query.
///
/// # Errors
/// Where the database cannot be asked.
pub fn invalid_indexes(connection: &mut Connection) -> Result<Vec<String>, MigrateError> {
    let database = database(connection)?;
    match database.engine() {
        Engine::Sqlite | Engine::Mysql => Ok(Vec::new()),
        Engine::Postgres => {
            ask(database, "look for INVALID indexes", include_str!("database/postgres/invalid_indexes.sql"))
        }
    }
}

fn ask(database: &mut dyn Database, action: &str, sql: &str) -> Result<Vec<String>, MigrateError> {
    let engine = database.engine();
    let found = database.texts(sql).map_err(|error| failure(engine, action, error))?;
    Ok(found.into_iter().flatten().collect())
}
