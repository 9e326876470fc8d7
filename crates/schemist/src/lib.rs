//! What a program depends on: the derives that make its structs the declaration of its tables.
//!
//! ```no_run
//! use diesel::prelude::*;
//!
//! #[derive(schemist::Model, HasQuery, Insertable)]
//! pub struct User {
//!     pub id: i32,
//!     #[model(unique)]
//!     pub email: String,
//!     pub status: Status,
//! }
//!
//! #[derive(schemist::ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
//! pub enum Status {
//!     Active,
//!     Blocked,
//! }
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let mut connection = SqliteConnection::establish("app.db")?;
//!     let active = User::query().filter(users::status.eq(Status::Active)).load(&mut connection)?;
//!     println!("{}", active.len());
//!     Ok(())
//! }
//! ```
//!
//! Enable the features `sqlite`, `postgres` and `mysql` for the backends that the program uses with Diesel. The
//! generated code refers to `::diesel` and `::schemist`, so both are dependencies of the program. The page
//! `docs/diesel.md` says what the derives emit and how a project with a `schema.rs` keeps it; `examples/` has a
//! program for each engine.

#[cfg(feature = "testing")]
pub mod testing;

mod columns;
mod enums;
mod joins;
mod parts;

pub use columns::{HasColumn, Model};
pub use enums::UnknownEnumValue;
pub use schemist_derive::{
    AsChangeset, Embed, Insertable, Model, ModelEnum, Selectable, tables_in_one_query,
};

/// The migrations of a folder within the program.
#[cfg(feature = "migrate")]
pub use schemist_derive::migrate;

/// Embedded migrations, and all that runs them: the feature `migrate`.
#[cfg(feature = "migrate")]
pub mod migrate {
    pub use schemist_migrate::{
        Code, Direction, EmbeddedMigrations, EmbeddedRevision, EmbeddedStatus, MigrateError,
        MigrationConnection, MigrationDirectory, Progress, Revision, Runner, RunnerOptions, Timeouts,
    };
}

#[doc(hidden)]
pub use schemist_derive::__with_part;

/// What generated code refers to; no part of the interface.
#[doc(hidden)]
pub mod __private {
    pub use crate::{
        joins::{JoinKey, On, on},
        parts::{PartColumn, PartField, PartTarget},
    };
}

#[cfg(doctest)]
#[doc = include_str!("../../../docs/diesel.md")]
struct LivingWithDiesel;

#[cfg(all(doctest, feature = "sqlite", feature = "migrate", feature = "testing"))]
#[doc = include_str!("../../../docs/embedded.md")]
struct MigrationsWithinAProgram;
