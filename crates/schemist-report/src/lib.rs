//! Diagnostics, operations and schemas to the output formats: text for people, JSON for programs.
//!
//! Pure: source text comes in through a function, and nothing is printed here.

mod changes;
pub mod erd;
mod github;
mod gitlab;
mod graph;
mod human;
mod json;
mod junit;
mod markdown;
mod outline;
mod overview;
mod review;
mod sarif;
mod source;
mod summary;
#[cfg(test)]
mod tests;
mod unified;

pub use github::github;
pub use gitlab::gitlab;
pub use graph::{GraphEdge, GraphNode, dot_graph, mermaid_graph};
pub use human::human;
pub use json::{FORMAT, json, json_difference};
pub use junit::junit;
pub use markdown::markdown;
pub use outline::outline;
pub use overview::{overview, wrapped};
pub use review::Review;
pub use sarif::sarif;
pub use source::span_at;
pub use summary::{figures, summary};
pub use unified::unified;
