//! The one clock of the program.

use jiff::Timestamp;

use crate::codes::BAD_INPUT;
use crate::failure::Failure;

/// The time, or what `SCHEMIST_NOW` says it is (RFC 3339), so that a run can be repeated to the byte.
pub(crate) fn now() -> Result<Timestamp, Failure> {
    match std::env::var("SCHEMIST_NOW") {
        Ok(text) if !text.is_empty() => text.parse().map_err(|error| {
            Failure::input(BAD_INPUT, format!("SCHEMIST_NOW is no time: {error}"))
                .with_help("give it as RFC 3339, e.g. 2026-11-21T10:30:00Z, or unset it")
        }),
        _ => Ok(Timestamp::now()),
    }
}
