use std::fmt::Write;

use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;
use syn::Type;

/// The type of a field, as far as its syntax goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeSyntax {
    /// A path with the type arguments of its last segment.
    Path(PathSyntax),
    /// `[T]` or `[T; N]`.
    Slice(Box<TypeSyntax>),
    /// `(A, B)`.
    Tuple(Vec<TypeSyntax>),
    /// Anything else.
    Other,
}

/// A path in the place of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathSyntax {
    /// Whether it begins with `::`.
    pub rooted: bool,
    /// Its segments.
    pub segments: Vec<String>,
    /// The type arguments of the last segment; lifetimes are left out.
    pub arguments: Vec<TypeSyntax>,
}

impl PathSyntax {
    /// The last segment.
    pub fn last(&self) -> &str {
        self.segments.last().map_or("", String::as_str)
    }
}

impl TypeSyntax {
    /// The syntax of a type; references, parentheses and invisible groups are looked through.
    pub fn of(ty: &Type) -> Self {
        let tokens: Vec<TokenTree> = ty.to_token_stream().into_iter().collect();
        Self::of_tokens(&tokens).unwrap_or(Self::Other)
    }

    /// The same from tokens alone; `None` where they are none of the types that have a form here.
    pub(crate) fn of_tokens(tokens: &[TokenTree]) -> Option<Self> {
        let tokens = behind_references(tokens);
        match tokens {
            [TokenTree::Group(group)] => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                match group.delimiter() {
                    Delimiter::Bracket => {
                        let element = inner.split(|token| is_punct(token, ';')).next()?;
                        let element = Self::of_tokens(element).unwrap_or(Self::Other);
                        Some(Self::Slice(Box::new(element)))
                    }
                    Delimiter::Parenthesis if inner.iter().any(|token| is_punct(token, ',')) => {
                        tuple(inner).map(Self::Tuple)
                    }
                    Delimiter::Parenthesis | Delimiter::None => Self::of_tokens(&inner),
                    Delimiter::Brace => None,
                }
            }
            _ => Path { tokens, at: 0 }.read().map(Self::Path),
        }
    }

    /// What is inside `Name<…>`, if it is that.
    pub fn inside(&self, name: &str) -> Option<&TypeSyntax> {
        match self {
            Self::Path(path) if path.last() == name && path.arguments.len() == 1 => path.arguments.first(),
            Self::Path(_) | Self::Slice(_) | Self::Tuple(_) | Self::Other => None,
        }
    }

    /// The type without `Option<…>` around it, and whether there was one.
    pub fn without_option(&self) -> (&TypeSyntax, bool) {
        match self.inside("Option") {
            Some(inner) => (inner.without_option().0, true),
            None => (self, false),
        }
    }

    /// Whether it is this path without a qualifier.
    pub fn is(&self, name: &str) -> bool {
        matches!(self, Self::Path(path) if path.segments.len() == 1 && path.last() == name)
    }
}

/// The types of a tuple: as the arguments of a path are, so that commas within `<…>` do not count.
fn tuple(mut inner: Vec<TokenTree>) -> Option<Vec<TypeSyntax>> {
    let punct = |c| TokenTree::Punct(proc_macro2::Punct::new(c, proc_macro2::Spacing::Alone));
    inner.insert(0, punct('<'));
    inner.push(punct('>'));
    Path { tokens: &inner, at: 0 }.arguments()
}

/// Without `&`, `&mut` and `&'a`.
fn behind_references(mut tokens: &[TokenTree]) -> &[TokenTree] {
    while let [first, rest @ ..] = tokens
        && is_punct(first, '&')
    {
        tokens = rest;
        if let [quote, TokenTree::Ident(_), rest @ ..] = tokens
            && is_punct(quote, '\'')
        {
            tokens = rest;
        }
        if let [TokenTree::Ident(word), rest @ ..] = tokens
            && word == "mut"
        {
            tokens = rest;
        }
    }
    tokens
}

struct Path<'a> {
    tokens: &'a [TokenTree],
    at: usize,
}

/// Words that begin types which are no paths.
const NO_PATH: [&str; 6] = ["dyn", "impl", "fn", "unsafe", "extern", "for"];

impl Path<'_> {
    fn read(mut self) -> Option<PathSyntax> {
        let mut path = PathSyntax { rooted: self.colons(), segments: Vec::new(), arguments: Vec::new() };
        loop {
            let Some(TokenTree::Ident(ident)) = self.tokens.get(self.at) else { return None };
            if path.segments.is_empty() && NO_PATH.iter().any(|word| ident == word) {
                return None;
            }
            path.segments.push(unraw(ident));
            self.at += 1;
            path.arguments.clear();
            let mut goes_on = self.colons();
            if self.tokens.get(self.at).is_some_and(|token| is_punct(token, '<')) {
                path.arguments = self.arguments()?;
                goes_on = self.colons();
            }
            match (goes_on, self.at == self.tokens.len()) {
                (true, _) => {}
                (false, true) => return Some(path),
                (false, false) => return None,
            }
        }
    }

    fn colons(&mut self) -> bool {
        let colon = |at: usize| self.tokens.get(at).is_some_and(|token| is_punct(token, ':'));
        let both = colon(self.at) && colon(self.at + 1);
        self.at += if both { 2 } else { 0 };
        both
    }

    /// `<A, B>`, of which types are kept.
    fn arguments(&mut self) -> Option<Vec<TypeSyntax>> {
        self.at += 1;
        let mut arguments = Vec::new();
        let mut start = self.at;
        let (mut depth, mut arrow) = (0usize, false);
        loop {
            let token = self.tokens.get(self.at)?;
            let sign = if let TokenTree::Punct(punct) = token { punct.as_char() } else { ' ' };
            let ends = sign == '>' && !arrow && depth == 0;
            if ends || (sign == ',' && depth == 0) {
                argument(self.tokens.get(start..self.at)?, &mut arguments);
                start = self.at + 1;
            }
            match sign {
                '<' => depth += 1,
                '>' if !arrow => depth = depth.saturating_sub(1),
                _ => {}
            }
            arrow = matches!(sign, '-' | '=');
            self.at += 1;
            if ends {
                return Some(arguments);
            }
        }
    }
}

/// Lifetimes, constants and `Name = Type` are left out.
fn argument(tokens: &[TokenTree], into: &mut Vec<TypeSyntax>) {
    let named = matches!(tokens, [TokenTree::Ident(_), equals, ..] if is_punct(equals, '='));
    match tokens.first() {
        None | Some(TokenTree::Literal(_)) => {}
        Some(TokenTree::Punct(punct)) if punct.as_char() == '\'' || punct.as_char() == '-' => {}
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {}
        Some(TokenTree::Ident(word)) if word == "true" || word == "false" => {}
        Some(_) if named => {}
        // An `Option` of whatever it is says that it may be NULL.
        Some(_) => into.push(TypeSyntax::of_tokens(tokens).unwrap_or(TypeSyntax::Other)),
    }
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// An identifier without `r#`.
pub(crate) fn unraw(ident: &proc_macro2::Ident) -> String {
    let mut text = ident.to_string();
    if text.starts_with("r#") {
        text.drain(..2);
    }
    text
}

/// A type as a person would write it.
pub(crate) fn type_text(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    push_text(tokens, &mut text);
    text
}

fn push_text(tokens: &[TokenTree], text: &mut String) {
    for token in tokens {
        let is_word = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
        let is_group = matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::None);
        let behind_word = text.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if !is_group && ((behind_word && is_word) || text.ends_with([',', ';'])) {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                text.push_str(open);
                push_text(&inner, text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => text.push(punct.as_char()),
            // Into a string nothing can go wrong.
            TokenTree::Ident(ident) => _ = write!(text, "{ident}"),
            TokenTree::Literal(literal) => text.push_str(&literal.to_string()),
        }
    }
}
