//! Graph, ledger and runner on real files and real databases.

// Tests fail by panicking, in their helpers too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod embedded;
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod faults;
mod graph;
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod interop;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
mod properties;
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod runs;
#[cfg(feature = "sqlite")]
mod sqlite;
mod support;
