//! The grammar of `#[model(…)]` and of the parts of `#[diesel(…)]` that say something about the schema:
//! one file per thing that can be declared. Everything wrong becomes a problem; reading goes on.

mod allow;
mod check;
mod comment;
mod effective;
mod embed;
mod enums;
mod field;
mod foreign_key;
mod index;
#[cfg(feature = "load")]
mod items;
mod keys;
mod management;
mod model;
pub(crate) mod node;
mod options;
mod part;
mod per_engine;
mod reader;
mod repr;
mod rust_default;
mod said;
mod sequence;
mod types;

pub use allow::AllowDeclaration;
pub use check::{CheckDeclaration, ExclusionDeclaration};
pub use comment::CommentDeclaration;
pub use embed::EmbedDeclaration;
pub use enums::{EnumAttributes, RenameRule, VariantAttributes};
pub use field::{DefaultDeclaration, FieldAttributes, GeneratedDeclaration, OfField};
pub use foreign_key::{ForeignKeyDeclaration, ReferenceOptions, Target, TargetColumns, TargetTable};
pub use index::{IndexDeclaration, IndexKeyDeclaration, IndexKeyTarget, KeyOrder};
pub use keys::{KeyDeclaration, KeyPart};
pub use management::ManagementDeclaration;
pub use model::ModelAttributes;
pub use options::OptionsDeclaration;
pub use per_engine::PerEngine;
pub use repr::{ReprDeclaration, ReprKind};
pub use sequence::{IdentityDeclaration, SequenceDeclaration};
pub use types::{DeclaredType, TypeDeclaration};

pub(crate) use effective::is_left_out;
#[cfg(feature = "load")]
pub(crate) use effective::{conditional_derive, left_out};
pub(crate) use enums::{parse_enum, parse_variant};
pub(crate) use field::{field_of, parse_field};
#[cfg(feature = "load")]
pub(crate) use items::{Derives, derives, is_conditional, path_attribute};
pub(crate) use model::{model_of, parse_model};
pub(crate) use part::{parse_part, part_of};
pub(crate) use repr::discriminant;
pub(crate) use rust_default::rust_default;
pub(crate) use said::{Found, Said, Slot};
