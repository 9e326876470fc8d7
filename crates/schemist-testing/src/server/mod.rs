//! Private servers that all test processes of a run share and nobody has to stop.
//!
//! `cargo nextest` runs one process per test, so a server must outlive the process that started it and
//! still be gone when the run is over, however the run ends. Two locked files in one folder make it so:
//!
//! * `lock` is held while the server is started, looked up or stopped: one at a time.
//! * `users` is held, shared, by every test process for as long as it lives; the kernel lets go of it
//!   when the process ends, even on SIGKILL. A small guardian process, started with the server, tries
//!   to get it alone; once it has succeeded for some seconds on end nobody is left, and it stops the
//!   server and removes it.

mod account;
mod error;
mod folder;
mod guardian;

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::TestDatabase;
use crate::database::Client;
pub(crate) use account::Account;
pub use error::ServerError;
pub(crate) use folder::Folder;
pub(crate) use guardian::Guardian;

/// The file with the URL of the running server.
const STATE: &str = "url";

/// How often another port is tried where somebody was faster to take the free one.
pub(crate) const ATTEMPTS: usize = 5;

/// A server for tests.
#[derive(Debug)]
pub struct TestServer {
    client: Client,
    url: String,
    /// Held until the process ends, see the module; `None` for a server that is not ours.
    _user: Option<std::fs::File>,
}

impl TestServer {
    /// One that somebody else runs.
    pub(crate) fn at(client: Client, url: String) -> Self {
        Self { client, url, _user: None }
    }

    /// The one in the folder, if it answers, else what `start` starts.
    pub(crate) fn shared(
        client: Client,
        folder: &Folder,
        start: impl FnOnce(&Folder) -> Result<String, ServerError>,
    ) -> Result<Self, ServerError> {
        let _lock = folder.lock()?;
        let user = folder.join_users()?;
        let running = std::fs::read_to_string(folder.join(STATE)).ok();
        let url = match running.filter(|url| client.answers(url)) {
            Some(url) => url,
            None => {
                let _ = std::fs::remove_file(folder.join(STATE));
                let url = start(folder)?;
                let state = folder.join(STATE);
                std::fs::write(&state, &url).map_err(|e| ServerError::file("write", &state, &e))?;
                url
            }
        };
        Ok(Self { client, url, _user: Some(user) })
    }

    /// The URL of a database that is always there. Tests use [`TestServer::database`].
    pub fn url(&self) -> &str {
        &self.url
    }

    /// An empty database of its own for one test.
    ///
    /// # Panics
    /// Where the server refuses to create it.
    pub fn database(&self) -> TestDatabase {
        TestDatabase::on_server(self.client, &self.url).unwrap_or_else(|e| panic!("{e}"))
    }
}

/// What a variable says, where it says anything.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

pub(crate) fn free_port() -> Result<u16, ServerError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    listener
        .map(|address| address.port())
        .map_err(|e| ServerError::file("find", Path::new("a free port"), &e))
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> Result<(), ServerError> {
    let described = format!("{command:?}");
    let failed = |reason: String| ServerError::Command { command: described, reason };
    // Standard output is not kept: a server inherits it from what starts it, and reading to its end would
    // wait for the server's.
    match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(status.to_string())),
        Err(error) => Err(failed(error.to_string())),
    }
}
