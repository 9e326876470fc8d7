//! What a model may ask about a part that it embeds: the part's types are in scope where it is written, not
//! where it is embedded. `FIELD` and `TARGET` are hashes of names.

/// A field of a part.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no part with this field",
    label = "this has no `#[derive(Embed)]`, or no such field"
)]
pub trait PartField<const FIELD: u64> {
    /// Its type, without `Option`.
    type Inner;
}

/// A field of a part that is a column.
pub trait PartColumn<const FIELD: u64> {
    /// The SQL type, without `Nullable`.
    type SqlType;
}

/// What a foreign key of a part refers to.
pub trait PartTarget<const TARGET: u64> {
    /// The model.
    type Model: crate::Model;
}
