//! Plan to migration files, schema to Rust source, schema to text.
//!
//! Pure: nothing here reads a clock or writes a file. Texts that users chose (names, messages, comments)
//! end up in SQL comments and Rust source; the modules `comment` and `scaffold` see to it that they
//! stay there.

pub mod annotate;
mod checksum;
mod comment;
mod describe;
mod error;
mod migration;
pub mod scaffold;
pub mod schema_rs;
mod script;
pub mod snapshot;
mod statements;

pub use checksum::checksum;
pub use describe::describe;
pub use error::EmitError;
pub use migration::{
    Finding, MigrationFiles, MigrationInput, REVISION_FORMAT, RevisionFile, directory_name, migration, slug,
};
pub use script::script;
