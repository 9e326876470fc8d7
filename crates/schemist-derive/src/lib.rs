//! The derives `Model` and `ModelEnum`: a shell over `schemist-model`.
//!
//! They read an item with the same grammar as the command line and emit what a Diesel program needs of it.
//! What is wrong with the item becomes compiler errors at the places that are meant, all at once.

mod checks;
mod enums;
mod errors;
mod model;
mod sql_types;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Declares a table: emits Diesel's `table!` for the struct, and a check that the fields' types agree with
/// the columns'.
///
/// The module of the table has the name that Diesel's own derives look for: `#[diesel(table_name = …)]`, or
/// the table's name. Where `table_name` is a path of several segments, the `table!` is taken to be there
/// already, and only the check is emitted.
///
/// A field whose type is neither known nor written out with `#[model(type = …)]` must be a `ModelEnum`.
#[proc_macro_derive(Model, attributes(model, diesel))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    model::expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Declares an enum type: a value of the enum can be kept in a column, as text on SQLite and as a value of
/// the enum type on PostgreSQL.
///
/// The enum is its own SQL type for Diesel, so wherever its name is in scope, a model can use it. Diesel
/// makes the types of columns public: the enum must be `pub`.
#[proc_macro_derive(ModelEnum, attributes(model, diesel))]
pub fn derive_model_enum(input: TokenStream) -> TokenStream {
    enums::expand(&parse_macro_input!(input as DeriveInput)).into()
}
