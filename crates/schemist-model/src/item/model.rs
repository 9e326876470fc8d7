use syn::{Attribute, Fields, Generics, Ident};

use crate::{
    Place,
    attributes::{self, FieldAttributes, ModelAttributes},
    codes,
    place::At,
    problem::{Context, Problem},
    types::{TypeSyntax, unraw},
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
    pub attributes: FieldAttributes,
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
    let place = cx.marks.mark(ident.span());
    let name = unraw(ident);
    let parsed = match role {
        Role::Model => attributes::parse_model(cx, attributes),
        Role::Part => attributes::parse_part(cx, attributes),
    };
    let constant = report_const_parameter(cx, generics, &name, role);
    let Fields::Named(named) = fields else {
        let what =
            if matches!(fields, Fields::Unit) { "has no fields" } else { "has no names for its fields" };
        let message = format!("`{name}` cannot be {}: it {what}", role.as_str());
        let help = format!("{} is a struct with named fields, one for each column", role.as_str());
        cx.push(Problem::error(codes::UNSUPPORTED_ITEM, place, message).help(help));
        return None;
    };
    let fields = named.named.iter().filter_map(|field| read_field(cx, field)).collect();
    let parameters = generics.type_params().map(|p| At::new(unraw(&p.ident), cx.marks.mark(p.ident.span())));
    let parameters = parameters.collect();
    (!constant).then_some(ModelItem { name, place, attributes: parsed, fields, parameters })
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

fn read_field(cx: &mut Context, field: &syn::Field) -> Option<Field> {
    let ident = field.ident.as_ref()?;
    if attributes::is_left_out(&cx.cfg, &field.attrs) {
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
        name: unraw(ident),
        place,
        whole,
        attribute_place: first.before(),
        ty: TypeSyntax::of(&field.ty),
        type_text: crate::types::type_text(&field.ty),
        type_place,
        attributes: attributes::parse_field(cx, &field.attrs),
        embedded: None,
    })
}

fn join(cx: &mut Context, first: Place, last: Place) -> Place {
    match (cx.marks.spans(first), cx.marks.spans(last)) {
        (Some((first, _)), Some((_, last))) => cx.marks.mark_range(first, last),
        _ => first,
    }
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
