//! The derives `Model`, `Embed` and `ModelEnum`: a shell over `schemist-model`.
//!
//! They read an item with the same grammar as the command line and emit what a Diesel program needs of it.
//! What is wrong with the item becomes compiler errors at the places that are meant, all at once.

mod checks;
mod columns;
mod constants;
mod embed;
mod enums;
mod errors;
mod gather;
mod migrations;
mod model;
mod names;
mod one_query;
mod relations;
mod rows;
mod sql_types;
mod told;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use crate::gather::Derive;

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
    gather::gather(Derive::Model, parse_macro_input!(input as DeriveInput)).into()
}

/// Declares columns that several tables have, or one table several times: a part, which models embed.
///
/// ```ignore
/// #[derive(schemist::Embed)]
/// pub struct Address {
///     pub street: String,
///     pub zip: Option<String>,
/// }
///
/// #[derive(schemist::Model)]
/// pub struct Order {
///     pub id: i64,
///     #[model(embed(prefix = "ship_"))]
///     pub ship: Address,
/// }
/// ```
///
/// The derive leaves a macro under the name of the part, by which `Model` sees its fields; so the part is
/// in scope by its own name, or named by its path.
#[proc_macro_derive(Embed, attributes(model, diesel))]
pub fn derive_embed(input: TokenStream) -> TokenStream {
    gather::gather(Derive::Embed, parse_macro_input!(input as DeriveInput)).into()
}

/// Diesel's `Selectable` for a struct that embeds parts, with prefixes or in several tables: what
/// `Order::as_select()` needs. Beside it stands Diesel's `Queryable`, which the parts derive too.
#[proc_macro_derive(Selectable, attributes(model, diesel))]
pub fn derive_selectable(input: TokenStream) -> TokenStream {
    gather::gather(Derive::Selectable, parse_macro_input!(input as DeriveInput)).into()
}

/// Diesel's `Insertable` for a struct that embeds parts, with prefixes or in several tables. The parts need no
/// derive for it but [`Embed`](macro@Embed).
#[proc_macro_derive(Insertable, attributes(model, diesel))]
pub fn derive_insertable(input: TokenStream) -> TokenStream {
    gather::gather(Derive::Insertable, parse_macro_input!(input as DeriveInput)).into()
}

/// Diesel's `AsChangeset` for a struct that embeds parts, with prefixes or in several tables. The parts need
/// no derive for it but [`Embed`](macro@Embed).
#[proc_macro_derive(AsChangeset, attributes(model, diesel))]
pub fn derive_as_changeset(input: TokenStream) -> TokenStream {
    gather::gather(Derive::AsChangeset, parse_macro_input!(input as DeriveInput)).into()
}

/// What a part's macro calls; no part of the interface.
#[doc(hidden)]
#[proc_macro]
pub fn __with_part(input: TokenStream) -> TokenStream {
    gather::with_part(input.into()).into()
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

/// Lets the tables of models stand in one query: each with each, so it is said once for all of them.
///
/// ```ignore
/// schemist::tables_in_one_query!(User, shop::Order, shop::Item, crate::schema::legacy);
/// ```
///
/// It takes models, and modules of tables (which begin with a small letter). It stands in for Diesel's
/// `allow_tables_to_appear_in_same_query!`, which implements a trait for each pair of tables; this one
/// implements it once for each table, so that many tables do not make a program slow to compile. A table
/// stands in one `tables_in_one_query!` only. Tables of other crates stand behind a semicolon, by their modules:
/// `tables_in_one_query!(User, Order; other_crate::accounts)`.
#[proc_macro]
pub fn tables_in_one_query(input: TokenStream) -> TokenStream {
    one_query::expand(input.into()).into()
}

/// The migrations of a folder within the program: `schemist::migrate!()` for `migrations` beside `Cargo.toml`,
/// `schemist::migrate!("path")` for another folder.
///
/// ```ignore
/// const MIGRATIONS: schemist::migrate::EmbeddedMigrations = schemist::migrate!();
/// MIGRATIONS.run_pending(&mut connection)?;
/// ```
///
/// A new directory is seen when the crate is built anew: `println!("cargo:rerun-if-changed=migrations")` in `build.rs`
/// sees to it.
#[proc_macro]
pub fn migrate(input: TokenStream) -> TokenStream {
    let folder = parse_macro_input!(input with parse_folder);
    migrations::embedded(folder).into()
}

fn parse_folder(input: syn::parse::ParseStream<'_>) -> syn::Result<Option<syn::LitStr>> {
    let folder = if input.is_empty() { None } else { Some(input.parse()?) };
    let _: Option<syn::Token![,]> = input.parse()?;
    Ok(folder)
}
