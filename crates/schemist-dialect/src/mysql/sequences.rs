//! What MariaDB assumes of a sequence where nothing is said (manual: CREATE SEQUENCE).

use schemist_schema::SequenceOptions;

use crate::sequences::{self, Assumed, Resolved};

/// The outermost numbers mean that a sequence is at its end.
const ASSUMED: Assumed = Assumed { lowest: i64::MIN + 1, highest: i64::MAX - 1, cache: 1000 };

/// The options with what the server assumes.
pub(crate) fn resolve(options: &SequenceOptions) -> Resolved {
    sequences::resolve(options, ASSUMED)
}

/// The options without those that say what is assumed anyway.
pub(crate) fn canonical(options: &SequenceOptions) -> SequenceOptions {
    sequences::canonical(options, ASSUMED)
}
