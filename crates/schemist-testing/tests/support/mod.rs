//! What the fixture runner and the property tests share.

pub(crate) mod pipeline;

use camino::Utf8PathBuf;
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::Engine;
use schemist_testing::TestDatabase;

/// Any failure of a test.
pub(crate) type Result<T, E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

/// The root of the repository.
#[allow(dead_code)] // not every test that shares this module needs it
pub(crate) fn repository() -> Utf8PathBuf {
    Utf8PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// An empty database of its own, and a connection to it.
pub(crate) fn scratch(engine: Engine) -> Result<(TestDatabase, Connection)> {
    let database = match engine {
        Engine::Sqlite => TestDatabase::sqlite(),
        Engine::Postgres => schemist_testing::try_postgres()?.database(),
        Engine::Mysql => return Err("there is no MariaDB server for tests yet".into()),
    };
    let connection = Connection::open(&DatabaseUrl::parse(database.url())?)?;
    Ok((database, connection))
}
