//! Rust source to a declared schema, with diagnostics that point into the source.
