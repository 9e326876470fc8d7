//! PostgreSQL.

mod binaries;
mod cluster;

use std::sync::LazyLock;

use crate::database::Client;
use crate::server::{Folder, ServerError, TestServer, variable};

/// Where the tests find a running server instead of starting one: a URL of a role that may create databases.
const URL_VARIABLE: &str = "SCHEMIST_TEST_POSTGRES_URL";

static SERVER: LazyLock<Result<TestServer, ServerError>> = LazyLock::new(start);

/// The server of this test run: the one of `SCHEMIST_TEST_POSTGRES_URL`, or a private cluster that is
/// started when it is first asked for and stops by itself.
///
/// # Panics
/// Where there is neither, with the ways to get one: a test that needs a server fails without it.
pub fn postgres() -> &'static TestServer {
    try_postgres().unwrap_or_else(|e| panic!("{e}"))
}

/// The same as [`postgres`], without the panic.
///
/// # Errors
/// Where there is neither a URL nor what a cluster needs.
pub fn try_postgres() -> Result<&'static TestServer, ServerError> {
    SERVER.as_ref().map_err(Clone::clone)
}

fn start() -> Result<TestServer, ServerError> {
    if let Some(url) = variable(URL_VARIABLE) {
        return Ok(TestServer::at(Client::Postgres, url));
    }
    let binaries = binaries::find()?;
    let folder = Folder::open("pg", &binaries)?;
    TestServer::shared(Client::Postgres, &folder, |folder| cluster::start(folder, &binaries))
}
