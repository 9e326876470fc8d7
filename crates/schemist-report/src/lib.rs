//! Diagnostics, operations and schemas to the output formats: text for people, JSON for programs.
//!
//! Pure: source text comes in through a function, and nothing is printed here.

mod human;
mod json;
mod outline;
mod source;
mod summary;

pub use human::human;
pub use json::{FORMAT, json, json_difference};
pub use outline::outline;
pub use source::span_at;
pub use summary::summary;
