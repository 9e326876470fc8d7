//! What the attributes of an item say besides the grammar: whether it is ours, and where its file lies.

use proc_macro2::{Ident, TokenTree};
use syn::{Attribute, Meta};

use super::effective::effective;
use crate::cfg::Cfg;

/// Whether an item depends on a `cfg`.
pub(crate) fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

/// Which of our derives an item carries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Derives {
    pub(crate) model: bool,
    pub(crate) model_enum: bool,
    pub(crate) embed: bool,
}

/// Looks for `Model`, `ModelEnum` and `Embed`, also as `schemist::Model`; other crates' derives of these names,
/// written with their path, are not ours.
pub(crate) fn derives(cfg: &Cfg, attributes: &[Attribute]) -> Derives {
    let mut found = Derives::default();
    for meta in effective(cfg, attributes) {
        let Meta::List(list) = &*meta else { continue };
        if !list.path.is_ident("derive") {
            continue;
        }
        let mut path = Vec::new();
        for token in list.tokens.clone() {
            match token {
                TokenTree::Ident(ident) => path.push(ident),
                TokenTree::Punct(punct) if punct.as_char() == ',' => found.note(&std::mem::take(&mut path)),
                _ => {}
            }
        }
        found.note(&path);
    }
    found
}

impl Derives {
    fn note(&mut self, path: &[Ident]) {
        let ours = match path {
            [_] => true,
            [first, ..] => first == "schemist" || first == "schemist_derive",
            [] => false,
        };
        let Some(last) = path.last().filter(|_| ours) else { return };
        self.model |= last == "Model";
        self.model_enum |= last == "ModelEnum";
        self.embed |= last == "Embed";
    }
}

/// `#[path = "…"]`.
pub(crate) fn path_attribute(cfg: &Cfg, attributes: &[Attribute]) -> Option<String> {
    effective(cfg, attributes).into_iter().find_map(|meta| match &*meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}
