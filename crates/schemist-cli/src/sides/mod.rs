//! The two sides of `schemist diff`: whatever a schema can be read from.

mod compare;
mod kind;
mod open;
mod sql_file;

pub(crate) use compare::compare;
pub(crate) use kind::Side;
