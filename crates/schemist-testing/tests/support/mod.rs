//! What the fixture runner and the property tests share.

pub(crate) mod pipeline;
pub(crate) mod rows;

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

/// Whether the tests were built for an engine: MariaDB needs a client library that not everybody has.
#[allow(dead_code)] // as above
pub(crate) fn is_built(engine: Engine) -> bool {
    engine != Engine::Mysql || cfg!(feature = "mysql")
}

/// An empty database of its own, and a connection to it.
pub(crate) fn scratch(engine: Engine) -> Result<(TestDatabase, Connection)> {
    let database = match engine {
        Engine::Sqlite => TestDatabase::sqlite(),
        Engine::Postgres => schemist_testing::try_postgres()?.database(),
        #[cfg(feature = "mysql")]
        Engine::Mysql => schemist_testing::try_mysql()?.database(),
        #[cfg(not(feature = "mysql"))]
        Engine::Mysql => return Err("the tests were built without the feature `mysql`".into()),
    };
    let connection = Connection::open(&DatabaseUrl::parse(database.url())?)?;
    Ok((database, connection))
}
