//! Parts of items that are read from tokens.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::{Attribute, parse::Parser};

use super::{
    digest::Visibility,
    items::{RawItem, is_group, is_punct, is_word},
};
use crate::{cfg::Predicate, types::unraw};

/// The attributes and the visibility of an item.
pub(super) fn head(item: &RawItem) -> Option<(Vec<Attribute>, syn::Visibility)> {
    let tokens = item.tokens.get(..item.keyword)?;
    if tokens.is_empty() {
        return Some((Vec::new(), syn::Visibility::Inherited));
    }
    let parser = |input: syn::parse::ParseStream<'_>| {
        Ok((input.call(Attribute::parse_outer)?, input.parse::<syn::Visibility>()?))
    };
    parser.parse2(tokens.iter().cloned().collect()).ok()
}

/// From where an item can be used.
pub(super) fn visibility(visibility: &syn::Visibility) -> Visibility {
    match visibility {
        syn::Visibility::Public(_) => Visibility::Public,
        syn::Visibility::Inherited => Visibility::Up(0),
        syn::Visibility::Restricted(restricted) if restricted.path.is_ident("self") => Visibility::Up(0),
        syn::Visibility::Restricted(restricted) if restricted.path.is_ident("super") => Visibility::Up(1),
        syn::Visibility::Restricted(_) => Visibility::Crate,
    }
}

/// The type of an `impl`, by its last name: `User` in `impl<T> fmt::Debug for model::User<T> {…}`.
pub(super) fn implementing_type(item: &RawItem) -> Option<String> {
    let start = item.tokens.iter().position(|token| is_word(token, "impl"))?;
    let mut angles = 0usize;
    let mut arrow = false;
    let mut name = None;
    for token in item.tokens.get(start + 1..)? {
        match token {
            TokenTree::Punct(punct) => {
                match punct.as_char() {
                    '<' => angles += 1,
                    '>' if !arrow => angles = angles.saturating_sub(1),
                    _ => {}
                }
                arrow = matches!(punct.as_char(), '-' | '=');
                continue;
            }
            TokenTree::Ident(word) if word == "where" => break,
            TokenTree::Ident(word) if word == "for" => name = None,
            TokenTree::Ident(word) if angles == 0 => name = Some(unraw(word)),
            TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Literal(_) => {}
        }
        arrow = false;
    }
    name
}

/// The macro that is called, without the path before it.
pub(super) fn macro_name(item: &RawItem) -> Option<&Ident> {
    let bang = item.tokens.iter().skip(item.keyword).position(|token| is_punct(token, '!'))?;
    match item.tokens.get((item.keyword + bang).checked_sub(1)?)? {
        TokenTree::Ident(name) => Some(name),
        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    }
}

/// Where `derive(… Model …)` stands among tokens.
pub(super) fn derived_model(tokens: TokenStream) -> Option<Span> {
    let mut levels = vec![(tokens.into_iter(), false)];
    while let Some((tokens, is_derive)) = levels.last_mut() {
        let is_derive = *is_derive;
        let mut entered = None;
        let mut previous_is_derive = false;
        for token in tokens.by_ref() {
            match token {
                TokenTree::Group(group) => {
                    entered = Some((group.stream().into_iter(), previous_is_derive));
                    break;
                }
                TokenTree::Ident(ident) if is_derive && (ident == "Model" || ident == "ModelEnum") => {
                    return Some(ident.span());
                }
                TokenTree::Ident(ident) => previous_is_derive = ident == "derive",
                TokenTree::Punct(_) | TokenTree::Literal(_) => previous_is_derive = false,
            }
        }
        match entered {
            Some(level) => levels.push(level),
            None => {
                levels.pop();
            }
        }
    }
    None
}

/// Which file `include!` names.
pub(super) enum Included {
    /// Relative to the file that includes it.
    Beside(String),
    /// Relative to the package's manifest.
    InPackage(String),
    /// What a build script writes.
    OutDir,
    /// Not to be told.
    Elsewhere,
}

/// Reads the argument of `include!`: a string, or `concat!(env!("CARGO_MANIFEST_DIR"), "/…")`.
pub(super) fn included(argument: TokenStream) -> Included {
    let tokens: Vec<TokenTree> = argument.into_iter().collect();
    let tokens: Vec<TokenTree> = match tokens.as_slice() {
        [word, bang, TokenTree::Group(group)] if is_word(word, "concat") && is_punct(bang, '!') => {
            group.stream().into_iter().collect()
        }
        _ => tokens,
    };
    let mut path = String::new();
    let mut in_package = false;
    for (i, part) in tokens.split(|token| is_punct(token, ',')).filter(|part| !part.is_empty()).enumerate() {
        match part {
            [TokenTree::Literal(literal)] => match syn::Lit::new(literal.clone()) {
                syn::Lit::Str(text) => path.push_str(&text.value()),
                _ => return Included::Elsewhere,
            },
            [word, bang, TokenTree::Group(group)] if is_word(word, "env") && is_punct(bang, '!') => {
                match group.stream().to_string().as_str() {
                    "\"OUT_DIR\"" => return Included::OutDir,
                    "\"CARGO_MANIFEST_DIR\"" if i == 0 => in_package = true,
                    _ => return Included::Elsewhere,
                }
            }
            _ => return Included::Elsewhere,
        }
    }
    match (path.is_empty(), in_package) {
        (true, _) => Included::Elsewhere,
        (false, true) => Included::InPackage(path),
        (false, false) => Included::Beside(path),
    }
}

/// The branches of `cfg_if!`: what each asks, the last may ask nothing.
pub(super) fn branches(body: TokenStream) -> Vec<(Option<Predicate>, TokenStream)> {
    let mut branches = Vec::new();
    let mut asked = None;
    for token in body {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                asked = predicate_of(group.stream());
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                branches.push((asked.take(), group.stream()));
            }
            TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    branches
}

/// `cfg(…)` in the brackets of an attribute.
fn predicate_of(attribute: TokenStream) -> Option<Predicate> {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    match tokens.as_slice() {
        [word, TokenTree::Group(group)]
            if is_word(word, "cfg") && is_group(&TokenTree::Group(group.clone()), Delimiter::Parenthesis) =>
        {
            Some(Predicate::of(group.stream()))
        }
        _ => Some(Predicate::Unknown),
    }
}
