//! What one struct may ask about another: the compiler knows which table a model has, a derive does not.

/// A struct that declares a table: what `#[derive(Model)]` implements.
///
/// ```
/// use schemist::Model;
///
/// #[derive(Model)]
/// pub struct User {
///     pub id: i64,
/// }
///
/// /// Code that is written once for all models.
/// fn table_of<M: Model>() -> M::Table
/// where
///     M::Table: Default,
/// {
///     Default::default()
/// }
///
/// fn main() {
///     let _: users::table = table_of::<User>();
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model",
    label = "this has no `#[derive(Model)]`",
    note = "a table without a model is referred to by its name: `references = table(\"users\", id)`"
)]
pub trait Model {
    /// Its table, as Diesel knows it.
    type Table: diesel::Table;

    /// A field for each name that a reference may use, for the compiler to look them up.
    #[doc(hidden)]
    type Names;
}

/// A model with a column of some name, or of a field of that name. `NAME` is the hash of the name.
///
/// It tells another model's join which column a foreign key refers to.
#[diagnostic::on_unimplemented(
    message = "the model `{Self}` has no column of this name",
    label = "not a column or a field of `{Self}`",
    note = "`references` names columns of the other model, or fields that are columns"
)]
pub trait HasColumn<const NAME: u64>: Model {
    /// The column, as Diesel knows it.
    type Column: diesel::Column<Table = Self::Table> + Default;
}
