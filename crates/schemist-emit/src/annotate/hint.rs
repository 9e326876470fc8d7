//! One attribute more, at one item: the answer to a question, written where it was asked.

use proc_macro2::{Span, TokenTree};
use schemist_diagnostics::Position;
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Item, Meta, Visibility};

use crate::annotate::edits::Edits;
use crate::annotate::find::offset;

/// The text with `#[model(attribute)]` at the struct, enum, field or variant that is declared at a place, inside of a
/// `#[model(…)]` that is there already. `None` where nothing is declared there, or its key is written already.
pub fn with_attribute(text: &str, place: Position, attribute: &str) -> Option<String> {
    let file = syn::parse_file(text).ok()?;
    let at = byte_of(text, place)?.checked_sub(offset(text))?;
    let found = in_items(&file.items, at)?;
    let key = attribute.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let models = || found.attributes.iter().filter_map(model_list);
    if models().any(|tokens| tokens.iter().any(|token| token.to_string() == key)) {
        return None;
    }
    let mut edits = Edits::default();
    match found.attributes.iter().find_map(open_parenthesis) {
        Some((open, is_empty)) => {
            let parting = if is_empty { "" } else { ", " };
            edits.insert(offset(text) + open.byte_range().end, format!("{attribute}{parting}"));
        }
        None => {
            let start = offset(text) + found.start.byte_range().start;
            let line = text.get(..start)?.rsplit('\n').next()?;
            let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let parting = if line.trim().is_empty() { format!("{newline}{line}") } else { " ".to_owned() };
            edits.insert(start, format!("#[model({attribute})]{parting}"));
        }
    }
    Some(edits.applied(text))
}

/// A declaration: its attributes, and where it begins behind them.
struct Found<'a> {
    attributes: &'a [Attribute],
    start: Span,
}

fn in_items(items: &[Item], at: usize) -> Option<Found<'_>> {
    items.iter().find_map(|item| match item {
        Item::Struct(item) => {
            let own = declared(&item.attrs, &item.vis, item.struct_token.span, item.ident.span(), at);
            own.or_else(|| in_fields(&item.fields, at))
        }
        Item::Enum(item) => {
            let own = declared(&item.attrs, &item.vis, item.enum_token.span, item.ident.span(), at);
            own.or_else(|| {
                let mut variants = item.variants.iter();
                variants.find_map(|variant| {
                    let ident = variant.ident.span();
                    declared(&variant.attrs, &Visibility::Inherited, ident, ident, at)
                })
            })
        }
        Item::Mod(module) => module.content.as_ref().and_then(|(_, items)| in_items(items, at)),
        _ => None,
    })
}

fn in_fields(fields: &Fields, at: usize) -> Option<Found<'_>> {
    fields.iter().find_map(|field| {
        let ident = field.ident.as_ref()?.span();
        declared(&field.attrs, &field.vis, ident, field.ty.span(), at)
    })
}

/// Where `at` lies between its beginning and the end of `last`.
fn declared<'a>(
    attributes: &'a [Attribute],
    visibility: &Visibility,
    first: Span,
    last: Span,
    at: usize,
) -> Option<Found<'a>> {
    let start = match visibility {
        Visibility::Inherited => first,
        written => written.span(),
    };
    (start.byte_range().start..last.byte_range().end).contains(&at).then_some(Found { attributes, start })
}

fn model_list(attribute: &Attribute) -> Option<Vec<TokenTree>> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("model") => Some(list.tokens.clone().into_iter().collect()),
        _ => None,
    }
}

/// Where the list of `#[model(…)]` opens, and whether nothing stands in it.
fn open_parenthesis(attribute: &Attribute) -> Option<(Span, bool)> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("model") => {
            let group = list.delimiter.span();
            let is_parenthesis = matches!(list.delimiter, syn::MacroDelimiter::Paren(_));
            is_parenthesis.then(|| (group.open(), list.tokens.is_empty()))
        }
        _ => None,
    }
}

/// The byte of a place that counts characters.
fn byte_of(text: &str, place: Position) -> Option<usize> {
    let mut start = 0;
    for _ in 1..place.line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let line = text.get(start..)?;
    let (column, _) = line.char_indices().nth(place.column.checked_sub(1)?)?;
    Some(start + column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: (usize, usize), expected: Option<&str>) {
        let place = Position { line: place.0, column: place.1 };
        assert_eq!(with_attribute(text, place, "renamed_from = \"nm\"").as_deref(), expected);
    }

    #[test]
    fn an_attribute_goes_where_the_item_begins() {
        check(
            "struct A {\n    /// Why\n    pub name: String, // kept\n}\n",
            (3, 5),
            Some(
                "struct A {\n    /// Why\n    #[model(renamed_from = \"nm\")]\n    pub name: String, // kept\n}\n",
            ),
        );
        check(
            "struct A {\r\n\tname: String,\r\n}\r\n",
            (2, 2),
            Some("struct A {\r\n\t#[model(renamed_from = \"nm\")]\r\n\tname: String,\r\n}\r\n"),
        );
        check(
            "struct A { a: ü, b: u }",
            (1, 18),
            Some("struct A { a: ü, #[model(renamed_from = \"nm\")] b: u }"),
        );
        check(
            "mod m {\n    #[derive(Model)]\n    pub struct A;\n}",
            (3, 16),
            Some("mod m {\n    #[derive(Model)]\n    #[model(renamed_from = \"nm\")]\n    pub struct A;\n}"),
        );
        check(
            "enum E {\n    A,\n    B,\n}",
            (3, 5),
            Some("enum E {\n    A,\n    #[model(renamed_from = \"nm\")]\n    B,\n}"),
        );
    }

    #[test]
    fn what_is_said_already_is_kept() {
        check(
            "struct A {\n    #[model(index)] name: String,\n}",
            (2, 21),
            Some("struct A {\n    #[model(renamed_from = \"nm\", index)] name: String,\n}"),
        );
        check("struct A {\n    #[model(renamed_from = \"x\")]\n    name: String,\n}", (3, 5), None);
        check(
            "struct A {\n    name: String,\n}",
            (1, 1),
            Some("#[model(renamed_from = \"nm\")]\nstruct A {\n    name: String,\n}"),
        );
        check("fn f() {}\n", (1, 4), None);
        check("struct A;", (9, 9), None);
    }
}
