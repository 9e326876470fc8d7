//! Names from the database as identifiers.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Ident;

/// Whether an identifier, raw or not, is this name.
pub(crate) fn is_named(ident: &Ident, name: &str) -> bool {
    plain(ident) == name
}

/// An identifier of a name, raw where it is a keyword.
pub(crate) fn identifier(name: &str, span: Span) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(mut ident) => {
            ident.set_span(span);
            ident
        }
        Err(_) if matches!(name, "self" | "Self" | "super" | "crate" | "_" | "") => {
            format_ident!("{name}_", span = span)
        }
        Err(_)
            if name.chars().all(|c| c.is_alphanumeric() || c == '_')
                && !name.starts_with(char::is_numeric) =>
        {
            Ident::new_raw(name, span)
        }
        Err(_) => format_ident!("{}", plain_name(name), span = span),
    }
}

/// A name with nothing in it that an identifier cannot hold.
pub(crate) fn plain_name(name: &str) -> String {
    let mut plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        plain.insert_str(0, "table_");
    }
    plain
}

/// The text of an identifier, without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}

/// An identifier behind a prefix.
pub(crate) fn prefixed(prefix: &str, ident: Ident) -> Ident {
    if prefix.is_empty() {
        return ident;
    }
    identifier(&format!("{prefix}{}", plain(&ident)), ident.span())
}

/// The segments of a path as tokens.
pub(crate) fn path_tokens(segments: &[String], span: Span) -> TokenStream {
    let segments = segments.iter().map(|segment| match segment.as_str() {
        "crate" | "self" | "super" | "Self" => Ident::new(segment, span),
        name => identifier(name, span),
    });
    quote_spanned!(span=> #(#segments)::*)
}

/// FNV-1a: the names of a struct's fields are few, and the compiler has no strings as parameters.
pub(crate) fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
