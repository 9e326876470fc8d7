//! A private PostgreSQL cluster that all test processes of a run share and nobody has to stop.
//!
//! `cargo nextest` runs one process per test, so the cluster must outlive the process that started it and
//! still be gone when the run is over, however the run ends. Two locked files in one folder make it so:
//!
//! * `lock` is held while the cluster is started, looked up or stopped: one at a time.
//! * `users` is held, shared, by every test process for as long as it lives; the kernel lets go of it
//!   when the process ends, even on SIGKILL. A small guardian process, started with the cluster, tries
//!   to get it alone; once it has succeeded for some seconds on end nobody is left, and it stops the
//!   cluster and removes it.

mod binaries;
mod cluster;
mod folder;

use std::sync::LazyLock;

use crate::TestDatabase;

/// Where the tests find a running server instead of starting one: a URL of a role that may create databases.
const URL_VARIABLE: &str = "SCHEMIST_TEST_POSTGRES_URL";

/// A PostgreSQL server for tests.
#[derive(Debug)]
pub struct PostgresServer {
    url: String,
    /// Held until the process ends, see the module; `None` for a server that is not ours.
    _user: Option<std::fs::File>,
}

/// Why there is no server.
#[derive(Debug, Clone, thiserror::Error)]
pub enum PostgresError {
    /// No binaries and no URL.
    #[error(
        "the tests need PostgreSQL: no `initdb` and `postgres` in {searched}.\n\
         Install it (Debian, Ubuntu: `apt-get install postgresql`; macOS: `brew install postgresql`),\n\
         or set SCHEMIST_TEST_POSTGRES_URL=postgres://… to a server where databases may be created,\n\
         or set SCHEMIST_TEST_POSTGRES_BIN to the folder of the binaries."
    )]
    NotInstalled {
        /// The folders that were looked at.
        searched: String,
    },
    /// A program failed.
    #[error("`{command}` failed: {reason}")]
    Command {
        /// The program and its arguments.
        command: String,
        /// What it said.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("cannot {action} {path}: {reason}")]
    File {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A statement failed, or there was no connection for it.
    #[error("`{sql}` failed: {reason}")]
    Query {
        /// The statement.
        sql: String,
        /// What the server or the client library said.
        reason: String,
    },
}

static SERVER: LazyLock<Result<PostgresServer, PostgresError>> = LazyLock::new(PostgresServer::start);

/// The server of this test run: the one of `SCHEMIST_TEST_POSTGRES_URL`, or a private cluster that is
/// started when it is first asked for and stops by itself.
///
/// # Panics
/// Where there is neither, with the ways to get one: a test that needs a server fails without it.
pub fn postgres() -> &'static PostgresServer {
    try_postgres().unwrap_or_else(|e| panic!("{e}"))
}

/// The same as [`postgres`], without the panic.
///
/// # Errors
/// Where there is neither a URL nor what a cluster needs.
pub fn try_postgres() -> Result<&'static PostgresServer, PostgresError> {
    SERVER.as_ref().map_err(Clone::clone)
}

impl PostgresServer {
    fn start() -> Result<Self, PostgresError> {
        if let Some(url) = std::env::var(URL_VARIABLE).ok().filter(|url| !url.is_empty()) {
            return Ok(Self { url, _user: None });
        }
        let binaries = binaries::find()?;
        let folder = folder::Folder::open(&binaries)?;
        let _lock = folder.lock()?;
        let user = folder.join_users()?;
        let url = match cluster::running(&folder) {
            Some(url) => url,
            None => cluster::start(&folder, &binaries)?,
        };
        Ok(Self { url, _user: Some(user) })
    }

    /// The URL of its `postgres` database. Tests use [`PostgresServer::database`].
    pub fn url(&self) -> &str {
        &self.url
    }

    /// An empty database of its own for one test.
    ///
    /// # Panics
    /// Where the server refuses to create it.
    pub fn database(&self) -> TestDatabase {
        TestDatabase::on_server(&self.url).unwrap_or_else(|e| panic!("{e}"))
    }
}
