//! What stands in the attributes of one struct or field, as a tree: it can be read again once the constants
//! in it are known, by whatever thread.

use syn::Attribute;

use super::{
    comment::doc_text,
    effective::into_effective,
    model::attribute_nodes,
    node::{Expr, Kind, Node},
};
use crate::{Constant, place::At, problem::Context, types::PathSyntax};

/// The entries of `#[model(…)]` and `#[diesel(…)]`, and the doc comment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    pub(super) model: Vec<Node>,
    pub(super) diesel: Vec<Node>,
    pub(super) doc: Option<String>,
}

/// Where a path stands that may be a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A literal and nothing else.
    Literal,
    /// A default: a number, or SQL.
    Default,
    /// It may be a word as well.
    Word,
}

/// What a path in the place of a literal stands for.
pub(crate) enum Found {
    /// A value.
    Value(Constant),
    /// Nothing that is known; the path may still be a word.
    Nothing,
    /// A value that cannot be known here; anything will do in its place.
    Unseen,
}

impl Said {
    pub(super) fn of(cx: &mut Context, attributes: Vec<Attribute>) -> Self {
        let mut said = Self::default();
        if attributes.is_empty() {
            return said;
        }
        let cfg = cx.cfg.clone();
        let metas = into_effective(&cfg, attributes);
        said.doc = doc_text(&metas);
        for meta in metas {
            if meta.path().is_ident("model") {
                said.model.extend(attribute_nodes(cx, meta.into_owned(), "model"));
            } else if meta.path().is_ident("diesel") {
                // What is not understood there is for Diesel to judge.
                let known = cx.problems.len();
                said.diesel.extend(attribute_nodes(cx, meta.into_owned(), "diesel"));
                cx.problems.truncate(known);
            }
        }
        said
    }

    /// Reads it, with what the derive cannot see left open; `None` where it must wait for constants.
    pub(super) fn read<T>(&mut self, cx: &mut Context, read: fn(&mut Context, &Said) -> T) -> Option<T> {
        if self.names_constants() {
            let unseen = cx.unseen.as_mut()?;
            self.replace(|path, slot| {
                let may_be_word = slot == Slot::Word && path.value.segments.len() == 1;
                unseen.push((path, may_be_word));
                Found::Unseen
            });
        }
        Some(read(cx, self))
    }

    fn names_constants(&mut self) -> bool {
        let mut found = false;
        visit(&mut self.model, true, &mut |_, _| found = true);
        found
    }

    /// Puts values in the place of constants.
    pub(crate) fn replace(&mut self, mut find: impl FnMut(At<PathSyntax>, Slot) -> Found) {
        visit(&mut self.model, true, &mut |expr, slot| {
            let Kind::Path { rooted, segments } = &expr.kind else { return };
            let path = PathSyntax { rooted: *rooted, segments: segments.clone(), arguments: Vec::new() };
            let text = segments.join("::");
            let is_variant = !segments.last().is_some_and(|last| is_in_capitals(last));
            expr.kind = match find(At::new(path, expr.place), slot) {
                // `default = Status::Open`: the value of the variant, not SQL.
                Found::Value(Constant::Text(text)) if slot == Slot::Default && is_variant => {
                    Kind::Text(format!("'{}'", text.replace('\'', "''")))
                }
                Found::Value(Constant::Text(text)) => Kind::Text(text),
                Found::Value(Constant::Integer(number)) => Kind::Integer(number.to_string()),
                Found::Value(Constant::Float(digits)) => Kind::Float(digits),
                Found::Value(Constant::Bool(value)) => Kind::Bool(value),
                Found::Unseen => Kind::Unseen(text),
                Found::Nothing => return,
            };
        });
    }
}

/// What may stand behind a key.
#[derive(Clone, Copy, PartialEq)]
enum Key {
    /// A word or a column, never a literal.
    Word,
    /// A model, or `table("…")`.
    References,
    /// A type.
    Type,
    /// Options, whose values are words or literals.
    Options,
    /// A name, or a word for it.
    Name,
    /// A default.
    Default,
    /// Entries among which a literal may stand alone.
    Literals,
    /// Anything else.
    Other,
}

impl Key {
    fn of(word: Option<&str>) -> Self {
        match word {
            Some(
                "owned_by" | "on_delete" | "on_update" | "match" | "deferrable" | "on_conflict" | "not_null",
            ) => Self::Word,
            Some("references") => Self::References,
            Some("type") => Self::Type,
            Some("options") => Self::Options,
            Some("column" | "name") => Self::Name,
            Some("default") => Self::Default,
            Some("check" | "exclude" | "generated" | "expr") => Self::Literals,
            _ => Self::Other,
        }
    }

    fn slot(self) -> Slot {
        match self {
            Self::Name => Slot::Word,
            Self::Default => Slot::Default,
            _ => Slot::Literal,
        }
    }
}

/// Calls for each path that stands where a literal may: of several segments, or in capitals.
fn visit(nodes: &mut [Node], is_top: bool, found: &mut dyn FnMut(&mut Expr, Slot)) {
    for Node { key, value, .. } in nodes {
        let role = match Key::of(key.word()) {
            // Only on a field does `name` name a column; elsewhere it takes no word.
            Key::Name if !is_top => Key::Other,
            role => role,
        };
        match (role, value) {
            (Key::Word, _) => continue,
            (Key::References, Some(target)) => visit_table(target, found),
            (Key::Type, Some(value)) => visit_type(value, found),
            (_, Some(value)) if is_constant(value) => found(value, role.slot()),
            _ => {}
        }
        let Some(arguments) = &mut key.arguments else { continue };
        match role {
            Key::Type => {
                arguments.iter_mut().filter_map(|a| a.value.as_mut()).for_each(|v| visit_type(v, found))
            }
            Key::Options => visit_options(arguments, found),
            Key::Default => {
                visit_bare(arguments, Slot::Default, found);
                visit_defaults(arguments, found);
            }
            Key::Literals => {
                visit_bare(arguments, Slot::Literal, found);
                visit(arguments, false, found);
            }
            Key::Word | Key::References | Key::Name | Key::Other => visit(arguments, false, found),
        }
    }
}

/// `default(sqlite = X)`, and `default(literal = X)`, which is no SQL.
fn visit_defaults(nodes: &mut [Node], found: &mut dyn FnMut(&mut Expr, Slot)) {
    for Node { key, value, .. } in nodes {
        let slot = if key.word() == Some("literal") { Slot::Literal } else { Slot::Default };
        if let Some(value) = value.as_mut().filter(|value| is_constant(value)) {
            found(value, slot);
        }
    }
}

fn visit_bare(nodes: &mut [Node], slot: Slot, found: &mut dyn FnMut(&mut Expr, Slot)) {
    for node in nodes.iter_mut().filter(|node| node.value.is_none()) {
        if is_constant(&node.key) {
            found(&mut node.key, slot);
        }
    }
}

/// The arguments of a type: `Varchar(MAX)`, `vector(DIMENSIONS)`; in `geometry(POINT)` it is a word.
fn visit_type(ty: &mut Expr, found: &mut dyn FnMut(&mut Expr, Slot)) {
    const WITH_NUMBERS: [&str; 10] = [
        "varchar",
        "char",
        "numeric",
        "decimal",
        "bit",
        "varbit",
        "time",
        "timetz",
        "timestamp",
        "timestamptz",
    ];
    let name = ty.word().unwrap_or_default().to_lowercase();
    let slot = if WITH_NUMBERS.contains(&name.as_str()) { Slot::Literal } else { Slot::Word };
    let Some(arguments) = &mut ty.arguments else { return };
    visit_bare(arguments, slot, found);
    arguments.iter_mut().for_each(|argument| visit_type(&mut argument.key, found));
}

/// `table(USERS, id)`; what else `references` takes is a model and its columns.
fn visit_table(target: &mut Expr, found: &mut dyn FnMut(&mut Expr, Slot)) {
    let is_table = target.word() == Some("table");
    if let Some(first) = target.arguments.as_mut().and_then(|a| a.first_mut()).filter(|_| is_table) {
        visit_bare(std::slice::from_mut(first), Slot::Word, found);
    }
}

/// The value of an option may be a word in capitals.
fn visit_options(nodes: &mut [Node], found: &mut dyn FnMut(&mut Expr, Slot)) {
    for node in nodes {
        if let Some(value) = node.value.as_mut().filter(|value| is_constant(value)) {
            found(value, Slot::Word);
        }
        if let Some(inner) = &mut node.key.arguments {
            visit_options(inner, found);
        }
    }
}

fn is_constant(expr: &Expr) -> bool {
    let Kind::Path { segments, .. } = &expr.kind else { return false };
    expr.is_plain() && (segments.len() > 1 || segments.iter().all(|segment| is_in_capitals(segment)))
}

fn is_in_capitals(name: &str) -> bool {
    name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}
