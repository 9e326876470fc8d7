//! Source files: which there are, what each declares, and which name means what among them.

mod cargo;
mod digest;
mod folder;
mod modules;
mod symbols;

pub use cargo::crate_roots;

pub(crate) use digest::{Definition, Kind};
pub(crate) use modules::{LoadedFile, load_files};
pub(crate) use symbols::{Meaning, Scope, Symbol, Symbols};
