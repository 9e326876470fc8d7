//! Rust types: their syntax as data, the SQL types of those that everybody knows, and Diesel's names for
//! SQL types.

mod diesel;
mod external;
mod infer;
mod sql_text;
mod syntax;

pub use diesel::diesel_type_name;
pub use external::{External, external};
pub use infer::{Inferred, Resolve, Unresolved, infer};
pub use sql_text::diesel_type_of_sql;
pub use syntax::{PathSyntax, TypeSyntax};

pub(crate) use infer::{from_external, range_over};
pub(crate) use syntax::{type_text, unraw};
