//! Development only: throwaway database servers for tests.
//!
//! ```no_run
//! let database = schemist_testing::postgres().database();
//! println!("{}", database.url()); // an empty database of its own, dropped with the value
//! ```
//!
//! The fixture runner and the property tests are the integration tests of this crate.

// A test fails by panicking, and all of this crate serves tests.
#![allow(clippy::panic)]

mod database;
mod postgres;

pub use database::TestDatabase;
pub use postgres::{PostgresError, PostgresServer, postgres, try_postgres};
