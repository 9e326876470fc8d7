//! MariaDB 10.11 and later, MySQL 8: one folder, the differences are capabilities.

pub(crate) mod canonical;
pub(crate) mod capabilities;
pub(crate) mod following;
pub(crate) mod lexical;
pub(crate) mod quoting;
pub(crate) mod render;
pub(crate) mod sequences;
pub(crate) mod types;
