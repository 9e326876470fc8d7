use std::path::Path;

/// Why there is no server.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ServerError {
    /// No binaries and no URL.
    #[error("the tests need {server}: no {programs} in {searched}.\n{ways}")]
    NotInstalled {
        /// The product.
        server: &'static str,
        /// What was looked for.
        programs: &'static str,
        /// The folders that were looked at.
        searched: String,
        /// How to get it.
        ways: &'static str,
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

impl ServerError {
    pub(crate) fn file(action: &'static str, path: &Path, error: &std::io::Error) -> Self {
        Self::File { action, path: path.display().to_string(), reason: error.to_string() }
    }

    /// With what the server wrote into its log.
    pub(crate) fn with_log(self, log: &Path) -> Self {
        match (self, std::fs::read_to_string(log)) {
            (Self::Command { command, reason }, Ok(log)) => {
                Self::Command { command, reason: format!("{reason}\n{log}") }
            }
            (error, _) => error,
        }
    }
}
