//! Single items: a struct with `#[derive(Model)]` or `#[derive(Embed)]`, an enum with `#[derive(ModelEnum)]`. No file system, no
//! other items: this is what the derive and the loader share.

mod enums;
mod model;

pub use enums::{EnumItem, Variant};
pub use model::{Embedded, Field, Home, ModelItem};

pub(crate) use enums::{read_enum, split_name};
#[cfg(feature = "load")]
pub(crate) use model::{FieldTokens, read_fields};
pub(crate) use model::{Role, not_a_struct, read_struct};
