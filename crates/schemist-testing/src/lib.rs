//! Development only: throwaway database servers for tests.
//!
//! ```no_run
//! let database = schemist_testing::postgres().database();
//! println!("{}", database.url()); // an empty database of its own, dropped with the value
//! ```
//!
//! With the feature `mysql`, which needs the system's MariaDB connector, `mysql()` is there too; `cargo xtask
//! test` switches it on. The fixture runner and the property tests are the integration tests of this crate.

// A test fails by panicking, and all of this crate serves tests.
#![allow(clippy::panic)]

mod database;
#[cfg(feature = "mysql")]
mod mariadb;
mod postgres;
mod server;

pub use database::TestDatabase;
#[cfg(feature = "mysql")]
pub use mariadb::{mysql, try_mysql};
pub use postgres::{postgres, try_postgres};
pub use server::{ServerError, TestServer};
