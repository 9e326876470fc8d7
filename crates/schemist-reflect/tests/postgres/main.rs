//! Reflection and normalization on a live PostgreSQL server.
#![cfg(feature = "postgres")]
// A test fails by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod expressions;
mod harness;
mod normalization;
mod reflection;
mod rendering;
mod statements;
