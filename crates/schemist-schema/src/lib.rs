//! The nouns of a database schema ([`Schema`], [`Table`], [`Column`], …) and the verbs between two of
//! them ([`Operation`], [`Schema::apply`]).
//!
//! Everything is keyed by name. No IO, no SQL building: `schemist-dialect` renders.
//! Two schemas are comparable with `==` once both are in the engine's canonical form
//! (`docs/architecture.md`, "How two schemas become comparable").

mod apply;
mod array_literal;
mod column;
mod column_type;
mod constraint;
pub mod definition;
mod engine;
mod enum_type;
mod expression;
mod index;
mod name;
mod operation;
mod origin;
mod pair;
mod referrers;
mod schema;
mod sequence;
pub mod sql;
mod table;
mod unmanaged;
mod value_list;

pub use apply::ApplyError;
pub use column::{Column, Columns, Generated, Identity, SequenceOptions};
pub use column_type::ColumnType;
pub use constraint::{
    Action, Check, Constraint, ConstraintKind, Deferrable, Exclusion, ForeignKey, KeyColumn, MatchType,
    PrimaryKey, Unique,
};
pub use engine::Engine;
pub use enum_type::{EnumRepr, EnumType, KeptValues, StoredEnum};
pub use expression::Expression;
pub use index::{Index, IndexKey, IndexTarget, NullsOrder};
pub use name::QualifiedName;
pub use operation::{CommentTarget, Operation};
pub use origin::{Allow, Management, Origin, TableRemarks};
pub use pair::Pair;
pub use referrers::Referrers;
pub use schema::{Namespace, Schema};
pub use sequence::Sequence;
pub use table::Table;
pub use unmanaged::{Ties, UnmanagedKind, UnmanagedObject};
pub use value_list::{ValueList, value_list};
