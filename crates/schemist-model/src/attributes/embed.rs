use super::{node::Node, reader};
use crate::{Place, place::At, problem::Context};

/// `embed` as declared on a field: the columns of a part stand in its place.
#[derive(Debug, Clone)]
pub struct EmbedDeclaration {
    /// What stands before the name of each column of the part.
    pub prefix: String,
    /// What stood there before; `None` where it was the same.
    pub renamed_from_prefix: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// `embed`, `embed(prefix = "ship_", renamed_from_prefix = "shipping_")`.
pub(crate) fn embed(cx: &mut Context, node: &Node) -> Option<EmbedDeclaration> {
    if !reader::is_wanted(cx, node) {
        return None;
    }
    let (mut prefix, mut before) = (None, None);
    for entry in node.key.arguments.as_deref().unwrap_or_default() {
        match entry.word() {
            Some("prefix") => {
                let value = text(cx, entry);
                reader::once(cx, &mut prefix, entry, value);
            }
            Some("renamed_from_prefix") => {
                let value = text(cx, entry);
                reader::once(cx, &mut before, entry, value);
            }
            _ => reader::unknown_key(cx, entry, "`embed`", &["prefix", "renamed_from_prefix"]),
        }
    }
    Some(EmbedDeclaration {
        prefix: prefix.map(|p| p.value).unwrap_or_default(),
        renamed_from_prefix: before.map(|p| p.value),
        place: node.place,
    })
}

/// Unlike a name, a prefix may be empty.
fn text(cx: &mut Context, entry: &Node) -> Option<At<String>> {
    let found = reader::text(cx, entry)?;
    if found.value.contains('\0') {
        cx.malformed(found.place, "a name holds no zero character");
        return None;
    }
    Some(found)
}
