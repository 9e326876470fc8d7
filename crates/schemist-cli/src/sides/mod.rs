//! The two sides of `schemist diff`: whatever a schema can be read from.

pub(crate) mod column_order;
mod compare;
mod kind;
mod open;
mod outside;
mod sql_file;

pub(crate) use compare::compare;
pub(crate) use kind::Side;
