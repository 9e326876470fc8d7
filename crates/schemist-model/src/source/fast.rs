//! The two items that files of models are full of, structs with named fields and `use`, read from tokens
//! by hand: `syn` costs several times as much. What is not of the plain form is left to `syn`, and so are
//! mistakes and what is said of them.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::{Attribute, Expr, ExprLit, Lit, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, Token};

use super::{
    digest::Visibility,
    items::{RawItem, RawKind, is_group, is_punct, is_word},
};
use crate::{
    item::FieldTokens,
    types::{TypeSyntax, unraw},
};

/// A struct with named fields and without parameters.
pub(super) struct PlainStruct {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) ident: Ident,
    /// Whether it has no fields.
    pub(super) is_empty: bool,
    /// Its fields.
    pub(super) fields: Vec<FieldTokens>,
}

/// What became of the tokens of a struct.
pub(super) enum Plain {
    Read(PlainStruct),
    /// It has another form; nothing was taken.
    Other(RawItem),
    /// A field has another form, or there is a mistake; the tokens are gone.
    Spoilt,
}

/// Reads a struct, if it is a plain one. Tokens are taken and not copied, which is most of the gain.
pub(super) fn plain_struct(mut item: RawItem) -> Plain {
    let has_body = match item.tokens.get(item.keyword..) {
        Some([_, TokenTree::Ident(_), TokenTree::Group(body)]) => body.delimiter() == Delimiter::Brace,
        _ => false,
    };
    let (true, Some(TokenTree::Group(body))) = (has_body, item.tokens.pop_if(|_| has_body)) else {
        return Plain::Other(item);
    };
    let mut head = Tokens { rest: item.tokens.into_iter().peekable() };
    match head.structure(contents(body)) {
        Some(plain) => Plain::Read(plain),
        None => Plain::Spoilt,
    }
}

/// What is in a group, as the only owner where that is so.
fn contents(group: proc_macro2::Group) -> TokenStream {
    let stream = group.stream();
    drop(group);
    stream
}

struct Tokens<I: Iterator<Item = TokenTree>> {
    rest: std::iter::Peekable<I>,
}

impl<I: Iterator<Item = TokenTree>> Tokens<I> {
    fn structure(&mut self, body: TokenStream) -> Option<PlainStruct> {
        let attributes = self.attributes()?;
        let (visibility, _) = self.visibility()?;
        let _struct = self.rest.next()?;
        let ident = self.ident()?;
        let is_empty = body.is_empty();
        // Those of other structs are looked at too: a file with a mistake may hide a model.
        let fields = Tokens { rest: body.into_iter().peekable() }.fields()?;
        Some(PlainStruct { attributes, visibility, ident, is_empty, fields })
    }

    fn attributes(&mut self) -> Option<Vec<Attribute>> {
        let mut attributes = Vec::new();
        while let Some(hash) = self.rest.next_if(|token| is_punct(token, '#')) {
            let Some(TokenTree::Group(group)) = self.rest.next() else { return None };
            let span = group.delim_span();
            attributes.push(Attribute {
                pound_token: Token![#](hash.span()),
                style: syn::AttrStyle::Outer,
                bracket_token: syn::token::Bracket { span },
                meta: meta(contents(group))?,
            });
        }
        Some(attributes)
    }

    fn visibility(&mut self) -> Option<(Visibility, Option<Span>)> {
        let Some(word) = self.rest.next_if(|token| is_word(token, "pub")) else {
            return Some((Visibility::Up(0), None));
        };
        let restricted = self.rest.next_if(|token| is_group(token, Delimiter::Parenthesis));
        let visibility = match restricted {
            Some(TokenTree::Group(group)) => restricted_to(&group)?,
            _ => Visibility::Public,
        };
        Some((visibility, Some(word.span())))
    }

    fn fields(&mut self) -> Option<Vec<FieldTokens>> {
        let mut fields = Vec::with_capacity(8);
        while self.rest.peek().is_some() {
            let attributes = self.attributes()?;
            let (_, first) = self.visibility()?;
            let ident = self.ident()?;
            self.rest.next_if(|token| is_punct(token, ':'))?;
            let tokens = self.type_tokens();
            // A form that is not known here may be a mistake.
            let syntax = TypeSyntax::of_tokens(&tokens)?;
            let first = first.unwrap_or_else(|| ident.span());
            fields.push(FieldTokens { attributes, first, ident, tokens, syntax });
        }
        Some(fields)
    }

    /// Up to the comma behind a type, which is taken as well.
    fn type_tokens(&mut self) -> Vec<TokenTree> {
        let (mut angles, mut arrow) = (0usize, false);
        let mut tokens = Vec::with_capacity(4);
        for token in self.rest.by_ref() {
            let sign = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
            match sign {
                ',' if angles == 0 => break,
                '<' => angles += 1,
                '>' if !arrow => angles = angles.saturating_sub(1),
                _ => {}
            }
            arrow = matches!(sign, '-' | '=');
            tokens.push(token);
        }
        tokens
    }

    fn ident(&mut self) -> Option<Ident> {
        match self.rest.next()? {
            TokenTree::Ident(ident) => Some(ident),
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
        }
    }
}

/// `(crate)`, `(super)` or `(self)`.
fn restricted_to(group: &proc_macro2::Group) -> Option<Visibility> {
    let mut inner = group.stream().into_iter();
    let (Some(TokenTree::Ident(word)), None) = (inner.next(), inner.next()) else { return None };
    match word.to_string().as_str() {
        "crate" => Some(Visibility::Crate),
        "self" => Some(Visibility::Up(0)),
        "super" => Some(Visibility::Up(1)),
        _ => None,
    }
}

/// An import: its name (none for `*`) and its path.
pub(super) struct Import {
    pub(super) name: Option<String>,
    pub(super) path: Vec<String>,
}

/// Reads a `use` without attributes: its visibility, whether it begins with `::`, what it imports.
pub(super) fn plain_use(item: &RawItem) -> Option<(Visibility, bool, Vec<Import>)> {
    let visibility = match item.tokens.get(..item.keyword)? {
        [] => Visibility::Up(0),
        [word] if is_word(word, "pub") => Visibility::Public,
        [word, TokenTree::Group(group)] if is_word(word, "pub") => restricted_to(group)?,
        _ => return None,
    };
    let [tree @ .., semicolon] = item.tokens.get(item.keyword + 1..)? else { return None };
    if !is_punct(semicolon, ';') || item.kind != RawKind::Use {
        return None;
    }
    let mut cursor = Cursor { tokens: tree };
    let rooted = cursor.colons();
    let mut imports = Vec::new();
    cursor.use_tree(&mut Vec::new(), &mut imports)?;
    cursor.tokens.is_empty().then_some((visibility, rooted, imports))
}

struct Cursor<'a> {
    tokens: &'a [TokenTree],
}

impl Cursor<'_> {
    fn colons(&mut self) -> bool {
        if let [first, second, rest @ ..] = self.tokens
            && is_punct(first, ':')
            && is_punct(second, ':')
        {
            self.tokens = rest;
            return true;
        }
        false
    }

    fn use_tree(&mut self, prefix: &mut Vec<String>, into: &mut Vec<Import>) -> Option<()> {
        let depth = prefix.len();
        loop {
            match self.tokens {
                [TokenTree::Ident(ident), rest @ ..] => {
                    let name = unraw(ident);
                    self.tokens = rest;
                    if self.colons() {
                        prefix.push(name);
                        continue;
                    }
                    let renamed = match self.tokens {
                        [TokenTree::Ident(word), TokenTree::Ident(new), rest @ ..] if word == "as" => {
                            self.tokens = rest;
                            unraw(new)
                        }
                        _ => name.clone(),
                    };
                    into.extend(import(renamed, name, prefix));
                }
                [TokenTree::Punct(star), rest @ ..] if star.as_char() == '*' => {
                    self.tokens = rest;
                    into.push(Import { name: None, path: prefix.clone() });
                }
                [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Brace => {
                    self.tokens = rest;
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for tree in inner.split(|token| is_punct(token, ',')).filter(|tree| !tree.is_empty()) {
                        let mut cursor = Cursor { tokens: tree };
                        cursor.use_tree(prefix, into)?;
                        if !cursor.tokens.is_empty() {
                            return None;
                        }
                    }
                }
                _ => return None,
            }
            prefix.truncate(depth);
            return Some(());
        }
    }
}

/// `use a::b::{self}` imports `b`; `use a::Trait as _` imports no name.
pub(super) fn import(name: String, item: String, prefix: &[String]) -> Option<Import> {
    let mut path = prefix.to_vec();
    let name = match (item.as_str(), name.as_str()) {
        (_, "_") => return None,
        ("self", "self") => path.last()?.clone(),
        ("self", _) if !path.is_empty() => name,
        _ => {
            path.push(item);
            name
        }
    };
    Some(Import { name: Some(name), path })
}

/// `word`, `word(…)` or `word = literal`.
fn meta(tokens: TokenStream) -> Option<Meta> {
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Ident(word)) = tokens.next() else { return None };
    let path = Path::from(word);
    let meta = match tokens.next() {
        None => Meta::Path(path),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            let span = group.delim_span();
            let delimiter = MacroDelimiter::Paren(syn::token::Paren { span });
            Meta::List(MetaList { path, delimiter, tokens: contents(group) })
        }
        Some(TokenTree::Punct(equals)) if equals.as_char() == '=' => {
            let Some(TokenTree::Literal(literal)) = tokens.next() else { return None };
            // Most are doc comments, whose text is looked at later and may not be needed.
            let lit = if path.is_ident("doc") { Lit::Verbatim(literal) } else { Lit::new(literal) };
            let value = Expr::Lit(ExprLit { attrs: Vec::new(), lit });
            Meta::NameValue(MetaNameValue { path, eq_token: Token![=](equals.span()), value })
        }
        Some(_) => return None,
    };
    tokens.next().is_none().then_some(meta)
}
