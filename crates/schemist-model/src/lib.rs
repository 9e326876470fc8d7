//! Rust source to a declared schema, with diagnostics that point into the source.
//!
//! [`load`] reads whole crates: it follows modules, looks names up among all files and lowers models to the
//! nouns of `schemist-schema`. [`single`] reads one item without a file system: the derive's way in. Both use
//! the same grammar ([`attributes`]), the same items ([`item`]) and the same lowering.

pub mod attributes;
mod cfg;
pub mod codes;
mod constants;
#[cfg(feature = "load")]
mod generics;
#[cfg(feature = "load")]
mod homes;
pub mod item;
#[cfg(feature = "load")]
mod load;
mod lower;
mod names;
mod place;
mod problem;
#[cfg(feature = "load")]
mod resolver;
#[cfg(feature = "load")]
mod selection;
pub mod single;
#[cfg(feature = "load")]
mod source;
pub mod types;

#[cfg(test)]
#[cfg(feature = "load")]
mod tests;

pub use cfg::{Cfg, NotACfg};
pub use constants::{Constant, UnknownConstant};
#[cfg(feature = "load")]
pub use load::{LoadError, Loaded, ModelSources, load};
pub use lower::{LoweredColumn, LoweredModel, PendingReference};
pub use names::{is_rust_identifier, table_name};
pub use place::{At, Edge, Place};
pub use problem::Problem;
#[cfg(feature = "load")]
pub use selection::ModelSelection;
#[cfg(feature = "load")]
pub use source::{FeatureSelection, Packages, crate_roots};
