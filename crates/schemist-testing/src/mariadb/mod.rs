//! MariaDB, or MySQL where a URL leads to one or nothing else is installed.

mod binaries;
mod instance;

use std::sync::LazyLock;

use crate::database::Client;
use crate::server::{Folder, ServerError, TestServer, variable};

/// Where the tests find a running server instead of starting one: a URL of a user who may create databases.
const URL_VARIABLE: &str = "SCHEMIST_TEST_MYSQL_URL";

static SERVER: LazyLock<Result<TestServer, ServerError>> = LazyLock::new(start);

/// The server of this test run: the one of `SCHEMIST_TEST_MYSQL_URL`, or a private one that is started
/// when it is first asked for and stops by itself.
///
/// # Panics
/// Where there is neither, with the ways to get one: a test that needs a server fails without it.
pub fn mysql() -> &'static TestServer {
    try_mysql().unwrap_or_else(|e| panic!("{e}"))
}

/// The same as [`mysql`], without the panic.
///
/// # Errors
/// Where there is neither a URL nor what a server needs.
pub fn try_mysql() -> Result<&'static TestServer, ServerError> {
    SERVER.as_ref().map_err(Clone::clone)
}

fn start() -> Result<TestServer, ServerError> {
    if let Some(url) = variable(URL_VARIABLE) {
        return Ok(TestServer::at(Client::Mysql, url));
    }
    let binaries = binaries::find()?;
    let folder = Folder::open("mariadb", binaries.server())?;
    TestServer::shared(Client::Mysql, &folder, |folder| instance::start(folder, &binaries))
}
