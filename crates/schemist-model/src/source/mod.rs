//! Source files: which there are, what each declares, and which name means what among them.

mod cargo;
mod constant;
mod definitions;
mod depth;
mod digest;
mod fast;
mod folder;
mod items;
mod modules;
mod symbols;
mod syntax;

pub use cargo::{FeatureSelection, Packages, crate_roots};

pub(crate) use digest::{Definition, Digest, Kind, Wrapped, how_to_include, macro_model};
pub(crate) use modules::{Files, LoadedFile, load_files};
pub(crate) use symbols::{Meaning, Scope, Symbol, Symbols};
