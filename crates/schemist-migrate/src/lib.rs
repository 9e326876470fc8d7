//! Revision graph, ledger, apply and revert.
//!
//! [`MigrationDirectory`] reads a folder of migrations, Diesel's own included, into a graph of revisions and
//! says what a target like `head-1` means. [`Runner`] brings a database there: one migrator at a time, one
//! transaction per revision, with the bookkeeping in the same transaction as the change.
//!
//! State lives in Diesel's `__diesel_schema_migrations`, so that both tools agree on what is applied;
//! `__schemist_ledger` beside it holds what Diesel does not keep (checksums, times, how far a revision came).

mod backfill;
pub mod backup;
mod batch;
mod checksum;
mod code;
mod connection;
mod database;
pub mod definition;
mod directory;
mod embedded;
mod error;
mod execution;
mod graph;
pub mod health;
mod ledger;
mod loss;
mod mixed;
mod offline;
mod progress;
mod revision;
mod runner;
mod script;
mod status;
mod target;
mod version;

pub use checksum::checksum;
pub use code::Code;
pub use connection::MigrationConnection;
pub use directory::{HistoryEntry, MigrationDirectory, RevisionTexts};
pub use embedded::{EmbeddedMigrations, EmbeddedRevision, EmbeddedStatus};
pub use error::{EditedRevision, MigrateError, StatementFailure, WhatStands};
pub use ledger::{AppliedRevision, InterruptedRevision, LedgerEntry};
pub use loss::lost_data;
pub use offline::{offline_script, offline_stamp, offline_tables};
pub use progress::{Direction, Progress, Refusal};
pub use revision::Revision;
pub use runner::{Runner, RunnerOptions, Timeouts};
pub use status::Status;
pub use version::{next_version, version_behind, version_of_directory};

/// The version that the ledger records with each revision.
pub(crate) const TOOL_VERSION: &str = env!("CARGO_PKG_VERSION");
