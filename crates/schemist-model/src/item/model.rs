use proc_macro2::{Ident, Span, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Fields, Generics};

use crate::{
    Place,
    attributes::{self, ModelAttributes, OfField},
    codes,
    place::At,
    problem::{Context, Problem},
    types::{TypeSyntax, type_text, unraw},
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
    /// Its fields; once parts are opened, those of the parts stand in the place of the embedded field.
    pub fields: Vec<Field>,
    /// Its type parameters.
    pub parameters: Vec<At<String>>,
}

/// What a struct is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It declares a table.
    Model,
    /// Its columns become those of the models that embed it.
    Part,
}

/// A field of a model or of a part.
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
    pub attributes: OfField,
    /// What says that Rust has a value where none is given, e.g. `#[serde(default)]`.
    pub rust_default: Option<String>,
    /// How it came into the model, where it is a part's.
    pub embedded: Option<Box<Embedded>>,
}

/// How the field of a part came into a model.
#[derive(Debug, Clone)]
pub struct Embedded {
    /// The fields that lead to it, from the model down, without its own name.
    pub path: Vec<String>,
    /// What stands before the names of its columns.
    pub prefix: String,
    /// What stood there before.
    pub prefix_before: String,
    /// Whether one of the fields on the way is an `Option`.
    pub nullable: bool,
    /// Where the field of the model stands that embeds it.
    pub through: Place,
    /// The item it was written in.
    pub home: Home,
}

/// Which item a field was written in, among those that make up one model: 0 is the model itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Home(pub usize);

impl Field {
    /// The item it was written in.
    pub fn home(&self) -> Home {
        self.embedded.as_ref().map_or(Home::default(), |embedded| embedded.home)
    }

    /// What stands before the name of its column.
    pub fn prefix(&self) -> &str {
        self.embedded.as_ref().map_or("", |embedded| &embedded.prefix)
    }

    /// The fields that lead to it from the model, its own included: `ship`, `street`.
    pub fn rust_path(&self) -> Vec<String> {
        let above = self.embedded.iter().flat_map(|embedded| &embedded.path);
        above.chain([&self.name]).cloned().collect()
    }
}

/// Reads a struct that carries the derive; `None` where it cannot be a model or a part.
pub(crate) fn read_struct(
    cx: &mut Context,
    role: Role,
    attributes: &[Attribute],
    ident: &Ident,
    generics: &Generics,
    fields: &Fields,
) -> Option<ModelItem> {
    let constant = report_const_parameter(cx, generics, &unraw(ident), role);
    let fields = match fields {
        Fields::Named(named) => Ok(named.named.iter().filter_map(FieldTokens::of).collect()),
        Fields::Unnamed(_) => Err("has no names for its fields"),
        Fields::Unit => Err("has no fields"),
    };
    let mut item = read_fields(cx, role, attributes.to_vec(), ident, fields)?;
    let parameters = generics.type_params().map(|p| At::new(unraw(&p.ident), cx.marks.mark(p.ident.span())));
    item.parameters = parameters.collect();
    (!constant).then_some(item)
}

/// The same for a struct without parameters, whose fields are there as tokens; or what it has instead of
/// fields with names.
pub(crate) fn read_fields(
    cx: &mut Context,
    role: Role,
    attributes: Vec<Attribute>,
    ident: &Ident,
    fields: Result<Vec<FieldTokens>, &str>,
) -> Option<ModelItem> {
    let place = cx.marks.mark(ident.span());
    let name = unraw(ident);
    let of_all = attributes::rust_default(&attributes);
    let parsed = match role {
        Role::Model => attributes::parse_model(cx, attributes),
        Role::Part => attributes::parse_part(cx, attributes),
    };
    match fields {
        Ok(fields) => {
            let mut fields: Vec<Field> =
                fields.into_iter().filter_map(|field| read_field(cx, field)).collect();
            for field in fields.iter_mut().filter(|field| field.rust_default.is_none()) {
                field.rust_default.clone_from(&of_all);
            }
            Some(ModelItem { name, place, attributes: parsed, fields, parameters: Vec::new() })
        }
        Err(what) => {
            let message = format!("`{name}` cannot be {}: it {what}", role.as_str());
            let help = format!("{} is a struct with named fields, one for each column", role.as_str());
            cx.push(Problem::error(codes::UNSUPPORTED_ITEM, place, message).help(help));
            None
        }
    }
}

/// A field as tokens.
pub(crate) struct FieldTokens {
    pub(crate) attributes: Vec<Attribute>,
    /// Where it begins, behind its attributes.
    pub(crate) first: Span,
    pub(crate) ident: Ident,
    /// Its type.
    pub(crate) tokens: Vec<TokenTree>,
    /// The same, as far as its syntax goes.
    pub(crate) syntax: TypeSyntax,
}

impl FieldTokens {
    fn of(field: &syn::Field) -> Option<Self> {
        let ident = field.ident.clone()?;
        let visibility = field.vis.to_token_stream().into_iter().next();
        let tokens: Vec<TokenTree> = field.ty.to_token_stream().into_iter().collect();
        Some(Self {
            attributes: field.attrs.clone(),
            first: visibility.map_or_else(|| ident.span(), |token| token.span()),
            ident,
            syntax: TypeSyntax::of_tokens(&tokens).unwrap_or(TypeSyntax::Other),
            tokens,
        })
    }
}

impl Role {
    fn as_str(self) -> &'static str {
        match self {
            Role::Model => "a model",
            Role::Part => "a part",
        }
    }
}

/// Columns do not depend on numbers, so nobody could say what such a parameter is for.
fn report_const_parameter(cx: &mut Context, generics: &Generics, name: &str, role: Role) -> bool {
    let Some(parameter) = generics.const_params().next() else { return false };
    let place = cx.marks.mark(parameter.ident.span());
    let what = role.as_str();
    cx.push(
        Problem::error(
            codes::UNSUPPORTED_ITEM,
            place,
            format!("`{name}` cannot be {what}: it has the const parameter `{}`", parameter.ident),
        )
        .because("a table has one set of columns, whatever the number")
        .help("write a struct for each table"),
    );
    true
}

fn read_field(cx: &mut Context, field: FieldTokens) -> Option<Field> {
    let FieldTokens { attributes, first, ident, tokens, syntax } = field;
    if attributes::is_left_out(&cx.cfg, &attributes) {
        return None;
    }
    let span = |token: Option<&TokenTree>| token.map_or_else(|| ident.span(), TokenTree::span);
    let (type_start, type_end) = (span(tokens.first()), span(tokens.last()));
    let place = cx.marks.mark(ident.span());
    let whole = cx.marks.mark_range(first, type_end);
    let type_place = cx.marks.mark_range(type_start, type_end);
    Some(Field {
        name: unraw(&ident),
        place,
        whole,
        attribute_place: whole.before(),
        ty: syntax,
        type_text: type_text(&tokens),
        type_place,
        rust_default: attributes::rust_default(&attributes),
        attributes: attributes::parse_field(cx, attributes),
        embedded: None,
    })
}

/// Reports `#[derive(Model)]` or `#[derive(Embed)]` on an enum or a union.
pub(crate) fn not_a_struct(cx: &mut Context, role: Role, ident: &Ident, kind: &str) {
    let place = cx.marks.mark(ident.span());
    let what = role.as_str();
    let message = format!("`{ident}` cannot be {what}: it is {kind}");
    let problem = Problem::error(codes::UNSUPPORTED_ITEM, place, message);
    cx.push(if kind == "an enum" {
        problem.help("an enum whose values are kept in a column has `#[derive(ModelEnum)]`")
    } else {
        problem.help(format!("{what} is a struct with named fields, one for each column"))
    });
}
