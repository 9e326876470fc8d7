use syn::{Attribute, Fields, GenericParam, Generics, Ident};

use crate::{
    Place,
    attributes::{self, FieldAttributes, ModelAttributes},
    codes,
    problem::{Context, Problem},
    types::TypeSyntax,
};

/// A struct that declares a table.
#[derive(Debug, Clone)]
pub struct ModelItem {
    /// The struct's name.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// What its attributes declare.
    pub attributes: ModelAttributes,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A field of a model.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, without `r#`.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// Where the whole field stands, without its attributes.
    pub whole: Place,
    /// Where an attribute could stand: before visibility and name.
    pub attribute_place: Place,
    /// Its type.
    pub ty: TypeSyntax,
    /// Its type as it is written.
    pub type_text: String,
    /// Where the type stands.
    pub type_place: Place,
    /// What its attributes declare.
    pub attributes: FieldAttributes,
}

/// Reads a struct that carries the derive; `None` where it cannot be a model.
pub(crate) fn read_struct(
    cx: &mut Context,
    attributes: &[Attribute],
    ident: &Ident,
    generics: &Generics,
    fields: &Fields,
) -> Option<ModelItem> {
    let place = cx.marks.mark(ident.span());
    let name = crate::types::unraw(ident);
    let model = attributes::parse_model(cx, attributes);
    let has_generics = report_generics(cx, generics, &name);
    let Fields::Named(named) = fields else {
        let what =
            if matches!(fields, Fields::Unit) { "has no fields" } else { "has no names for its fields" };
        cx.push(
            Problem::error(codes::UNSUPPORTED_ITEM, place, format!("`{name}` cannot be a model: it {what}"))
                .help("a model is a struct with named fields, one for each column"),
        );
        return None;
    };
    let fields = named.named.iter().filter_map(|field| read_field(cx, field)).collect();
    (!has_generics).then_some(ModelItem { name, place, attributes: model, fields })
}

fn report_generics(cx: &mut Context, generics: &Generics, name: &str) -> bool {
    let parameter = generics.params.iter().find_map(|param| match param {
        GenericParam::Type(ty) => Some((&ty.ident, "type")),
        GenericParam::Const(constant) => Some((&constant.ident, "const")),
        GenericParam::Lifetime(_) => None,
    });
    let Some((ident, kind)) = parameter else { return false };
    let place = cx.marks.mark(ident.span());
    cx.push(
        Problem::error(
            codes::UNSUPPORTED_ITEM,
            place,
            format!("`{name}` cannot be a model: it has the {kind} parameter `{ident}`"),
        )
        .because("a table has one set of columns; lifetimes are the only parameters a model may have")
        .help("write a struct for each table"),
    );
    true
}

fn read_field(cx: &mut Context, field: &syn::Field) -> Option<Field> {
    let ident = field.ident.as_ref()?;
    if attributes::is_test_only(&field.attrs) {
        return None;
    }
    let place = cx.marks.mark(ident.span());
    let first = match &field.vis {
        syn::Visibility::Inherited => place,
        vis => cx.marks.mark_tokens(vis),
    };
    let type_place = cx.marks.mark_tokens(&field.ty);
    let whole = join(cx, first, type_place);
    Some(Field {
        name: crate::types::unraw(ident),
        place,
        whole,
        attribute_place: first.before(),
        ty: TypeSyntax::of(&field.ty),
        type_text: crate::types::type_text(&field.ty),
        type_place,
        attributes: attributes::parse_field(cx, &field.attrs),
    })
}

fn join(cx: &mut Context, first: Place, last: Place) -> Place {
    match (cx.marks.spans(first), cx.marks.spans(last)) {
        (Some((first, _)), Some((_, last))) => cx.marks.mark_range(first, last),
        _ => first,
    }
}

/// Reports `#[derive(Model)]` on an enum or a union.
pub(crate) fn not_a_struct(cx: &mut Context, ident: &Ident, kind: &str) {
    let place = cx.marks.mark(ident.span());
    let problem =
        Problem::error(codes::UNSUPPORTED_ITEM, place, format!("`{ident}` cannot be a model: it is {kind}"));
    cx.push(if kind == "an enum" {
        problem.help("an enum whose values are kept in a column has `#[derive(ModelEnum)]`")
    } else {
        problem.help("a model is a struct with named fields, one for each column")
    });
}
