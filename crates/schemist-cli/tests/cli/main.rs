//! The command as users run it: on SQLite databases in temporary folders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod annotate;
mod bad_input;
mod flow;
mod formats;
mod sides;
mod support;
mod two_databases;
