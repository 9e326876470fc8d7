use schemist_schema::sql::{Token, TokenKind, significant, unquote};
use schemist_schema::{Engine, QualifiedName};

/// The words of a statement, read from the front.
#[derive(Debug, Clone)]
pub(super) struct Words<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    engine: Engine,
}

impl<'a> Words<'a> {
    pub(super) fn of(sql: &'a str, engine: Engine) -> Self {
        Self { tokens: significant(sql), at: 0, engine }
    }

    /// The tokens that are left.
    pub(super) fn rest(&self) -> &[Token<'a>] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    /// Takes a phrase (words with blanks between them) where it comes next.
    pub(super) fn take(&mut self, phrase: &str) -> bool {
        let words: Vec<&str> = phrase.split(' ').collect();
        let rest = self.rest();
        let matches =
            rest.len() >= words.len() && words.iter().zip(rest).all(|(word, token)| token.is_word(word));
        if matches {
            self.at += words.len();
        }
        matches
    }

    /// Takes one of several phrases.
    pub(super) fn take_any(&mut self, phrases: &[&'static str]) -> Option<&'static str> {
        phrases.iter().copied().find(|phrase| self.take(phrase))
    }

    /// Takes a symbol where it comes next.
    pub(super) fn symbol(&mut self, symbol: &str) -> bool {
        let is_next = self.rest().first().is_some_and(|token| token.is_symbol(symbol));
        if is_next {
            self.at += 1;
        }
        is_next
    }

    /// Takes an identifier, as the engine reads it.
    pub(super) fn identifier(&mut self) -> Option<String> {
        let token = self.rest().first()?;
        let name = match token.kind {
            TokenKind::Word => folded(token.text, self.engine),
            TokenKind::QuotedIdentifier => unquote(token.text),
            _ => return None,
        };
        self.at += 1;
        Some(name)
    }

    /// Takes a name that may be qualified.
    pub(super) fn name(&mut self) -> Option<QualifiedName> {
        let mut parts = vec![self.identifier()?];
        while self.symbol(".") {
            parts.push(self.identifier()?);
        }
        let name = parts.pop()?;
        Some(qualified(parts.pop(), name, self.engine))
    }

    /// Takes a string literal.
    pub(super) fn string(&mut self) -> Option<String> {
        let token = self.rest().first().filter(|token| token.kind == TokenKind::String)?;
        let text = unquote(token.text);
        self.at += 1;
        Some(text)
    }

    /// Takes whatever comes next.
    pub(super) fn skip(&mut self) {
        self.at += 1;
    }

    /// Whether a word is left somewhere.
    pub(super) fn has(&self, word: &str) -> bool {
        self.rest().iter().any(|token| token.is_word(word))
    }
}

/// A bare identifier as the engine takes it.
pub(super) fn folded(text: &str, engine: Engine) -> String {
    match engine {
        Engine::Postgres => text.to_lowercase(),
        Engine::Sqlite | Engine::Mysql => text.to_owned(),
    }
}

/// A name; PostgreSQL's `public` and SQLite's `main` are what is meant without them.
pub(super) fn qualified(namespace: Option<String>, name: String, engine: Engine) -> QualifiedName {
    let default = match engine {
        Engine::Postgres => "public",
        Engine::Sqlite => "main",
        Engine::Mysql => "",
    };
    QualifiedName::in_namespace(namespace.filter(|n| n != default), name)
}
