//! A file taken apart into its items, by tokens alone.
//!
//! Only items that can matter to a model are parsed further; bodies of functions are not looked at. So a
//! mistake in one item hides no other, and most of a program costs no more than its tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// An item, not yet parsed.
pub(super) struct RawItem {
    pub(super) kind: RawKind,
    /// All its tokens, attributes and visibility included.
    pub(super) tokens: Vec<TokenTree>,
    /// Where its keyword (or the macro's path) stands among the tokens.
    pub(super) keyword: usize,
}

impl RawItem {
    /// The keyword of a type that this item took in because it has no end of its own. What `syn` parses
    /// needs no such look.
    pub(super) fn swallowed(&self) -> Option<&TokenTree> {
        match self.kind {
            RawKind::Mod
            | RawKind::Const
            | RawKind::Impl
            | RawKind::MacroRules
            | RawKind::Macro
            | RawKind::Other => {}
            RawKind::Struct
            | RawKind::Enum
            | RawKind::Union
            | RawKind::Type
            | RawKind::Use
            | RawKind::ExternCrate
            | RawKind::InnerAttribute
            | RawKind::Unknown => return None,
        }
        let behind = self.tokens.get(self.keyword + 1..)?;
        behind.iter().find(|token| is_word(token, "struct") || is_word(token, "enum"))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawKind {
    Struct,
    Enum,
    Union,
    Type,
    Use,
    Mod,
    /// `const` and `static`.
    Const,
    Impl,
    ExternCrate,
    /// `macro_rules! name {…}`.
    MacroRules,
    /// `name! {…}`.
    Macro,
    /// `#![…]`.
    InnerAttribute,
    /// Functions, traits and the like.
    Other,
    /// Not the beginning of any item.
    Unknown,
}

/// Takes tokens apart into items, in order. Never loses a token.
pub(super) fn split(tokens: TokenStream) -> Vec<RawItem> {
    let mut items = Vec::new();
    let mut scanner = Scanner { rest: tokens.into_iter().collect::<Vec<_>>().into_iter().peekable() };
    while let Some(item) = scanner.item() {
        items.push(item);
    }
    items
}

struct Scanner {
    rest: std::iter::Peekable<std::vec::IntoIter<TokenTree>>,
}

impl Scanner {
    fn item(&mut self) -> Option<RawItem> {
        while self.rest.next_if(|token| is_punct(token, ';')).is_some() {}
        let mut tokens = Vec::with_capacity(16);
        if self.attributes(&mut tokens) {
            return Some(RawItem { kind: RawKind::InnerAttribute, keyword: tokens.len(), tokens });
        }
        self.visibility(&mut tokens);
        let keyword = tokens.len();
        let Some(first) = self.rest.peek() else {
            // Attributes of nothing: a doc comment at the end of a file.
            return (!tokens.is_empty()).then_some(RawItem { kind: RawKind::Unknown, tokens, keyword });
        };
        let word = match first {
            TokenTree::Ident(word) => word.to_string(),
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => String::new(),
        };
        let kind = self.rest_of_item(&word, &mut tokens);
        Some(RawItem { kind, tokens, keyword })
    }

    /// Outer attributes go to the item that follows; whether an inner one was found, which stands alone.
    fn attributes(&mut self, into: &mut Vec<TokenTree>) -> bool {
        while let Some(hash) = self.rest.next_if(|token| is_punct(token, '#')) {
            into.push(hash);
            let inner = self.rest.next_if(|token| is_punct(token, '!'));
            let is_inner = inner.is_some();
            into.extend(inner);
            into.extend(self.rest.next_if(|token| is_group(token, Delimiter::Bracket)));
            if is_inner {
                return true;
            }
        }
        false
    }

    fn visibility(&mut self, into: &mut Vec<TokenTree>) {
        if let Some(word) = self.rest.next_if(|token| is_word(token, "pub")) {
            into.push(word);
            into.extend(self.rest.next_if(|token| is_group(token, Delimiter::Parenthesis)));
        }
    }

    fn rest_of_item(&mut self, word: &str, into: &mut Vec<TokenTree>) -> RawKind {
        match word {
            "struct" => self.take_to_body_or_semicolon(into, RawKind::Struct),
            "enum" => self.take_to_body_or_semicolon(into, RawKind::Enum),
            "mod" => self.take_to_body_or_semicolon(into, RawKind::Mod),
            "impl" => self.take_to_body_or_semicolon(into, RawKind::Impl),
            "fn" | "trait" => self.take_to_body_or_semicolon(into, RawKind::Other),
            "use" => self.use_item(into),
            "type" => self.take_to_semicolon(into, RawKind::Type),
            "static" => self.take_to_semicolon(into, RawKind::Const),
            "const" => {
                self.take(into);
                match self.peeks(&["fn", "unsafe", "async", "extern", "trait", "impl"]) {
                    true => self.take_to_body_or_semicolon(into, RawKind::Other),
                    false => self.take_to_semicolon(into, RawKind::Const),
                }
            }
            "extern" => {
                self.take(into);
                match self.peeks(&["crate"]) {
                    true => self.take_to_semicolon(into, RawKind::ExternCrate),
                    false => self.take_to_body_or_semicolon(into, RawKind::Other),
                }
            }
            "" if self.rest.peek().is_some_and(|token| is_punct(token, ':')) => self.macro_call(into),
            "" => {
                self.take(into);
                RawKind::Unknown
            }
            _ => self.contextual(word, into),
        }
    }

    /// Words that are keywords in some places only, macros, and what is no item.
    fn contextual(&mut self, word: &str, into: &mut Vec<TokenTree>) -> RawKind {
        self.take(into);
        if self.rest.peek().is_some_and(|token| is_punct(token, '!') || is_punct(token, ':')) {
            return self.macro_call(into);
        }
        let followed_by_name = matches!(self.rest.peek(), Some(TokenTree::Ident(_)));
        match word {
            "union" if followed_by_name => self.take_to_body_or_semicolon(into, RawKind::Union),
            "unsafe" | "async" | "auto" | "default" | "safe" | "gen" | "macro"
                if followed_by_name
                    || self.rest.peek().is_some_and(|token| is_group(token, Delimiter::Brace)) =>
            {
                let is_impl = self.peeks(&["impl"]);
                self.take_to_body_or_semicolon(into, if is_impl { RawKind::Impl } else { RawKind::Other })
            }
            _ => RawKind::Unknown,
        }
    }

    /// `path::name! name? (…);`
    fn macro_call(&mut self, into: &mut Vec<TokenTree>) -> RawKind {
        let is_rules = into.last().is_some_and(|token| is_word(token, "macro_rules"));
        let is_path = |token: &TokenTree| match token {
            TokenTree::Ident(_) => true,
            TokenTree::Punct(punct) => punct.as_char() != '#',
            TokenTree::Group(_) | TokenTree::Literal(_) => false,
        };
        while let Some(token) = self.rest.next_if(is_path) {
            let ends = is_punct(&token, ';');
            into.push(token);
            if ends {
                return RawKind::Unknown;
            }
        }
        let Some(TokenTree::Group(group)) = self.rest.peek() else { return RawKind::Unknown };
        let ends_with_semicolon = group.delimiter() != Delimiter::Brace;
        self.take(into);
        if ends_with_semicolon {
            into.extend(self.rest.next_if(|token| is_punct(token, ';')));
        }
        if is_rules { RawKind::MacroRules } else { RawKind::Macro }
    }

    /// Up to the braces of a body, or to a semicolon where there is none. Braces between `<` and `>` are
    /// constants.
    fn take_to_body_or_semicolon(&mut self, into: &mut Vec<TokenTree>, kind: RawKind) -> RawKind {
        let mut angles = 0usize;
        let (mut arrow, mut in_head) = (false, true);
        while let Some(token) = self.rest.next() {
            in_head &= !is_word(&token, "where");
            let body = angles == 0 && is_group(&token, Delimiter::Brace);
            let is_struct = kind == RawKind::Struct && in_head && angles == 0;
            let tuple = is_struct && is_group(&token, Delimiter::Parenthesis);
            let mut ends = body;
            if let TokenTree::Punct(punct) = &token {
                match punct.as_char() {
                    '<' => angles += 1,
                    '>' if !arrow => angles = angles.saturating_sub(1),
                    ';' => ends = true,
                    _ => {}
                }
                arrow = matches!(punct.as_char(), '-' | '=');
            } else {
                arrow = false;
            }
            into.push(token);
            if ends {
                break;
            }
            // A tuple struct without its semicolon does not swallow what follows.
            let goes_on = |token: &TokenTree| is_punct(token, ';') || is_word(token, "where");
            if tuple && !self.rest.peek().is_some_and(goes_on) {
                break;
            }
        }
        kind
    }

    fn take_to_semicolon(&mut self, into: &mut Vec<TokenTree>, kind: RawKind) -> RawKind {
        for token in self.rest.by_ref() {
            let ends = is_punct(&token, ';');
            into.push(token);
            if ends {
                break;
            }
        }
        kind
    }

    /// A `use` without its semicolon ends where the next item begins.
    fn use_item(&mut self, into: &mut Vec<TokenTree>) -> RawKind {
        self.take(into);
        let begins_item = |token: &TokenTree| {
            is_punct(token, '#')
                || ["use", "pub", "mod", "struct", "enum", "fn", "impl", "type", "const", "static", "trait"]
                    .iter()
                    .any(|word| is_word(token, word))
        };
        while let Some(token) = self.rest.next_if(|token| !begins_item(token)) {
            let ends = is_punct(&token, ';');
            into.push(token);
            if ends {
                break;
            }
        }
        RawKind::Use
    }

    fn take(&mut self, into: &mut Vec<TokenTree>) {
        into.extend(self.rest.next());
    }

    fn peeks(&mut self, words: &[&str]) -> bool {
        self.rest.peek().is_some_and(|token| words.iter().any(|word| is_word(token, word)))
    }
}

pub(super) fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == c)
}

pub(super) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

pub(super) fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let items = split(text.parse().unwrap());
        let kinds: Vec<String> = items
            .iter()
            .map(|item| {
                let name = item.tokens.get(item.keyword + 1).map(ToString::to_string).unwrap_or_default();
                format!("{:?} {}", item.kind, name.split_whitespace().next().unwrap_or_default())
            })
            .collect();
        assert_eq!(kinds.join(", "), expected);
    }

    #[test]
    fn items_end_where_they_end() {
        check(
            "#![allow(x)] use a::{b, c}; #[derive(A)] pub(crate) struct S<const N: usize = { 3 }> { a: [u8; N] }
             pub struct T<F>(F) where F: Fn(A) -> B<{ 1 }>; struct U; enum E { A = 1 } union V { a: i32 }
             type X = Y<{ 1 }>; const A: i32 = { 1 }; static mut B: i32 = 2; const fn f() -> Option<i32> { }
             unsafe extern \"C\" fn g(); impl<const N: usize> Tr<{ N }> for S<N> { } unsafe impl Send for X {}
             trait Z: Sized { } extern crate a as b; extern \"C\" { fn x(); } mod m; mod n { struct Inner; }
             macro_rules! mm { () => {} } a::b! { x } c!(x); pub macro d($x:ty) { } async fn h() { }",
            "InnerAttribute , Use a, Struct S, Struct T, Struct U, Enum E, Union V, Type X, Const A, Const mut, \
             Other fn, Other extern, Impl <, Impl impl, Other Z, ExternCrate crate, Other \"C\", Mod m, Mod n, \
             MacroRules !, Macro :, Macro !, Other d, Other fn",
        );
    }

    #[test]
    fn what_is_missing_hides_no_other_item() {
        check(
            "use a::b struct S { } struct T(i32) enum E { A } 5 ) ; struct U;"
                .replace(')', "")
                .replace("(i32", "(i32)")
                .as_str(),
            "Use a, Struct S, Struct T, Enum E, Unknown , Struct U",
        );
        check("let x = 1; struct S;", "Unknown , Unknown , Unknown , Unknown , Struct S");
        check("/// nothing follows", "Unknown ");
    }
}
