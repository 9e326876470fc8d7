//! What `#[diesel(…)]` says and the schema has no word for: types of the user's.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Type};

/// The types that `#[diesel(key = …)]` gives.
pub(crate) fn told_types(attributes: &[Attribute], key: &str) -> Vec<Type> {
    let mut found = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("diesel")) {
        // What else stands there is for Diesel to judge.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident(key) {
                found.push(meta.value()?.parse::<Type>()?);
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<syn::Expr>()?;
            } else if meta.input.peek(syn::token::Paren) {
                let content;
                syn::parenthesized!(content in meta.input);
                content.parse::<TokenStream>()?;
            }
            Ok(())
        });
    }
    found
}

/// The `#[diesel(…)]` attributes without some keys, and whether one of the keys is `asked`.
pub(crate) fn told_without(
    attributes: &[Attribute],
    left_out: &[&str],
    asked: &str,
) -> (Vec<TokenStream>, bool) {
    let mut kept = Vec::new();
    let mut found = false;
    for attribute in attributes.iter().filter(|a| a.path().is_ident("diesel")) {
        let syn::Meta::List(list) = &attribute.meta else { continue };
        let tokens: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
        for entry in tokens.split(is_comma) {
            let Some(TokenTree::Ident(key)) = entry.first() else { continue };
            found |= key == asked;
            if !left_out.iter().any(|left_out| key == left_out) {
                kept.push(quote!(#[diesel(#(#entry)*)]));
            }
        }
    }
    (kept, found)
}
