//! One item by itself, for the derive: the same grammar and the same checks as for whole crates, short of
//! what needs other items.

use proc_macro2::Span;
use schemist_schema::{ColumnType, Engine, QualifiedName};
use syn::{Data, DeriveInput, Ident};

use crate::{
    Constant, Place, Problem, UnknownConstant,
    attributes::parse_field,
    codes,
    item::{EnumItem, Field, Home, ModelItem, Role, not_a_struct, read_enum, read_struct},
    lower::{Homes, LoweredModel, Lowering, Nowhere, PartNotFound, lower_model, report_duplicate_names},
    place::{At, Marks},
    problem::Context,
    types::{Inferred, PathSyntax, Resolve, TypeSyntax, Unresolved, from_external, infer},
};

/// What was read, and all that is wrong with it.
#[derive(Debug)]
pub struct Single<T> {
    /// What was read, where it can be used at all.
    pub item: Option<T>,
    /// All that is wrong.
    pub problems: Vec<Problem>,
    /// The constants that the item's own attributes name. Their values cannot be seen, and what is made of them
    /// is left open; naming them once in the emitted code lets the compiler see that they are used.
    pub constants: Vec<UnseenConstant>,
    marks: Marks,
}

/// A path to a constant in an attribute.
#[derive(Debug, Clone)]
pub struct UnseenConstant {
    /// Whether it begins with `::`.
    pub rooted: bool,
    /// Its segments.
    pub segments: Vec<String>,
    /// Whether it could be no constant but a word in capitals, as in `geometry(POINT)`.
    pub may_be_word: bool,
    /// Where it stands.
    pub place: Place,
}

fn unseen(cx: &mut Context) -> Vec<UnseenConstant> {
    let all = cx.unseen.take().unwrap_or_default().into_iter();
    all.map(|(At { value, place }, may_be_word)| UnseenConstant {
        rooted: value.rooted,
        segments: value.segments,
        may_be_word,
        place,
    })
    .collect()
}

impl<T> Single<T> {
    /// The first and the last token of a place.
    pub fn spans(&self, place: Place) -> Option<(Span, Span)> {
        self.marks.spans(place)
    }
}

/// A part that the derive was given: the struct behind one embedded field.
#[derive(Debug)]
pub struct GivenPart<'a> {
    /// The fields that lead to it from the model down: `["ship"]`, or `["ship", "place"]` for a part of a part.
    pub path: Vec<String>,
    /// The struct.
    pub input: &'a DeriveInput,
}

/// An embedded field.
#[derive(Debug)]
pub struct EmbeddedField<'a> {
    /// Its name.
    pub name: &'a Ident,
    /// The path of the part, without the `Option` around it.
    pub part: &'a syn::Path,
}

/// The embedded fields of a model or part, in their order: the parts that [`read_model_with`] needs of it.
pub fn embedded_fields(input: &DeriveInput) -> Vec<EmbeddedField<'_>> {
    let mut cx = Context::for_one_item();
    let Data::Struct(data) = &input.data else { return Vec::new() };
    let mut found = Vec::new();
    for field in &data.fields {
        let read = parse_field(&mut cx, field.attrs.clone());
        if let (Some(name), Some(_), false) = (&field.ident, &read.embed, read.skip)
            && let Some(part) = path_of(&field.ty)
        {
            found.push(EmbeddedField { name, part });
        }
    }
    found
}

fn path_of(ty: &syn::Type) -> Option<&syn::Path> {
    match ty {
        syn::Type::Group(group) => path_of(&group.elem),
        syn::Type::Paren(paren) => path_of(&paren.elem),
        syn::Type::Path(path) => {
            let last = path.path.segments.last()?;
            match &last.arguments {
                syn::PathArguments::AngleBracketed(arguments) if last.ident == "Option" => {
                    arguments.args.iter().find_map(|argument| match argument {
                        syn::GenericArgument::Type(inner) => path_of(inner),
                        _ => None,
                    })
                }
                _ => Some(&path.path),
            }
        }
        _ => None,
    }
}

/// A model by itself: the item, and its table without foreign keys.
///
/// The type of a field that is neither known nor written out stays open: [`is_open_type`] of it holds.
pub fn read_model(input: &DeriveInput, engine: Engine) -> Single<(ModelItem, LoweredModel)> {
    read_model_with(input, &[], engine)
}

/// A model with the parts that its fields embed. The fields of the parts stand in the item in the place of
/// the embedded field; [`LoweredColumn::path`](crate::LoweredColumn) says how to reach each in Rust.
pub fn read_model_with(
    input: &DeriveInput,
    parts: &[GivenPart<'_>],
    engine: Engine,
) -> Single<(ModelItem, LoweredModel)> {
    let mut cx = Context::for_one_item();
    let item = read_item(&mut cx, Role::Model, input);
    let own = cx.unseen.replace(Vec::new());
    let read = |part: &GivenPart<'_>| (part.path.clone(), read_item(&mut cx, Role::Part, part.input));
    let parts: Vec<(Vec<String>, Option<ModelItem>)> = parts.iter().map(read).collect();
    let of_parts = cx.unseen.replace(own.unwrap_or_default()).unwrap_or_default();
    let constants = unseen(&mut cx);
    cx.unseen = Some(of_parts);
    let of_parts = unseen(&mut cx);
    if let Some(item) = item.as_ref().filter(|item| !has_own_table(item)) {
        report_parameters(&mut cx, item);
        report_unseen_names(&mut cx, item, &parts, &[constants.as_slice(), &of_parts].concat());
    }
    let mut lowering = Lowering { engine, locate: &Nowhere, problems: cx.problems };
    let item = item.map(|item| {
        let mut homes = Given { engine, parts: &parts, item: &item, open: Vec::new() };
        let (flat, model) = lower_model(&mut lowering, &item, &mut homes);
        report_duplicate_names(&mut lowering, std::iter::once(&model));
        (flat.into_owned(), model)
    });
    Single { item, problems: lowering.problems, constants, marks: cx.marks }
}

/// A part by itself: what can be said of it without knowing who embeds it.
pub fn read_part(input: &DeriveInput) -> Single<ModelItem> {
    let mut cx = Context::for_one_item();
    let item = read_item(&mut cx, Role::Part, input);
    let constants = unseen(&mut cx);
    Single { item, problems: cx.problems, constants, marks: cx.marks }
}

fn read_item(cx: &mut Context, role: Role, input: &DeriveInput) -> Option<ModelItem> {
    match &input.data {
        Data::Struct(data) => {
            read_struct(cx, role, &input.attrs, &input.ident, &input.generics, &data.fields)
        }
        Data::Enum(_) => {
            not_a_struct(cx, role, &input.ident, "an enum");
            None
        }
        Data::Union(_) => {
            not_a_struct(cx, role, &input.ident, "a union");
            None
        }
    }
}

/// Whether a `table!` is there already, and the derive emits none.
fn has_own_table(item: &ModelItem) -> bool {
    let is_elsewhere = item.attributes.diesel_table.as_ref().is_some_and(|path| path.value.len() > 1);
    item.attributes.table_macro.map_or(is_elsewhere, |emits| !emits)
}

/// Names go into `table!`, which takes none that only the compiler knows.
fn report_unseen_names(
    cx: &mut Context,
    item: &ModelItem,
    parts: &[(Vec<String>, Option<ModelItem>)],
    constants: &[UnseenConstant],
) {
    if item.attributes.diesel_table.as_ref().is_some_and(|path| path.value.len() > 1) {
        return;
    }
    let fields =
        item.fields.iter().chain(parts.iter().filter_map(|(_, part)| part.as_ref()).flat_map(|p| &p.fields));
    let attributes = &item.attributes;
    let names =
        [&attributes.table, &attributes.namespace].into_iter().chain(fields.map(|f| &f.attributes.column));
    for name in names.flatten() {
        if constants.iter().any(|constant| constant.place == name.place) {
            let message = format!("the derive cannot see what `{}` is", name.value);
            cx.push(
                Problem::error(codes::UNKNOWN_CONSTANT, name.place, message)
                    .because("`table!` needs the names of tables and columns as literals")
                    .help("write the name itself")
                    .help("or name a `table!` that is there already: `#[diesel(table_name = crate::schema::x)]`"),
            );
        }
    }
}

/// `table!` has one type for each column, and only an alias somewhere else says which.
fn report_parameters(cx: &mut Context, item: &ModelItem) {
    let Some(parameter) = item.parameters.first() else { return };
    let message = format!("the derive cannot see what `{}` stands for", parameter.value);
    cx.push(
        Problem::error(codes::GENERIC_MODEL, parameter.place, message)
            .because(
                "an alias says it, as in `type UserEvent = Event<User>;`, and a derive sees one item alone",
            )
            .help("name a `table!` that is there already: `#[diesel(table_name = crate::schema::events)]`")
            .help("or write a struct for each table"),
    );
}

/// A model enum by itself.
pub fn read_model_enum(input: &DeriveInput) -> Single<EnumItem> {
    let mut cx = Context::for_one_item();
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
    let constants = unseen(&mut cx);
    Single { item, problems: cx.problems, constants, marks: cx.marks }
}

/// Whether a type (or its elements') was left open because only the compiler knows what the path means.
pub fn is_open_type(ty: &ColumnType) -> bool {
    matches!(ty.element(), ColumnType::Enum(_))
}

/// Parts among those that were given; types by what they look like.
struct Given<'a> {
    engine: Engine,
    parts: &'a [(Vec<String>, Option<ModelItem>)],
    item: &'a ModelItem,
    /// The homes behind that of the model, with the types that stand for their parameters.
    open: Vec<Open<'a>>,
}

struct Open<'a> {
    item: &'a ModelItem,
    arguments: Vec<TypeSyntax>,
    outer: Home,
}

impl<'a> Homes<'a> for Given<'a> {
    fn infer(&self, home: Home, ty: &TypeSyntax) -> Result<Inferred, Box<Unresolved>> {
        infer(ty, &BySyntax { given: self, home })
    }

    fn constant(&self, _: Home, _: &PathSyntax) -> Result<Constant, Box<UnknownConstant>> {
        // The reader has left them open already.
        Err(Box::default())
    }

    fn open(
        &mut self,
        home: Home,
        path: &[String],
        field: &Field,
    ) -> Result<(Home, &'a ModelItem), PartNotFound> {
        let parts = self.parts;
        let given = parts.iter().find(|(of, _)| of == path).and_then(|(_, item)| item.as_ref());
        let item = given.ok_or(PartNotFound::NotGiven)?;
        let arguments = match field.ty.without_option().0 {
            TypeSyntax::Path(path) => path.arguments.clone(),
            TypeSyntax::Slice(_) | TypeSyntax::Tuple(_) | TypeSyntax::Other => Vec::new(),
        };
        self.open.push(Open { item, arguments, outer: home });
        Ok((Home(self.open.len()), item))
    }
}

impl<'a> Given<'a> {
    /// What a type parameter stands for, and where that is meant.
    fn argument(&self, home: Home, path: &PathSyntax) -> Option<(&TypeSyntax, Home)> {
        let open = self.open.get(home.0.checked_sub(1)?)?;
        let [name] = path.segments.as_slice() else { return None };
        let at = open.item.parameters.iter().position(|parameter| parameter.value == *name)?;
        Some((open.arguments.get(at)?, open.outer))
    }

    /// A parameter of the model itself, whatever it stands for.
    fn is_parameter(&self, home: Home, path: &PathSyntax) -> bool {
        home == Home::default()
            && path.segments.len() == 1
            && self.item.parameters.iter().any(|parameter| parameter.value == path.last())
    }
}

/// Paths by what they look like; what is not known must be a model enum.
struct BySyntax<'g, 'a> {
    given: &'g Given<'a>,
    home: Home,
}

impl Resolve for BySyntax<'_, '_> {
    fn path(&self, path: &PathSyntax) -> Result<Inferred, Box<Unresolved>> {
        if let Some((argument, outer)) = self.given.argument(self.home, path) {
            return infer(argument, &BySyntax { given: self.given, home: outer });
        }
        if self.given.is_parameter(self.home, path) {
            // A `table!` that is there already says the type.
            return Ok(Inferred { ty: ColumnType::Text, nullable: false });
        }
        if let Some(found) = from_external(path, self.given.engine) {
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
