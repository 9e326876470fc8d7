//! Waiting for a lock by attempts.

use std::time::{Duration, Instant};

use crate::error::MigrateError;
use crate::progress::Progress;

/// The first and the longest pause between two attempts.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// Tries until it succeeds or the time is over. Attempts, not one waiting call: on PostgreSQL that would hold a
/// snapshot, for which CREATE INDEX CONCURRENTLY of the other migrator would wait in turn.
pub(crate) fn until_locked<C>(
    session: &mut C,
    timeout: Duration,
    progress: &mut dyn Progress,
    mut attempt: impl FnMut(&mut C) -> Result<bool, MigrateError>,
    mut holder: impl FnMut(&mut C) -> String,
) -> Result<(), MigrateError> {
    let began = Instant::now();
    let mut pause = PAUSES.0;
    let mut told = false;
    while !attempt(session)? {
        let waited = began.elapsed();
        if waited >= timeout {
            return Err(MigrateError::Locked { holder: holder(session), waited });
        }
        if !told {
            progress.waiting(&holder(session));
            told = true;
        }
        std::thread::sleep(pause.min(timeout.saturating_sub(waited)));
        pause = (pause * 2).min(PAUSES.1);
    }
    Ok(())
}
