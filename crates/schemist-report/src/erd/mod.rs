//! Tables and foreign keys as a picture: what a [`Diagram`] shows, and one file for each way to draw it.

mod diagram;
mod dot;
mod layout;
mod mermaid;
mod routes;
mod svg;
#[cfg(test)]
mod tests;

pub use diagram::{ColumnsShown, Diagram};
pub use dot::dot;
pub use mermaid::mermaid;
pub use svg::svg;
