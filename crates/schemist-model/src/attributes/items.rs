//! What the attributes of an item say besides the grammar: whether it is ours, and where its file lies.

use syn::{Attribute, Meta, Token, punctuated::Punctuated};

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
        let parsed = list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
        for path in parsed.into_iter().flatten() {
            let ours = path.segments.len() == 1
                || path
                    .segments
                    .first()
                    .is_some_and(|s| s.ident == "schemist" || s.ident == "schemist_derive");
            let last = path.segments.last().map(|s| s.ident.to_string());
            match last.as_deref() {
                Some("Model") if ours => found.model = true,
                Some("ModelEnum") if ours => found.model_enum = true,
                Some("Embed") if ours => found.embed = true,
                _ => {}
            }
        }
    }
    found
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
