//! A place in the tokens of a statement.

use schemist_dialect::sqlite_tokens;
use schemist_schema::sql::{Token, TokenKind, unquote};

pub(super) struct Cursor<'t> {
    sql: &'t str,
    /// Those that matter.
    tokens: Vec<Token<'t>>,
    at: usize,
}

/// What was expected, and what stands there.
pub(super) type Parsed<T> = Result<T, String>;

impl<'t> Cursor<'t> {
    pub(super) fn new(sql: &'t str) -> Self {
        let mut tokens = sqlite_tokens(sql);
        tokens.retain(Token::is_significant);
        Self { sql, tokens, at: 0 }
    }

    pub(super) fn peek(&self) -> Option<Token<'t>> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<Token<'t>> {
        self.tokens.get(self.at + ahead).copied()
    }

    pub(super) fn next(&mut self) -> Option<Token<'t>> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|t| t.is_word(word))
    }

    pub(super) fn is_symbol(&self, symbol: &str) -> bool {
        self.peek().is_some_and(|t| t.is_symbol(symbol))
    }

    /// Goes past the words if they all come next.
    pub(super) fn eat(&mut self, words: &[&str]) -> bool {
        let come = |(ahead, word): (usize, &&str)| self.peek_at(ahead).is_some_and(|t| t.is_word(word));
        let all = words.iter().enumerate().all(come);
        self.at += if all { words.len() } else { 0 };
        all
    }

    pub(super) fn eat_symbol(&mut self, symbol: &str) -> bool {
        let is = self.is_symbol(symbol);
        self.at += usize::from(is);
        is
    }

    pub(super) fn expect(&mut self, words: &[&str]) -> Parsed<()> {
        if self.eat(words) { Ok(()) } else { Err(self.expected(&words.join(" "))) }
    }

    pub(super) fn expect_symbol(&mut self, symbol: &str) -> Parsed<()> {
        if self.eat_symbol(symbol) { Ok(()) } else { Err(self.expected(&format!("`{symbol}`"))) }
    }

    pub(super) fn expected(&self, what: &str) -> String {
        match self.peek() {
            Some(token) => format!("expected {what}, found `{}`", token.text),
            None => format!("expected {what}, found the end"),
        }
    }

    /// A name: a bare word, in any of the quotes, or even a string.
    pub(super) fn name(&mut self) -> Parsed<String> {
        let is_name = |t: &Token<'_>| {
            matches!(t.kind, TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::String)
        };
        match self.peek().filter(is_name) {
            Some(token) => {
                self.at += 1;
                Ok(unquote(token.text))
            }
            None => Err(self.expected("a name")),
        }
    }

    /// `(a, b)`
    pub(super) fn names(&mut self) -> Parsed<Vec<String>> {
        self.expect_symbol("(")?;
        let mut names = vec![self.name()?];
        while !self.eat_symbol(")") {
            // Old texts have COLLATE and ASC here, of no effect.
            if self.eat_symbol(",") {
                names.push(self.name()?);
            } else if self.next().is_none() {
                return Err(self.expected("`)`"));
            }
        }
        Ok(names)
    }

    /// The text in parentheses that open here.
    pub(super) fn parenthesised(&mut self) -> Parsed<&'t str> {
        let from = self.at;
        self.skip_parentheses()?;
        Ok(self.text(from + 1, self.at - 1))
    }

    pub(super) fn skip_parentheses(&mut self) -> Parsed<()> {
        self.expect_symbol("(")?;
        let mut depth = 1usize;
        while depth > 0 {
            let token = self.next().ok_or_else(|| self.expected("`)`"))?;
            depth += usize::from(token.is_symbol("("));
            depth -= usize::from(token.is_symbol(")"));
        }
        Ok(())
    }

    /// Where it is, for [`Cursor::text`].
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The text from one position up to another, comments and blanks at both ends left out.
    pub(super) fn text(&self, from: usize, to: usize) -> &'t str {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        let ends = tokens.first().zip(tokens.last());
        ends.and_then(|(first, last)| self.sql.get(first.start..last.end())).unwrap_or_default()
    }

    /// The tokens from one position up to another.
    pub(super) fn tokens(&self, from: usize, to: usize) -> &[Token<'t>] {
        self.tokens.get(from..to).unwrap_or_default()
    }

    /// The text from here to the end.
    pub(super) fn rest(&self) -> &'t str {
        self.text(self.at, self.tokens.len())
    }
}
