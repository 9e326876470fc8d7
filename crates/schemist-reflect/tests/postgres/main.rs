//! Reflection and normalization on a live PostgreSQL server.
#![cfg(feature = "postgres")]

mod harness;
mod normalization;
mod real;
mod reflection;
mod rendering;
