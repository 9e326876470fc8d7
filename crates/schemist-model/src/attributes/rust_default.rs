use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

/// What says, among the attributes of a struct or a field, that Rust has a value where none is given: the attribute as
/// it is written. The database knows nothing of it.
pub(crate) fn rust_default(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let name = attribute.path().get_ident()?.to_string();
        match (&attribute.meta, name.as_str()) {
            (Meta::List(list), "serde" | "builder") if begins_with(&list.tokens, "default") => {
                Some(format!("#[{name}(default)]"))
            }
            (Meta::List(list), "derive") if has(&list.tokens, "Default") => {
                Some("#[derive(Default)]".to_owned())
            }
            (_, "default") => Some("#[default]".to_owned()),
            _ => None,
        }
    })
}

/// Whether one of the parts between commas begins with a word.
fn begins_with(tokens: &TokenStream, word: &str) -> bool {
    let mut is_first = true;
    for token in tokens.clone() {
        match &token {
            TokenTree::Ident(ident) if is_first && ident == word => return true,
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                is_first = true;
                continue;
            }
            _ => {}
        }
        is_first = false;
    }
    false
}

fn has(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| matches!(&token, TokenTree::Ident(ident) if ident == word))
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn attributes_that_give_a_value() {
        let check = |attribute: Attribute, expected: Option<&str>| {
            assert_eq!(rust_default(&[attribute]).as_deref(), expected);
        };
        check(parse_quote!(#[serde(default)]), Some("#[serde(default)]"));
        check(parse_quote!(#[serde(rename = "a", default = "zero")]), Some("#[serde(default)]"));
        check(parse_quote!(#[serde(rename = "default")]), None);
        check(parse_quote!(#[builder(default = 3)]), Some("#[builder(default)]"));
        check(parse_quote!(#[derive(Debug, Default, Model)]), Some("#[derive(Default)]"));
        check(parse_quote!(#[derive(Debug, Model)]), None);
        check(parse_quote!(#[model(default = 3)]), None);
    }
}
