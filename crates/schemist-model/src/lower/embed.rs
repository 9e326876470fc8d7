//! Embedded fields become the columns of their parts, before anything else is made of a model.

use std::borrow::Cow;

use super::{Homes, Lowering, PartNotFound, constants, part_names};
use crate::{
    Place, Problem,
    attributes::{EmbedDeclaration, ModelAttributes},
    codes,
    item::{Embedded, Field, Home, ModelItem, Role},
};

/// The model with the fields of its parts in the place of the fields that embed them, and with what the
/// parts say of the table.
pub(super) fn flatten<'a>(
    cx: &mut Lowering<'_>,
    item: &'a ModelItem,
    homes: &mut dyn Homes<'a>,
) -> Cow<'a, ModelItem> {
    let item = constants::settled(cx, item, Role::Model, Home::default(), homes);
    if !item.fields.iter().any(|field| embed_of(field).is_some()) {
        return item;
    }
    let mut flat = Flat { attributes: item.attributes.clone(), fields: Vec::new(), trail: Vec::new() };
    for field in &item.fields {
        match embed_of(field) {
            None => flat.fields.push(field.clone()),
            Some(embed) => {
                let root = Site { through: field.place, ..Site::default() };
                flat.part(cx, &item, &root, field, embed, homes);
            }
        }
    }
    Cow::Owned(ModelItem { attributes: flat.attributes, fields: flat.fields, ..item.into_owned() })
}

fn embed_of(field: &Field) -> Option<&EmbedDeclaration> {
    field.attributes.embed.as_ref().filter(|_| !field.attributes.skip)
}

/// What was gathered so far.
struct Flat {
    attributes: ModelAttributes,
    fields: Vec<Field>,
    /// The parts that are open, from the model down: where each is defined.
    trail: Vec<Place>,
}

/// Where in the model a part stands.
#[derive(Clone)]
struct Site {
    home: Home,
    path: Vec<String>,
    prefix: String,
    prefix_before: String,
    nullable: bool,
    through: Place,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            home: Home::default(),
            path: Vec::new(),
            prefix: String::new(),
            prefix_before: String::new(),
            nullable: false,
            through: Place { file: 0, mark: 0, edge: crate::Edge::Whole },
        }
    }
}

impl Site {
    fn inside(&self, home: Home, path: Vec<String>, field: &Field, embed: &EmbedDeclaration) -> Self {
        let before = embed.renamed_from_prefix.as_ref().unwrap_or(&embed.prefix);
        Self {
            home,
            path,
            prefix: format!("{}{}", self.prefix, embed.prefix),
            prefix_before: format!("{}{before}", self.prefix_before),
            nullable: self.nullable || field.ty.without_option().1,
            through: self.through,
        }
    }

    fn embedded(&self) -> Box<Embedded> {
        Box::new(Embedded {
            path: self.path.clone(),
            prefix: self.prefix.clone(),
            prefix_before: self.prefix_before.clone(),
            nullable: self.nullable,
            through: self.through,
            home: self.home,
        })
    }
}

impl Flat {
    /// Opens the part of one field, whose item stands at a site.
    fn part<'a>(
        &mut self,
        cx: &mut Lowering<'_>,
        item: &ModelItem,
        at: &Site,
        field: &Field,
        embed: &EmbedDeclaration,
        homes: &mut dyn Homes<'a>,
    ) {
        let path: Vec<String> = at.path.iter().chain([&field.name]).cloned().collect();
        let (home, part) = match homes.open(at.home, &path, field) {
            Ok(opened) => opened,
            Err(why) => return cx.push(not_found(item, field, why)),
        };
        if self.trail.contains(&part.place) {
            return cx.push(cycle(field, part));
        }
        let part = constants::settled(cx, part, Role::Part, home, homes);
        let site = at.inside(home, path, field, embed);
        self.trail.push(part.place);
        let first = self.fields.len();
        for inner in &part.fields {
            match embed_of(inner) {
                None => {
                    let embedded = Some(site.embedded());
                    self.fields.push(Field { embedded, ..inner.clone() });
                }
                Some(embed) => self.part(cx, &part, &site, inner, embed, homes),
            }
        }
        self.trail.pop();
        let own = self.fields.get_mut(first..).unwrap_or_default();
        let said = part_names::absolute(cx, &part, home, &site.prefix, own);
        self.take(cx, said);
    }

    /// What a part says of the table is as good as if the model said it.
    fn take(&mut self, cx: &mut Lowering<'_>, said: ModelAttributes) {
        let own = &mut self.attributes;
        match (&own.primary_key, said.primary_key) {
            (None, key) => own.primary_key = key,
            (Some(first), Some(second)) => cx.push(
                Problem::error(codes::CONTRADICTION, second.place, "the primary key is declared twice")
                    .related(first.place, "it is declared here")
                    .help("keep one of the two"),
            ),
            (Some(_), None) => {}
        }
        own.uniques.extend(said.uniques);
        own.indexes.extend(said.indexes);
        own.foreign_keys.extend(said.foreign_keys);
        own.checks.extend(said.checks);
        own.exclusions.extend(said.exclusions);
    }
}

fn not_found(item: &ModelItem, field: &Field, why: PartNotFound) -> Problem {
    let text = &field.type_text;
    let subject = format!("{}.{}", item.name, field.name);
    let derive = "put `#[derive(Embed)]` on the struct whose fields are the columns";
    let problem = |code, message| Problem::error(code, field.type_place, message).about(subject);
    match why {
        PartNotFound::Ambiguous(candidates) => {
            let problem = problem(codes::AMBIGUOUS_NAME, format!("`{text}` could be one of several types"))
                .help("write the path of the type, or import the one that is meant");
            candidates.into_iter().fold(problem, |problem, (place, what)| problem.related(place, what))
        }
        PartNotFound::Model(place) => {
            problem(codes::EMBEDDED_MODEL, format!("`{text}` is a model, and a model cannot be embedded"))
                .related(place, "it declares a table of its own")
                .help("move what both have into a struct with `#[derive(Embed)]`, and embed that in each")
                .help(format!(
                    "to refer to its rows, keep its key: `#[model(references = {text})]` on an `i64`"
                ))
        }
        PartNotFound::Other(place, what) => {
            problem(codes::UNKNOWN_PART, format!("`{text}` cannot be embedded"))
                .related(place, what)
                .help(derive)
        }
        PartNotFound::Nothing => {
            problem(codes::UNKNOWN_PART, format!("there is no part `{text}`")).help(derive)
        }
        PartNotFound::NotGiven => {
            problem(codes::UNKNOWN_PART, format!("the columns of `{text}` are not known here")).help(derive)
        }
    }
}

fn cycle(field: &Field, part: &ModelItem) -> Problem {
    let message = format!("`{}` is embedded in itself", part.name);
    Problem::error(codes::EMBED_CYCLE, field.type_place, message)
        .related(part.place, format!("`{}` is defined here", part.name))
        .because("its columns would be without end")
        .help("refer to another row instead: keep its key, with `#[model(references = …)]`")
}
