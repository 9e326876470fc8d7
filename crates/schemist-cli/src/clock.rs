//! The one clock of the program.

use jiff::Timestamp;

use crate::codes::BAD_INPUT;
use crate::failure::Failure;

/// The time in whole seconds, or what `SCHEMIST_NOW` says it is (RFC 3339), so that a run can be repeated to
/// the byte.
pub(crate) fn now() -> Result<Timestamp, Failure> {
    let given = std::env::var("SCHEMIST_NOW").ok().filter(|text| !text.is_empty());
    let now = match given {
        Some(text) => text.parse().map_err(|error| no_time(&text, &error))?,
        None => Timestamp::now(),
    };
    Timestamp::from_second(now.as_second()).map_err(Failure::internal)
}

fn no_time(text: &str, error: &jiff::Error) -> Failure {
    Failure::input(BAD_INPUT, format!("SCHEMIST_NOW is no time: `{text}`"))
        .with_note(error.to_string())
        .with_help("give it as RFC 3339, e.g. 2026-11-21T10:30:00Z, or unset it")
}
