use schemist_schema::Deferrable;

use super::{
    node::Node,
    reader::{self, Known},
};
use crate::{Place, place::At, problem::Context};

/// A primary key or a unique constraint as declared.
#[derive(Debug, Clone)]
pub struct KeyDeclaration {
    /// Its columns; empty where a field carries the declaration.
    pub columns: Vec<KeyPart>,
    /// Its name.
    pub name: Option<String>,
    /// Columns it carries.
    pub include: Vec<At<String>>,
    /// NULLs are alike.
    pub nulls_not_distinct: bool,
    /// When it is checked.
    pub deferrable: Deferrable,
    /// SQLite's ON CONFLICT.
    pub on_conflict: Option<String>,
    /// Its comment in the database.
    pub comment: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// A column of a key, by column or field name.
#[derive(Debug, Clone)]
pub struct KeyPart {
    /// The name.
    pub name: At<String>,
    /// SQLite: the key's index descends.
    pub descending: bool,
    /// SQLite: the key's collation.
    pub collation: Option<String>,
    /// MySQL: how many characters count.
    pub prefix: Option<u32>,
}

impl KeyDeclaration {
    pub(crate) fn empty(place: Place) -> Self {
        Self {
            columns: Vec::new(),
            name: None,
            include: Vec::new(),
            nulls_not_distinct: false,
            deferrable: Deferrable::default(),
            on_conflict: None,
            comment: None,
            place,
        }
    }
}

const PRIMARY_KEY: Known = &["name", "include", "deferrable", "on_conflict", "comment"];
const UNIQUE: Known = &["name", "include", "nulls_not_distinct", "deferrable", "on_conflict", "comment"];

/// `primary_key(a, b, name = "…")` of a struct.
pub(crate) fn primary_key(cx: &mut Context, node: &Node) -> Option<KeyDeclaration> {
    over_columns(cx, node, "primary_key", PRIMARY_KEY)
}

/// `unique(a, b, name = "…", nulls_not_distinct)` of a struct.
pub(crate) fn unique(cx: &mut Context, node: &Node) -> Option<KeyDeclaration> {
    over_columns(cx, node, "unique", UNIQUE)
}

/// `primary_key` or `primary_key(name = "…")` of a field.
pub(crate) fn field_primary_key(cx: &mut Context, node: &Node) -> Option<KeyDeclaration> {
    of_field(cx, node, "primary_key", PRIMARY_KEY)
}

/// `unique` or `unique(name = "…")` of a field.
pub(crate) fn field_unique(cx: &mut Context, node: &Node) -> Option<KeyDeclaration> {
    of_field(cx, node, "unique", UNIQUE)
}

fn over_columns(cx: &mut Context, node: &Node, of: &str, known: Known) -> Option<KeyDeclaration> {
    let entries = reader::arguments(cx, node, &format!("{of}(column, other_column)"))?;
    let key = parse(cx, node, entries, of, known);
    if key.columns.is_empty() {
        cx.malformed_with(
            node.place,
            format!("`{of}` names no column"),
            format!("write `{of}(column, other_column)`"),
        );
        return None;
    }
    Some(key)
}

fn of_field(cx: &mut Context, node: &Node, of: &str, known: Known) -> Option<KeyDeclaration> {
    if !reader::is_wanted(cx, node) {
        return None;
    }
    let entries = node.key.arguments.as_deref().unwrap_or_default();
    let key = parse(cx, node, entries, of, known);
    if let Some(part) = key.columns.first() {
        cx.malformed_with(
            part.name.place,
            format!("`{of}` on a field is over that field alone"),
            format!("put `{of}(…)` with several columns on the struct"),
        );
        return None;
    }
    Some(key)
}

fn parse(cx: &mut Context, node: &Node, entries: &[Node], of: &str, known: Known) -> KeyDeclaration {
    let mut key = KeyDeclaration::empty(node.place);
    let (mut name, mut deferrable, mut on_conflict, mut comment) = (None, None, None, None);
    for entry in entries {
        let has_value = entry.value.is_some();
        match entry.word() {
            Some("name") if has_value => {
                let value = reader::name(cx, entry);
                reader::once(cx, &mut name, entry, value);
            }
            Some("deferrable") if has_value => {
                let value = reader::deferrable(cx, entry);
                reader::once(cx, &mut deferrable, entry, value);
            }
            Some("on_conflict") if has_value => {
                let value = reader::conflict(cx, entry);
                reader::once(cx, &mut on_conflict, entry, value);
            }
            Some("comment") if has_value => {
                let value = reader::text(cx, entry);
                reader::once(cx, &mut comment, entry, value);
            }
            Some("include") if entry.key.arguments.is_some() => {
                if let Some(names) = reader::arguments(cx, entry, "include(column)") {
                    key.include.extend(reader::columns(cx, names));
                }
            }
            Some("nulls_not_distinct") if known.contains(&"nulls_not_distinct") => {
                reader::flag(cx, &mut key.nulls_not_distinct, entry);
            }
            _ if has_value => reader::unknown_key(cx, entry, &format!("`{of}`"), known),
            _ => key.columns.extend(part(cx, entry)),
        }
    }
    key.name = name.map(|n| n.value);
    key.deferrable = deferrable.unwrap_or_default();
    key.on_conflict = on_conflict;
    key.comment = comment.map(|c| c.value).filter(|c| !c.is_empty());
    key
}

/// `column`, `"my column"`, `column(desc)`, `column(collate = "NOCASE")`.
fn part(cx: &mut Context, entry: &Node) -> Option<KeyPart> {
    let Some(name) = entry.key.name() else {
        cx.malformed(entry.place, "expected the name of a column");
        return None;
    };
    let name = At::new(name.to_owned(), entry.key.head);
    let mut part = KeyPart { name, descending: false, collation: None, prefix: None };
    for option in entry.key.arguments.as_deref().unwrap_or_default() {
        match option.word() {
            Some("desc") => reader::flag(cx, &mut part.descending, option),
            Some("asc") => reader::flag(cx, &mut false, option),
            Some("collate") => {
                let value = reader::name(cx, option).map(|v| v.value);
                reader::once(cx, &mut part.collation, option, value);
            }
            Some("prefix") => {
                let value = super::index::prefix(cx, option);
                reader::once(cx, &mut part.prefix, option, value);
            }
            _ => reader::unknown_key(cx, option, "a column of a key", &["asc", "desc", "collate", "prefix"]),
        }
    }
    Some(part)
}
