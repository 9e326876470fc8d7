use syn::Attribute;

use super::{
    model::{ModelAttributes, model_key},
    reader::{self, Known},
    said::Said,
};
use crate::problem::Context;

/// What a part may say of the tables it is embedded in; everything else is said by each model.
const PART: Known = &["primary_key", "unique", "index", "foreign_key", "check", "exclude"];

/// Reads the attributes of a struct with `#[derive(Embed)]`.
pub(crate) fn parse_part(cx: &mut Context, attributes: Vec<Attribute>) -> ModelAttributes {
    let mut said = Said::of(cx, attributes);
    said.read(cx, part_of)
        .unwrap_or_else(|| ModelAttributes { pending: Some(Box::new(said)), ..Default::default() })
}

/// Reads what the attributes say.
pub(crate) fn part_of(cx: &mut Context, said: &Said) -> ModelAttributes {
    let mut part = ModelAttributes::default();
    for node in &said.model {
        match node.word() {
            Some(word) if PART.contains(&word) => model_key(cx, node, &mut part),
            _ => reader::unknown_key(cx, node, "`#[model]` on a part", PART),
        }
    }
    part.comment.doc.clone_from(&said.doc);
    part
}
