//! The command as users run it: on SQLite databases in temporary folders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod alembic;
mod annotate;
mod bad_input;
mod declarations;
mod erd;
mod flow;
mod formats;
mod lint;
mod packages;
#[cfg(unix)]
mod prompts;
mod pull_request;
mod renames;
mod revisions;
mod scaffolded;
mod sides;
mod support;
mod two_databases;
