use syn::Attribute;

use super::{
    comment::doc_text,
    effective::effective,
    model::{ModelAttributes, attribute_nodes, model_key},
    reader::{self, Known},
};
use crate::problem::Context;

/// What a part may say of the tables it is embedded in; everything else is said by each model.
const PART: Known = &["primary_key", "unique", "index", "foreign_key", "check", "exclude"];

/// Reads the attributes of a struct with `#[derive(Embed)]`.
pub(crate) fn parse_part(cx: &mut Context, attributes: &[Attribute]) -> ModelAttributes {
    let metas = effective(&cx.cfg, attributes);
    let mut part = ModelAttributes::default();
    for meta in metas.iter().filter(|meta| meta.path().is_ident("model")) {
        for node in attribute_nodes(cx, meta, "model") {
            match node.word() {
                Some(word) if PART.contains(&word) => model_key(cx, &node, &mut part),
                _ => reader::unknown_key(cx, &node, "`#[model]` on a part", PART),
            }
        }
    }
    part.comment.doc = doc_text(&metas);
    part
}
