use crate::{
    Constant, Place, UnknownConstant,
    item::{Field, Home, ModelItem},
    types::{Inferred, PathSyntax, TypeSyntax, Unresolved},
};

/// What the lowering of one model asks about other items: looked up among all files by the loader, among
/// the tokens it was given by the derive.
pub(crate) trait Homes<'a> {
    /// The SQL type of a Rust type as it is meant in an item.
    fn infer(&self, home: Home, ty: &TypeSyntax) -> Result<Inferred, Box<Unresolved>>;

    /// The value of a constant as it is meant in an item.
    fn constant(&self, home: Home, path: &PathSyntax) -> Result<Constant, Box<UnknownConstant>>;

    /// The part that an embedded field stands for. `path` are the fields that lead to it, its own included.
    fn open(
        &mut self,
        home: Home,
        path: &[String],
        field: &Field,
    ) -> Result<(Home, &'a ModelItem), PartNotFound>;
}

/// Why the type of an embedded field is no part: where something else is defined, and what it is.
#[derive(Debug)]
#[cfg_attr(not(feature = "load"), expect(dead_code, reason = "the derive looks at no files"))]
pub(crate) enum PartNotFound {
    /// Several definitions have the name.
    Ambiguous(Vec<(Place, String)>),
    /// A model has the name.
    Model(Place),
    /// A struct without the derive, or something else.
    Other(Place, String),
    /// Nothing has the name.
    Nothing,
    /// The derive has not been given its tokens.
    NotGiven,
}
