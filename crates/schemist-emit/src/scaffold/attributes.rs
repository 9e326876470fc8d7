//! The pieces of `#[model(…)]`.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// Words that have a meaning of their own in the lists where columns stand.
const OPTIONS: [&str; 5] = ["unique", "nulls_not_distinct", "include", "options", "expr"];

/// An identifier or keyword. What is neither would be a mistake of ours, and stays visible.
pub(crate) fn ident(text: &str) -> Ident {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let word = starts && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    Ident::new(if word { text } else { "not_an_identifier" }, Span::call_site())
}

/// A string literal.
pub(crate) fn text(text: &str) -> TokenStream {
    let literal = Literal::string(text);
    quote!(#literal)
}

/// `key = "value"`, or nothing.
pub(crate) fn named_text(key: &str, value: Option<&str>) -> Option<TokenStream> {
    let key = ident(key);
    let value = Literal::string(value?);
    Some(quote!(#key = #value))
}

/// The bare word where it holds.
pub(crate) fn flag(key: &str, holds: bool) -> Option<TokenStream> {
    let key = ident(key);
    holds.then(|| quote!(#key))
}

/// A field of a model where columns are listed: as the identifier, or as a string where that would be
/// taken for an option.
pub(crate) fn column(field: &str) -> TokenStream {
    if OPTIONS.contains(&field) || !is_ident(field) {
        text(field)
    } else {
        let field = ident(field);
        quote!(#field)
    }
}

/// A key of engine options, which may hold dots (`toast.autovacuum_enabled`).
pub(crate) fn option(key: &str, value: &str) -> TokenStream {
    let flag = value == "true" && is_ident(key);
    let value = Literal::string(value);
    match (is_ident(key), flag) {
        (true, true) => {
            let key = ident(key);
            quote!(#key)
        }
        (true, false) => {
            let key = ident(key);
            quote!(#key = #value)
        }
        (false, _) => {
            let key = Literal::string(key);
            quote!(#key = #value)
        }
    }
}

/// `word(items, …)`; the bare word where there are none.
pub(crate) fn call(word: &str, items: &[TokenStream]) -> TokenStream {
    let word = ident(word);
    if items.is_empty() { quote!(#word) } else { quote!(#word(#(#items),*)) }
}

/// Whether the text is an identifier that needs no `r#`.
pub(crate) fn is_ident(text: &str) -> bool {
    syn::parse_str::<Ident>(text).is_ok()
}
