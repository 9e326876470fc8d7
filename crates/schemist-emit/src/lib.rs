//! Plan to migration files, schema to Rust source.
