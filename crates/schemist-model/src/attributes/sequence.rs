use schemist_schema::{ColumnType, SequenceOptions};

use super::{
    node::Node,
    reader::{self, Known},
};
use crate::{Place, place::At, problem::Context};

/// A sequence as declared on a struct.
#[derive(Debug, Clone)]
pub struct SequenceDeclaration {
    /// Its name, `namespace.name` or `name`.
    pub name: At<String>,
    /// Its type.
    pub ty: ColumnType,
    /// What differs from the defaults.
    pub options: SequenceOptions,
    /// The column of the table it belongs to.
    pub owned_by: Option<At<String>>,
    /// Its comment in the database.
    pub comment: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// `identity` as declared on a field.
#[derive(Debug, Clone)]
pub struct IdentityDeclaration {
    /// `GENERATED ALWAYS`.
    pub always: bool,
    /// What differs from the defaults.
    pub options: SequenceOptions,
    /// The sequence's name.
    pub sequence_name: Option<String>,
    /// Where it stands.
    pub place: Place,
}

const SEQUENCE: Known =
    &["name", "type", "owned_by", "comment", "start", "increment", "min", "max", "cache", "cycle"];
const IDENTITY: Known =
    &["always", "by_default", "sequence", "start", "increment", "min", "max", "cache", "cycle"];

/// `sequence(name = "…", start = 5, owned_by = id)`.
pub(crate) fn sequence(cx: &mut Context, node: &Node) -> Option<SequenceDeclaration> {
    let entries = reader::arguments(cx, node, "sequence(name = \"order_numbers\", start = 1)")?;
    let (mut name, mut ty, mut owned_by, mut comment) = (None, None, None, None);
    let mut options = SequenceOptions::default();
    for entry in entries {
        match entry.word() {
            Some("name") => {
                let value = reader::name(cx, entry);
                reader::once(cx, &mut name, entry, value);
            }
            Some("type") => {
                let known = [
                    ("BigInt", 64),
                    ("Integer", 32),
                    ("SmallInt", 16),
                    ("bigint", 64),
                    ("integer", 32),
                    ("smallint", 16),
                ];
                let value = reader::word(cx, entry, &known);
                reader::once(cx, &mut ty, entry, value);
            }
            Some("owned_by") => {
                let value = owner(cx, entry);
                reader::once(cx, &mut owned_by, entry, value);
            }
            Some("comment") => {
                let value = reader::text(cx, entry).map(|v| v.value).filter(|c| !c.is_empty());
                reader::once(cx, &mut comment, entry, value);
            }
            Some(_) if option(cx, entry, &mut options) => {}
            _ => reader::unknown_key(cx, entry, "`sequence`", SEQUENCE),
        }
    }
    if name.is_none() && !entries.iter().any(|e| e.word() == Some("name")) {
        cx.malformed_with(
            node.place,
            "a sequence needs a name",
            "write `sequence(name = \"order_numbers\")`",
        );
    }
    let ty = match ty {
        Some(16) => ColumnType::SmallInt,
        Some(32) => ColumnType::Integer,
        _ => ColumnType::BigInt,
    };
    Some(SequenceDeclaration { name: name?, ty, options, owned_by, comment, place: node.place })
}

fn owner(cx: &mut Context, entry: &Node) -> Option<At<String>> {
    let value = entry.value.as_ref();
    match value.and_then(|v| v.name().filter(|_| v.is_plain()).map(|name| (name, v.place))) {
        Some((name, place)) => Some(At::new(name.to_owned(), place)),
        None => {
            cx.malformed_with(entry.place, "`owned_by` takes a column", "write `owned_by = id`");
            None
        }
    }
}

/// `identity`, `identity(always, start = 10)`.
pub(crate) fn identity(cx: &mut Context, node: &Node) -> Option<IdentityDeclaration> {
    if !reader::is_wanted(cx, node) {
        return None;
    }
    let mut always = false;
    let mut by_default = false;
    let mut sequence_name = None;
    let mut options = SequenceOptions::default();
    for entry in node.key.arguments.as_deref().unwrap_or_default() {
        match entry.word() {
            Some("always") => reader::flag(cx, &mut always, entry),
            Some("by_default") => reader::flag(cx, &mut by_default, entry),
            Some("sequence") => {
                let value = reader::name(cx, entry).map(|v| v.value);
                reader::once(cx, &mut sequence_name, entry, value);
            }
            Some(_) if option(cx, entry, &mut options) => {}
            _ => reader::unknown_key(cx, entry, "`identity`", IDENTITY),
        }
    }
    if always && by_default {
        cx.malformed(node.place, "an identity is either `always` or `by_default`");
    }
    Some(IdentityDeclaration { always, options, sequence_name, place: node.place })
}

/// An option of a sequence; whether the entry was one.
fn option(cx: &mut Context, entry: &Node, options: &mut SequenceOptions) -> bool {
    let slot = match entry.word() {
        Some("start") => &mut options.start,
        Some("increment") => &mut options.increment,
        Some("min") => &mut options.min,
        Some("max") => &mut options.max,
        Some("cache") => &mut options.cache,
        Some("cycle") => {
            reader::flag(cx, &mut options.cycle, entry);
            return true;
        }
        _ => return false,
    };
    let value = reader::integer(cx, entry);
    reader::once(cx, slot, entry, value);
    true
}
