//! Names from the database as identifiers.

use proc_macro2::Span;
use quote::format_ident;
use syn::Ident;

/// Whether an identifier, raw or not, is this name.
pub(crate) fn is_named(ident: &Ident, name: &str) -> bool {
    let text = ident.to_string();
    text.strip_prefix("r#").unwrap_or(&text) == name
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
