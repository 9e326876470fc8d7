//! One item by itself, for the derive: the same grammar and the same checks as for whole crates, short of
//! what needs other items.

use proc_macro2::Span;
use schemist_schema::{ColumnType, Engine, QualifiedName};
use syn::{Data, DeriveInput};

use crate::{
    Place, Problem, codes,
    item::{EnumItem, ModelItem, not_a_struct, read_enum, read_struct},
    lower::{LoweredModel, Lowering, Nowhere, lower_model},
    place::Marks,
    problem::Context,
    types::{Inferred, PathSyntax, Resolve, Unresolved, from_external},
};

/// What was read, and all that is wrong with it.
#[derive(Debug)]
pub struct Single<T> {
    /// What was read, where it can be used at all.
    pub item: Option<T>,
    /// All that is wrong.
    pub problems: Vec<Problem>,
    marks: Marks,
}

impl<T> Single<T> {
    /// The first and the last token of a place.
    pub fn spans(&self, place: Place) -> Option<(Span, Span)> {
        self.marks.spans(place)
    }
}

/// A model by itself: the item, and its table without foreign keys.
///
/// The type of a field that is neither known nor written out stays open: [`is_open_type`] of it holds.
pub fn read_model(input: &DeriveInput, engine: Engine) -> Single<(ModelItem, LoweredModel)> {
    let mut cx = Context::new(0);
    let item = match &input.data {
        Data::Struct(data) => read_struct(&mut cx, &input.attrs, &input.ident, &input.generics, &data.fields),
        Data::Enum(_) => {
            not_a_struct(&mut cx, &input.ident, "an enum");
            None
        }
        Data::Union(_) => {
            not_a_struct(&mut cx, &input.ident, "a union");
            None
        }
    };
    let mut lowering = Lowering { engine, locate: &Nowhere, problems: cx.problems };
    let item = item.map(|item| {
        let model = lower_model(&mut lowering, &item, &BySyntax { engine });
        (item, model)
    });
    Single { item, problems: lowering.problems, marks: cx.marks }
}

/// A model enum by itself.
pub fn read_model_enum(input: &DeriveInput) -> Single<EnumItem> {
    let mut cx = Context::new(0);
    let item = match &input.data {
        Data::Enum(data) => {
            Some(read_enum(&mut cx, &input.attrs, &input.ident, &input.generics, &data.variants))
        }
        Data::Struct(_) | Data::Union(_) => {
            let place = cx.marks.mark(input.ident.span());
            let message = format!("`{}` cannot be a model enum: it is no enum", input.ident);
            cx.push(
                Problem::error(codes::UNSUPPORTED_ITEM, place, message)
                    .help("a struct whose fields are columns has `#[derive(Model)]`"),
            );
            None
        }
    };
    Single { item, problems: cx.problems, marks: cx.marks }
}

/// Whether a type (or its elements') was left open because only the compiler knows what the path means.
pub fn is_open_type(ty: &ColumnType) -> bool {
    matches!(ty.element(), ColumnType::Enum(_))
}

/// Paths by what they look like; what is not known must be a model enum.
struct BySyntax {
    engine: Engine,
}

impl Resolve for BySyntax {
    fn path(&self, path: &PathSyntax) -> Result<Inferred, Box<Unresolved>> {
        if let Some(found) = from_external(path, self.engine) {
            return found;
        }
        if !path.arguments.is_empty() {
            return Err(Box::new(Unresolved {
                help: Some("say how it is kept with `#[model(type = …)]`".to_owned()),
                ..Unresolved::default()
            }));
        }
        Ok(Inferred { ty: ColumnType::Enum(QualifiedName::new(path.last())), nullable: false })
    }
}
