//! The value of a `const`, from its tokens: literals, other constants, `concat!`, arithmetic.

use proc_macro2::{Delimiter, Ident, TokenTree};

use super::items::{is_group, is_punct, is_word};
use crate::{
    Constant,
    constants::ConstSyntax,
    types::{PathSyntax, unraw},
};

/// The name and the value of `const NAME: Type = value;` (`static` too); `keyword` is where that word stands.
pub(super) fn constant(tokens: &[TokenTree], keyword: usize) -> Option<(&Ident, ConstSyntax)> {
    let mut rest = tokens.get(keyword + 1..)?;
    if let [first, behind @ ..] = rest
        && is_word(first, "mut")
    {
        rest = behind;
    }
    let [TokenTree::Ident(name), rest @ ..] = rest else { return None };
    // `=` also stands in types (`Iterator<Item = X>`), which no constant of a literal has.
    let equals = rest.iter().position(|token| is_punct(token, '='))?;
    let end = rest.iter().rposition(|token| is_punct(token, ';')).unwrap_or(rest.len());
    let value = rest.get(equals + 1..end)?;
    Some((name, ConstSyntax::of(value)))
}

/// Deeper than people write constants.
const DEPTH: usize = 40;

impl ConstSyntax {
    /// The value that some tokens write.
    pub(super) fn of(tokens: &[TokenTree]) -> Self {
        let mut parser = Parser { tokens, at: 0, depth: DEPTH };
        let value = parser.binary(0);
        match parser.peek() {
            None => value,
            Some(token) if is_punct(token, '.') => Self::Other("a method call"),
            Some(token) if is_punct(token, '?') => Self::Other("an expression"),
            Some(_) => Self::Other("an expression"),
        }
    }
}

struct Parser<'a> {
    tokens: &'a [TokenTree],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// Operators that bind as tightly as `level` or tighter.
    fn binary(&mut self, level: u8) -> ConstSyntax {
        let mut left = self.unary();
        while let Some((operator, width, own)) = self.operator().filter(|(_, _, own)| *own >= level) {
            self.at += width;
            if self.depth == 0 {
                return ConstSyntax::Other("an expression");
            }
            // A chain grows to the left; it ends before dropping it could overflow the stack.
            self.depth -= 1;
            let right = self.binary(own + 1);
            left = ConstSyntax::Binary(operator, Box::new(left), Box::new(right));
        }
        left
    }

    /// The operator here: its sign (`l` and `r` for shifts), how many tokens it takes, how it binds.
    fn operator(&self) -> Option<(char, usize, u8)> {
        let sign = |at: usize| match self.tokens.get(at) {
            Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
            _ => None,
        };
        match (sign(self.at)?, sign(self.at + 1)) {
            ('<', Some('<')) => Some(('l', 2, 4)),
            ('>', Some('>')) => Some(('r', 2, 4)),
            ('&', Some('&')) | ('|', Some('|')) => None,
            (sign @ ('*' | '/' | '%'), _) => Some((sign, 1, 6)),
            (sign @ ('+' | '-'), _) => Some((sign, 1, 5)),
            ('&', _) => Some(('&', 1, 3)),
            ('^', _) => Some(('^', 1, 2)),
            ('|', _) => Some(('|', 1, 1)),
            _ => None,
        }
    }

    fn unary(&mut self) -> ConstSyntax {
        let mut signs = Vec::new();
        while let Some(TokenTree::Punct(punct)) = self.peek() {
            match punct.as_char() {
                sign @ ('-' | '!') => signs.push(sign),
                '&' => {}
                _ => break,
            }
            self.at += 1;
            if signs.len() > DEPTH {
                return ConstSyntax::Other("an expression");
            }
        }
        let mut value = self.primary();
        while self.peek().is_some_and(|token| is_word(token, "as")) {
            self.at += 1;
            self.skip_type();
        }
        while let Some(sign) = signs.pop() {
            value = match (sign, value) {
                ('-', ConstSyntax::Value(Constant::Float(text))) => {
                    ConstSyntax::Value(Constant::Float(format!("-{text}")))
                }
                ('-', value) => ConstSyntax::Negative(Box::new(value)),
                (_, value) => ConstSyntax::Not(Box::new(value)),
            };
        }
        value
    }

    /// The type behind `as` is a path.
    fn skip_type(&mut self) {
        while self.peek().is_some_and(|t| matches!(t, TokenTree::Ident(_)) || is_punct(t, ':')) {
            self.at += 1;
        }
    }

    fn primary(&mut self) -> ConstSyntax {
        let Some(token) = self.peek() else { return ConstSyntax::Other("nothing") };
        match token {
            TokenTree::Literal(literal) => {
                self.at += 1;
                literal_value(literal)
            }
            TokenTree::Group(group) => {
                self.at += 1;
                if self.depth == 0 || group.delimiter() == Delimiter::Bracket {
                    return ConstSyntax::Other("an array");
                }
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                nested(&inner, self.depth - 1)
            }
            TokenTree::Ident(word) if word == "true" || word == "false" => {
                self.at += 1;
                ConstSyntax::Value(Constant::Bool(word == "true"))
            }
            TokenTree::Ident(word)
                if ["match", "if", "unsafe", "loop", "while"].iter().any(|w| word == w) =>
            {
                self.at = self.tokens.len();
                ConstSyntax::Other("an expression")
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => self.path(),
        }
    }

    fn path(&mut self) -> ConstSyntax {
        let rooted = self.colons();
        let mut segments = Vec::new();
        while let Some(TokenTree::Ident(ident)) = self.peek() {
            segments.push(unraw(ident));
            self.at += 1;
            if !self.colons() {
                break;
            }
        }
        if segments.is_empty() {
            self.at = self.tokens.len();
            return ConstSyntax::Other("an expression");
        }
        match self.peek() {
            Some(token) if is_punct(token, '!') => {
                self.at += 1;
                self.macro_call(segments.last().map_or("", String::as_str))
            }
            Some(token) if is_group(token, Delimiter::Parenthesis) => {
                self.at += 1;
                ConstSyntax::Other("a function call")
            }
            Some(token) if is_group(token, Delimiter::Brace) => {
                self.at += 1;
                ConstSyntax::Other("a struct")
            }
            _ => ConstSyntax::Path(PathSyntax { rooted, segments, arguments: Vec::new() }),
        }
    }

    fn macro_call(&mut self, name: &str) -> ConstSyntax {
        let Some(TokenTree::Group(group)) = self.peek() else { return ConstSyntax::Other("a macro") };
        self.at += 1;
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        match name {
            "concat" if self.depth > 0 => {
                let parts = inner.split(|token| is_punct(token, ',')).filter(|part| !part.is_empty());
                ConstSyntax::Concat(parts.map(|part| nested(part, self.depth - 1)).collect())
            }
            "stringify" => ConstSyntax::Value(Constant::Text(stringified(&inner))),
            _ => ConstSyntax::Other("a macro"),
        }
    }

    fn colons(&mut self) -> bool {
        let colon = |at: usize| self.tokens.get(at).is_some_and(|token| is_punct(token, ':'));
        let both = colon(self.at) && colon(self.at + 1);
        self.at += if both { 2 } else { 0 };
        both
    }

    fn peek(&self) -> Option<&'a TokenTree> {
        self.tokens.get(self.at)
    }
}

fn nested(tokens: &[TokenTree], depth: usize) -> ConstSyntax {
    let mut parser = Parser { tokens, at: 0, depth };
    let value = parser.binary(0);
    if parser.peek().is_none() { value } else { ConstSyntax::Other("an expression") }
}

/// As `stringify!` prints a name or a path: without spaces around `::`.
fn stringified(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut previous_is_word = false;
    for token in tokens {
        let is_word = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
        if previous_is_word && is_word {
            text.push(' ');
        }
        text.push_str(&token.to_string());
        previous_is_word = is_word;
    }
    text
}

fn literal_value(literal: &proc_macro2::Literal) -> ConstSyntax {
    let value = match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Constant::Text(text.value()),
        syn::Lit::Int(number) => match number.base10_digits().parse() {
            Ok(number) => Constant::Integer(number),
            Err(_) => return ConstSyntax::Other("a number of more than 128 bits"),
        },
        syn::Lit::Float(number) => Constant::Float(number.base10_digits().to_owned()),
        syn::Lit::Bool(value) => Constant::Bool(value.value),
        syn::Lit::Char(c) => Constant::Text(c.value().to_string()),
        _ => return ConstSyntax::Other("bytes"),
    };
    ConstSyntax::Value(value)
}
