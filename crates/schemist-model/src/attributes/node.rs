//! What stands in the parentheses of an attribute, as a tree: `key`, `key = value`, `key(…)`, `"text"`.
//!
//! One grammar for everything, so that an error in one entry does not hide the next one, and the readers of
//! single keys see data rather than tokens.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use super::comment::string_of;
use crate::{
    Place, codes,
    problem::{Context, Problem},
    types::unraw,
};

/// One entry between commas.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// What stands before `=`, or alone.
    pub(crate) key: Expr,
    /// What stands behind `=`.
    pub(crate) value: Option<Expr>,
    pub(crate) place: Place,
}

/// A value with what may hang on it: `cascade`, `"x"`, `User(id)`, `Text[]`, `-1.5`.
#[derive(Debug, Clone)]
pub(crate) struct Expr {
    pub(crate) kind: Kind,
    /// What stands in parentheses (or angle brackets) behind it.
    pub(crate) arguments: Option<Vec<Node>>,
    /// How many `[]` stand behind it.
    pub(crate) dimensions: usize,
    pub(crate) place: Place,
    /// The part before the arguments.
    pub(crate) head: Place,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Text(String),
    Integer(String),
    Float(String),
    Bool(bool),
    Path {
        rooted: bool,
        segments: Vec<String>,
    },
    /// A constant that cannot be seen here, as it is written; whatever literal is wanted, it may be that.
    Unseen(String),
}

impl Node {
    /// The key if it is one plain word.
    pub(crate) fn word(&self) -> Option<&str> {
        self.key.word()
    }

    /// Whether the entry is the key alone.
    pub(crate) fn is_bare(&self) -> bool {
        self.value.is_none() && self.key.arguments.is_none() && self.key.dimensions == 0
    }
}

impl Expr {
    /// One plain word.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Path { rooted: false, segments } if segments.len() == 1 => {
                segments.first().map(String::as_str)
            }
            Kind::Path { .. }
            | Kind::Text(_)
            | Kind::Integer(_)
            | Kind::Float(_)
            | Kind::Bool(_)
            | Kind::Unseen(_) => None,
        }
    }

    /// A word or a string literal: how columns are named.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Unseen(text) => Some(text),
            _ => self.word(),
        }
    }

    /// Whether nothing hangs on it.
    pub(crate) fn is_plain(&self) -> bool {
        self.arguments.is_none() && self.dimensions == 0
    }
}

/// Reads the entries of an attribute's parentheses; what is no entry becomes a problem and is left out.
pub(crate) fn parse_nodes(cx: &mut Context, tokens: TokenStream) -> Vec<Node> {
    let tokens = without_invisible_groups(tokens);
    let ends_with_comma = tokens.last().is_some_and(is_comma);
    let mut nodes = Vec::new();
    let count = tokens.iter().filter(|token| is_comma(token)).count() + 1;
    for (i, entry) in tokens.split(is_comma).enumerate() {
        let last = i + 1 == count;
        if !entry.is_empty() {
            nodes.extend(Parser { cx: &mut *cx, tokens: entry, at: 0 }.node());
        } else if !(last && (ends_with_comma || count == 1))
            && let Some(comma) =
                tokens.iter().filter(|t| is_comma(t)).nth(i.saturating_sub(usize::from(last)))
        {
            let place = cx.marks.mark(comma.span());
            cx.malformed(place, "there is nothing before this comma");
        }
    }
    nodes
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == ',')
}

/// `macro_rules!` wraps what it was given into groups without delimiters; the grammar looks through them.
fn without_invisible_groups(tokens: TokenStream) -> Vec<TokenTree> {
    let tokens = tokens.into_iter();
    let mut flat = Vec::with_capacity(tokens.size_hint().0);
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flat.extend(without_invisible_groups(group.stream()));
            }
            other => flat.push(other),
        }
    }
    flat
}

struct Parser<'a> {
    cx: &'a mut Context,
    tokens: &'a [TokenTree],
    at: usize,
}

impl Parser<'_> {
    fn node(mut self) -> Option<Node> {
        let key = self.expr()?;
        let value = match self.eat('=') {
            Some(_) => Some(self.expr()?),
            None => None,
        };
        if let Some(rest) = self.peek() {
            let (span, text) = (rest.span(), rest.to_string());
            let is_word = matches!(rest, TokenTree::Ident(_));
            let place = self.cx.marks.mark(span);
            let message = format!("expected `,`, found `{}`", shortened(&text));
            let problem = Problem::error(codes::MALFORMED_ATTRIBUTE, place, message);
            // A word begins an entry of its own; what anything else was to be is not known.
            self.cx.push(match is_word {
                true => problem.edit("separate the two", place.before(), ", "),
                false => problem,
            });
            return None;
        }
        let place = if value.is_some() { self.place_from(0) } else { key.place };
        Some(Node { key, value, place })
    }

    fn expr(&mut self) -> Option<Expr> {
        let start = self.at;
        let kind = self.kind()?;
        let head = self.place_from(start);
        let end = self.at;
        let arguments = self.arguments()?;
        let mut dimensions = 0;
        while let Some(TokenTree::Group(group)) = self.peek()
            && group.delimiter() == Delimiter::Bracket
        {
            self.at += 1;
            dimensions += 1;
        }
        let place = if self.at > end { self.place_from(start) } else { head };
        Some(Expr { kind, arguments, dimensions, place, head })
    }

    fn kind(&mut self) -> Option<Kind> {
        if let Some(minus) = self.eat('-') {
            return match self.literal() {
                Some(Kind::Integer(digits)) => Some(Kind::Integer(format!("-{digits}"))),
                Some(Kind::Float(digits)) => Some(Kind::Float(format!("-{digits}"))),
                _ => self.expected(minus, "a number behind `-`"),
            };
        }
        match self.peek() {
            Some(TokenTree::Literal(_)) => {
                let span = self.span_here();
                self.literal().or_else(|| self.expected(span, "a string, a number or a word"))
            }
            Some(TokenTree::Ident(ident)) if ident == "true" || ident == "false" => {
                let value = ident == "true";
                self.at += 1;
                Some(Kind::Bool(value))
            }
            Some(TokenTree::Ident(_)) => self.path(false),
            Some(TokenTree::Punct(p)) if p.as_char() == ':' => {
                let span = self.span_here();
                if self.eat(':').is_some() && self.eat(':').is_some() {
                    return self.path(true);
                }
                self.expected(span, "a path")
            }
            _ => {
                let span = self.span_here();
                self.expected(span, "a word, a string, a number or a path")
            }
        }
    }

    fn path(&mut self, rooted: bool) -> Option<Kind> {
        let mut segments = vec![self.ident()?];
        while self.is_path_separator() {
            self.at += 2;
            segments.push(self.ident()?);
        }
        Some(Kind::Path { rooted, segments })
    }

    fn is_path_separator(&self) -> bool {
        let colon = |i: usize| matches!(self.tokens.get(i), Some(TokenTree::Punct(p)) if p.as_char() == ':');
        colon(self.at) && colon(self.at + 1)
    }

    fn ident(&mut self) -> Option<String> {
        if let Some(TokenTree::Ident(ident)) = self.peek() {
            let name = unraw(ident);
            self.at += 1;
            return Some(name);
        }
        let span = self.span_here();
        self.expected(span, "a word")
    }

    fn literal(&mut self) -> Option<Kind> {
        let tokens = self.tokens;
        let Some(TokenTree::Literal(literal)) = tokens.get(self.at) else { return None };
        let text = literal.to_string();
        self.at += 1;
        // Nearly all are as plain as this, and `syn` takes its time over each.
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0') {
            return Some(Kind::Integer(text));
        }
        if text.starts_with('"') {
            return Some(Kind::Text(string_of(literal)));
        }
        match syn::Lit::new(literal.clone()) {
            syn::Lit::Str(text) => Some(Kind::Text(text.value())),
            syn::Lit::Int(number) => Some(Kind::Integer(number.base10_digits().to_owned())),
            syn::Lit::Float(number) => Some(Kind::Float(number.base10_digits().to_owned())),
            _ => None,
        }
    }

    /// `(…)`, or `<x>` as in `Array<Text>`. The outer option is for errors.
    fn arguments(&mut self) -> Option<Option<Vec<Node>>> {
        if let Some(TokenTree::Group(group)) = self.peek()
            && group.delimiter() == Delimiter::Parenthesis
        {
            let stream = group.stream();
            self.at += 1;
            return Some(Some(parse_nodes(self.cx, stream)));
        }
        let Some(open) = self.eat('<') else { return Some(None) };
        let start = self.at;
        let inner = self.expr()?;
        let place = self.place_from(start);
        if self.eat('>').is_none() {
            return self.expected(open, "a closing `>`");
        }
        Some(Some(vec![Node { key: inner, value: None, place }]))
    }

    fn eat(&mut self, c: char) -> Option<Span> {
        match self.peek() {
            Some(TokenTree::Punct(p)) if p.as_char() == c => {
                let span = p.span();
                self.at += 1;
                Some(span)
            }
            _ => None,
        }
    }

    fn peek(&self) -> Option<&TokenTree> {
        self.tokens.get(self.at)
    }

    fn span_here(&self) -> Span {
        let token = self.peek().or(self.tokens.last());
        token.map_or_else(Span::call_site, TokenTree::span)
    }

    fn place_from(&mut self, start: usize) -> Place {
        let span = |i: usize| self.tokens.get(i).map_or_else(Span::call_site, TokenTree::span);
        let (first, last) = (span(start), span(self.at.saturating_sub(1).max(start)));
        self.cx.marks.mark_range(first, last)
    }

    fn expected<T>(&mut self, span: Span, what: &str) -> Option<T> {
        let place = self.cx.marks.mark(span);
        self.cx.malformed(place, format!("expected {what}"));
        None
    }
}

/// Enough of a token to recognise it.
fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(24).collect();
    if chars.next().is_some() { format!("{start}…") } else { start }
}
