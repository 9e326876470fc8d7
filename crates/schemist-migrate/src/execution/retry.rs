//! Trying again where a statement gave up waiting for a lock.

use std::time::Duration;

use diesel::result::Error;

use super::Execution;
use crate::database::is_lock_timeout;
use crate::progress::Progress;

impl Execution<'_> {
    /// Waits and says so, where a statement gave up waiting for a lock and may be tried again.
    pub(crate) fn waits_again(&mut self, error: &Error, attempt: u32) -> bool {
        let gave_up = self.gave_up_waiting(error);
        if self.options.single_transaction || attempt >= self.options.lock_retries || !gave_up {
            return false;
        }
        pause_before_retry(self.progress, &error.to_string(), attempt, self.options.lock_retries);
        true
    }

    /// Whether the statement that ran last gave up waiting for a lock.
    pub(super) fn gave_up_waiting(&self, error: &Error) -> bool {
        let limit = self.options.timeouts.lock.filter(|_| self.speaks_otherwise);
        is_lock_timeout(error, self.last_took, limit)
    }
}

/// The longest pause before a statement is tried again.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Twice as long each time.
pub(crate) fn pause_before_retry(progress: &mut dyn Progress, reason: &str, attempt: u32, retries: u32) {
    let pause = Duration::from_millis(500).saturating_mul(2_u32.saturating_pow(attempt)).min(LONGEST_PAUSE);
    progress.notice(&format!(
        "{}; trying again in {:.1} s ({} of {retries})",
        reason.lines().next().unwrap_or_default(),
        pause.as_secs_f64(),
        attempt + 1,
    ));
    std::thread::sleep(pause);
}
