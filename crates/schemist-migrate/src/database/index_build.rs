//! Statements that build or drop an index outside a transaction, as far as their words tell.

use schemist_schema::sql::{Token, TokenKind, significant, unquote};

/// `CREATE INDEX CONCURRENTLY name ON table …` or `DROP INDEX CONCURRENTLY name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum IndexBuild {
    /// The index's name, and the table as it is written.
    Create { name: String, table: String },
    /// The index as it is written.
    Drop { index: String },
}

impl IndexBuild {
    pub(crate) fn of(sql: &str) -> Option<Self> {
        let tokens = significant(sql);
        let at = tokens.iter().take(5).position(|token| token.is_word("concurrently"))?;
        let (head, rest) = tokens.split_at(at);
        let mut rest = rest.get(1..)?;
        let is = |words: &[&str]| {
            head.len() == words.len() && head.iter().zip(words).all(|(token, word)| token.is_word(word))
        };
        while let Some(token) = rest.first()
            && ["if", "not", "exists"].iter().any(|word| token.is_word(word))
        {
            rest = rest.get(1..)?;
        }
        if is(&["drop", "index"]) {
            return Some(Self::Drop { index: name_at(sql, rest)? });
        }
        if !is(&["create", "index"]) && !is(&["create", "unique", "index"]) {
            return None;
        }
        let (name, rest) = rest.split_first()?;
        let (on, mut rest) = rest.split_first()?;
        if rest.first()?.is_word("only") {
            rest = rest.get(1..)?;
        }
        let is_named = on.is_word("on") && matches!(name.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
        is_named.then_some(Self::Create { name: folded(name), table: name_at(sql, rest)? })
    }
}

/// A name with its parts, as written.
fn name_at(sql: &str, tokens: &[Token<'_>]) -> Option<String> {
    let parts = tokens.chunks(2).take_while(|pair| pair.get(1).is_some_and(|token| token.is_symbol(".")));
    let last = tokens.get(parts.count() * 2)?;
    Some(sql.get(tokens.first()?.start..last.end())?.to_owned())
}

/// An identifier as PostgreSQL stores it.
fn folded(token: &Token<'_>) -> String {
    match token.kind {
        TokenKind::QuotedIdentifier => unquote(token.text),
        _ => token.text.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: &str) {
        let found = match IndexBuild::of(sql) {
            Some(IndexBuild::Create { name, table }) => format!("create {name} on {table}"),
            Some(IndexBuild::Drop { index }) => format!("drop {index}"),
            None => String::new(),
        };
        assert_eq!(found, expected, "{sql}");
    }

    #[test]
    fn builds_are_found() {
        check("CREATE INDEX CONCURRENTLY Ix_A ON orders (a)", "create ix_a on orders");
        check(
            "create unique index concurrently if not exists \"I x\" on only s.\"O\" using btree (a)",
            "create I x on s.\"O\"",
        );
        check("DROP INDEX CONCURRENTLY IF EXISTS s.ix", "drop s.ix");
        check("CREATE INDEX CONCURRENTLY ON orders (a)", "");
        check("CREATE INDEX ix ON orders (a)", "");
        check("REINDEX INDEX CONCURRENTLY ix", "");
        check("CREATE INDEX CONCURRENTLY", "");
    }
}
