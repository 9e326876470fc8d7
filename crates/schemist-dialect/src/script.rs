use schemist_schema::Engine;
use schemist_schema::sql::{Token, TokenKind, significant, tokenize};

use crate::mysql;

/// The statements of a script for an engine, as [`split_script`] gives them. MySQL reads strings and comments
/// in ways of its own, and its client knows `DELIMITER`.
pub fn split_script_of(engine: Engine, script: &str) -> Vec<(usize, &str)> {
    match engine {
        Engine::Sqlite | Engine::Postgres => split_script(script),
        Engine::Mysql => mysql::lexical::split(script),
    }
}

/// The words of a statement as the engine sees them, in lower case, and what stands between them. MySQL carries
/// out what stands in a comment that begins with `/*!`.
pub fn statement_words(engine: Engine, sql: &str) -> Vec<String> {
    match engine {
        Engine::Sqlite | Engine::Postgres => {
            significant(sql).iter().map(|token| token.text.to_ascii_lowercase()).collect()
        }
        Engine::Mysql => mysql::lexical::words(sql),
    }
}

/// The statements of a script, each with the byte offset at which it starts, without the semicolons.
/// Comments before a statement belong to it; pieces of comments and blanks alone are left out. Bodies of
/// SQLite triggers (`CREATE TRIGGER … BEGIN …; END`) and of SQL-standard PostgreSQL functions
/// (`BEGIN ATOMIC … END`) are not split, nor are quoted or dollar-quoted strings and parentheses
/// (`CREATE RULE … DO ALSO (…; …)`).
pub fn split_script(script: &str) -> Vec<(usize, &str)> {
    let tokens = tokenize(script);
    let mut statements = Vec::new();
    let mut from = 0;
    let mut body = Body::default();
    for (i, token) in tokens.iter().enumerate() {
        if token.is_symbol(";") && !body.is_open() {
            push(script, &tokens[from..i], &mut statements);
            from = i + 1;
            body = Body::default();
        } else {
            body.see(token);
        }
    }
    push(script, &tokens[from..], &mut statements);
    statements
}

fn push<'a>(script: &'a str, tokens: &[Token<'a>], statements: &mut Vec<(usize, &'a str)>) {
    let begin = tokens.iter().position(|t| t.kind != TokenKind::Space);
    let end = tokens.iter().rposition(|t| t.kind != TokenKind::Space);
    if let (Some(begin), Some(end)) = (begin, end)
        && tokens.iter().any(Token::is_significant)
    {
        let start = tokens[begin].start;
        statements.push((start, &script[start..tokens[end].end()]));
    }
}

/// Whether a statement with a body of statements is open.
#[derive(Default)]
struct Body {
    /// The first words, lower case, until it is known what the statement is.
    head: Vec<String>,
    /// `BEGIN` and `CASE` not closed by `END`.
    depth: usize,
    /// Parentheses not closed.
    parentheses: usize,
    /// The word before.
    last_word: String,
}

impl Body {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.parentheses > 0
    }

    fn see(&mut self, token: &Token<'_>) {
        if token.is_symbol("(") {
            self.parentheses += 1;
        } else if token.is_symbol(")") {
            self.parentheses = self.parentheses.saturating_sub(1);
        }
        if token.kind != TokenKind::Word {
            return;
        }
        let word = token.text.to_ascii_lowercase();
        if self.head.len() < 6 {
            self.head.push(word.clone());
        }
        let creates = self.head.first().is_some_and(|w| w == "create");
        let has = |what: &[&str]| self.head.iter().any(|w| what.contains(&w.as_str()));
        match word.as_str() {
            "begin" if creates && has(&["trigger"]) => self.depth += 1,
            "atomic" if creates && has(&["function", "procedure"]) && self.last_word == "begin" => {
                self.depth += 1;
            }
            "case" if self.depth > 0 => self.depth += 1,
            "end" => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.last_word = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expected: &[&str]) {
        let statements: Vec<&str> = split_script(script).into_iter().map(|(_, s)| s).collect();
        assert_eq!(statements, expected);
    }

    #[test]
    fn splits_at_semicolons_that_end_statements() {
        check("-- a\nSELECT ';'; ;\n/* b; */ SELECT 2", &["-- a\nSELECT ';'", "/* b; */ SELECT 2"]);
        check(
            "BEGIN; SELECT CASE WHEN 1 THEN 2 END; COMMIT;",
            &["BEGIN", "SELECT CASE WHEN 1 THEN 2 END", "COMMIT"],
        );
        check(
            "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 2; END; SELECT 3;",
            &[
                "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 2; END",
                "SELECT 3",
            ],
        );
        check(
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT $$;$$",
            &["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", "SELECT $$;$$"],
        );
        check(
            "CREATE RULE r AS ON INSERT TO a DO ALSO (DELETE FROM a; DELETE FROM b); SELECT f(1)",
            &["CREATE RULE r AS ON INSERT TO a DO ALSO (DELETE FROM a; DELETE FROM b)", "SELECT f(1)"],
        );
        check("-- only a comment\n", &[]);
    }
}
