//! Expressions are written into migrations in the server's own words. Some of them it prints differently once it has
//! read what it printed, and every comparison after that would find a change, for ever: those are brought into the
//! form that stays, wherever they are read.

use super::array_casts::pushed_down;
use super::nested_conditions::flattened;

/// The text as the server prints it when it is given the text.
pub(super) fn settled(sql: &str) -> String {
    flattened(&pushed_down(sql))
}
