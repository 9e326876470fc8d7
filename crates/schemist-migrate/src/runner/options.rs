//! How a run behaves.

use std::time::Duration;

/// How a run behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunnerOptions {
    /// How long to wait for another migrator.
    pub lock_timeout: Duration,
    /// Limits of each statement.
    pub timeouts: Timeouts,
    /// How often a statement that gave up waiting for a lock is tried again, with all that was rolled back with it.
    pub lock_retries: u32,
    /// All revisions in one transaction: all or none.
    pub single_transaction: bool,
}

/// Limits of the statements of a run. SQLite has none of them: there the whole database is the lock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Timeouts {
    /// How long a statement waits for locks of other sessions.
    pub lock: Option<Duration>,
    /// How long a statement may run.
    pub statement: Option<Duration>,
}

impl Default for RunnerOptions {
    fn default() -> Self {
        Self {
            lock_timeout: Duration::from_secs(60),
            timeouts: Timeouts::default(),
            lock_retries: 3,
            single_transaction: false,
        }
    }
}
