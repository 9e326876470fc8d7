//! Graph, ledger and runner on real files and real databases.

// Tests fail by panicking, in their helpers too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod batches;
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod documented;
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod embedded;
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod faults;
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod fixture_faults;
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
#[cfg(all(feature = "sqlite", feature = "postgres"))]
mod statement_counts;
mod support;
