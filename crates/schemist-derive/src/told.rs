//! What `#[diesel(…)]` says and the schema has no word for: types of the user's.

use proc_macro2::TokenStream;
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
