use schemist_dialect::Dialect;
use schemist_schema::{Pair, Schema};
use similar::TextDiff;

use crate::outline;

/// Lines around a change.
const CONTEXT: usize = 3;

/// Two schemas as text, before and after, as a unified diff; `""` where they read the same.
pub fn unified(pair: Pair<&Schema>, names: Pair<&str>, dialect: &Dialect) -> String {
    let (before, after) = (outline(pair.previous, dialect), outline(pair.next, dialect));
    if before == after {
        return String::new();
    }
    let diff = TextDiff::from_lines(&before, &after);
    diff.unified_diff().context_radius(CONTEXT).header(names.previous, names.next).to_string()
}
