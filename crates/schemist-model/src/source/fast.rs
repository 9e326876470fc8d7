//! The two items that files of models are full of, structs with named fields and `use`, read from tokens
//! by hand: `syn` costs several times as much. What is not of the plain form is left to `syn`, and so are
//! mistakes and what is said of them.

use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::{Attribute, Expr, ExprLit, Lit, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, Token};

use super::{
    digest::Visibility,
    items::{RawItem, RawKind, is_group, is_punct},
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
    pub(super) fields: Vec<FieldTokens>,
}

/// Reads a struct, if it is a plain one.
pub(super) fn plain_struct(item: &RawItem) -> Option<PlainStruct> {
    let mut head = Cursor { tokens: item.tokens.get(..item.keyword)? };
    let attributes = head.attributes()?;
    let (visibility, _) = head.visibility()?;
    match item.tokens.get(item.keyword..)? {
        [_, TokenTree::Ident(ident), TokenTree::Group(body)]
            if head.tokens.is_empty() && body.delimiter() == Delimiter::Brace =>
        {
            let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
            let fields = Cursor { tokens: &tokens }.fields()?;
            Some(PlainStruct { attributes, visibility, ident: ident.clone(), fields })
        }
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
    let mut head = Cursor { tokens: item.tokens.get(..item.keyword)? };
    let (visibility, _) = head.visibility()?;
    let [tree @ .., semicolon] = item.tokens.get(item.keyword + 1..)? else { return None };
    if !head.tokens.is_empty() || !is_punct(semicolon, ';') || item.kind != RawKind::Use {
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
    fn attributes(&mut self) -> Option<Vec<Attribute>> {
        let mut attributes = Vec::new();
        while let [TokenTree::Punct(hash), TokenTree::Group(group), rest @ ..] = self.tokens
            && hash.as_char() == '#'
        {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            attributes.push(Attribute {
                pound_token: Token![#](hash.span()),
                style: syn::AttrStyle::Outer,
                bracket_token: syn::token::Bracket { span: group.delim_span() },
                meta: meta(inner)?,
            });
            self.tokens = rest;
        }
        Some(attributes)
    }

    /// The visibility, and its first token.
    fn visibility(&mut self) -> Option<(Visibility, Option<proc_macro2::Span>)> {
        let [TokenTree::Ident(word), rest @ ..] = self.tokens else {
            return Some((Visibility::Up(0), None));
        };
        if word != "pub" {
            return Some((Visibility::Up(0), None));
        }
        self.tokens = rest;
        let span = Some(word.span());
        if let [TokenTree::Group(group), rest @ ..] = self.tokens
            && group.delimiter() == Delimiter::Parenthesis
        {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let [TokenTree::Ident(word)] = inner.as_slice() else { return None };
            self.tokens = rest;
            let visibility = match word.to_string().as_str() {
                "crate" => Visibility::Crate,
                "self" => Visibility::Up(0),
                "super" => Visibility::Up(1),
                _ => return None,
            };
            return Some((visibility, span));
        }
        Some((Visibility::Public, span))
    }

    fn fields(&mut self) -> Option<Vec<FieldTokens>> {
        let mut fields = Vec::new();
        while !self.tokens.is_empty() {
            let attributes = self.attributes()?;
            let (_, visibility) = self.visibility()?;
            let [TokenTree::Ident(ident), colon, rest @ ..] = self.tokens else { return None };
            if !is_punct(colon, ':') {
                return None;
            }
            let end = end_of_type(rest);
            let ty = rest.get(..end)?;
            // A form that is not known here may be a mistake.
            TypeSyntax::of_tokens(ty)?;
            fields.push(FieldTokens {
                attributes,
                first: visibility.unwrap_or_else(|| ident.span()),
                ident: ident.clone(),
                ty: ty.to_vec(),
            });
            self.tokens = rest.get(end + 1..).unwrap_or_default();
        }
        Some(fields)
    }

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

/// Where the comma behind a type stands.
fn end_of_type(tokens: &[TokenTree]) -> usize {
    let (mut angles, mut arrow) = (0usize, false);
    for (at, token) in tokens.iter().enumerate() {
        let sign = if let TokenTree::Punct(punct) = token { punct.as_char() } else { ' ' };
        match sign {
            ',' if angles == 0 => return at,
            '<' => angles += 1,
            '>' if !arrow => angles = angles.saturating_sub(1),
            _ => {}
        }
        arrow = matches!(sign, '-' | '=');
    }
    tokens.len()
}

/// `word`, `word(…)` or `word = literal`.
fn meta(tokens: Vec<TokenTree>) -> Option<Meta> {
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Ident(word)) = tokens.next() else { return None };
    let path = Path::from(word);
    let meta = match tokens.next() {
        None => Meta::Path(path),
        Some(TokenTree::Group(group)) if is_group(&TokenTree::Group(group.clone()), Delimiter::Parenthesis) => {
            let span = group.delim_span();
            let delimiter = MacroDelimiter::Paren(syn::token::Paren { span });
            Meta::List(MetaList { path, delimiter, tokens: group.stream() })
        }
        Some(TokenTree::Punct(equals)) if equals.as_char() == '=' => {
            let Some(TokenTree::Literal(literal)) = tokens.next() else { return None };
            let lit = Lit::new(literal);
            let value = Expr::Lit(ExprLit { attrs: Vec::new(), lit });
            Meta::NameValue(MetaNameValue { path, eq_token: Token![=](equals.span()), value })
        }
        Some(_) => return None,
    };
    tokens.next().is_none().then_some(meta)
}
