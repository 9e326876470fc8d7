//! Attributes as they count: those behind a `cfg_attr` that holds included.

use std::borrow::Cow;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Attribute, Meta, Token, parse::Parser, punctuated::Punctuated};

use crate::cfg::{Cfg, Predicate};

/// The attributes with the contents of `cfg_attr` in its place.
pub(crate) fn effective<'a>(cfg: &Cfg, attributes: &'a [Attribute]) -> Vec<Cow<'a, Meta>> {
    let mut metas = Vec::with_capacity(attributes.len());
    for attribute in attributes {
        match attribute.meta.path().is_ident("cfg_attr") {
            true => push_conditional(cfg, &attribute.meta, &mut metas),
            false => metas.push(Cow::Borrowed(&attribute.meta)),
        }
    }
    metas
}

/// The same, of attributes that are not needed any more: their tokens are taken, not copied.
pub(crate) fn into_effective(cfg: &Cfg, attributes: Vec<Attribute>) -> Vec<Cow<'static, Meta>> {
    let mut metas = Vec::with_capacity(attributes.len());
    for attribute in attributes {
        match attribute.meta.path().is_ident("cfg_attr") {
            true => push_conditional(cfg, &attribute.meta, &mut metas),
            false => metas.push(Cow::Owned(attribute.meta)),
        }
    }
    metas
}

fn push_conditional(cfg: &Cfg, meta: &Meta, into: &mut Vec<Cow<'_, Meta>>) {
    let Meta::List(list) = meta else { return };
    let mut tokens = list.tokens.clone().into_iter();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
    let condition: TokenStream = tokens.by_ref().take_while(|token| !is_comma(token)).collect();
    if cfg.holds(&Predicate::of(condition)) == Some(false) {
        return;
    }
    let rest: TokenStream = tokens.collect();
    let Ok(parts) = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(rest) else { return };
    for part in parts {
        match part.path().is_ident("cfg_attr") {
            true => push_conditional(cfg, &part, into),
            false => into.push(Cow::Owned(part)),
        }
    }
}

/// The `cfg` that leaves an item out, if one does, and where it stands.
pub(crate) fn left_out(cfg: &Cfg, attributes: &[Attribute]) -> Option<(Predicate, Span)> {
    let is_conditional =
        |attribute: &Attribute| ["cfg", "cfg_attr"].iter().any(|word| attribute.path().is_ident(word));
    if !attributes.iter().any(is_conditional) {
        return None;
    }
    effective(cfg, attributes).into_iter().find_map(|meta| {
        let Meta::List(list) = &*meta else { return None };
        if !list.path.is_ident("cfg") {
            return None;
        }
        let predicate = Predicate::of(list.tokens.clone());
        let span = list.path.segments.first()?.ident.span();
        (cfg.holds(&predicate) == Some(false)).then_some((predicate, span))
    })
}

/// Whether an item, a field or a variant is left out by its `cfg`, or is a test.
pub(crate) fn is_left_out(cfg: &Cfg, attributes: &[Attribute]) -> bool {
    !attributes.is_empty()
        && (attributes.iter().any(|attribute| attribute.path().is_ident("test"))
            || left_out(cfg, attributes).is_some())
}

/// The condition of a `cfg_attr` that does not hold and would derive one of ours.
#[cfg(feature = "load")]
pub(crate) fn conditional_derive(cfg: &Cfg, attributes: &[Attribute]) -> Option<Predicate> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg_attr")).find_map(|attribute| {
        let Meta::List(list) = &attribute.meta else { return None };
        let mut tokens = list.tokens.clone().into_iter();
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
        let condition: TokenStream = tokens.by_ref().take_while(|token| !is_comma(token)).collect();
        let predicate = Predicate::of(condition);
        let open = super::derives(&Cfg::default(), std::slice::from_ref(attribute));
        let ours = open != super::Derives::default();
        (ours && cfg.holds(&predicate) == Some(false)).then_some(predicate)
    })
}
