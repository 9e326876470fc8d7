//! What the texts of views and triggers say of tables and columns: enough to follow a rename as the engines
//! do, and to find what a dropped column would break. Where a name may belong to another table, it is let be.

use std::ops::Range;

use crate::Pair;
use crate::sql::{Token, TokenKind, is_plain_identifier, significant, unquote};

/// The byte ranges of those words in a definition that name a column of a table.
///
/// `own` says that the definition is of a trigger on that table (`NEW` and `OLD` are its rows); `only_here`
/// that no other table it reads has a column of the name, so that the bare name is enough.
pub fn column_mentions(
    definition: &str,
    table: &str,
    own: bool,
    column: &str,
    only_here: bool,
) -> Vec<Range<usize>> {
    let tokens = significant(definition);
    let qualifiers = qualifiers(&tokens, table, own);
    let header = if own { header_end(&tokens) } else { 0 };
    let reads_table = tokens.iter().skip(header).any(|t| is_name(t, table));
    let mentioned = |at: usize, token: &Token<'_>| {
        if !is_name(token, column) || is_followed(&tokens, at, &["."]) || is_call(&tokens, at) {
            return false;
        }
        match qualifier(&tokens, at) {
            Some(name) => qualifiers.iter().any(|q| is_name(name, q)),
            None if at < header => is_in_update_of(&tokens, at),
            None => only_here && reads_table && !is_after_word(&tokens, at, "as"),
        }
    };
    let found = tokens.iter().enumerate().filter(|(at, token)| mentioned(*at, token));
    found.map(|(_, token)| token.start..token.end()).collect()
}

/// The definition after a column of a table got another name.
pub fn rename_column(
    definition: &str,
    table: &str,
    own: bool,
    name: &Pair<String>,
    only_here: bool,
) -> String {
    let ranges = column_mentions(definition, table, own, &name.previous, only_here);
    replace(definition, &ranges, &name.next)
}

/// The definition after a table got another name.
pub fn rename_table(definition: &str, name: &Pair<String>) -> String {
    replace(definition, &table_mentions(definition, &name.previous), &name.next)
}

/// The byte ranges of those words in a definition that name a table: behind `FROM`, `JOIN`, `INTO` and the like, or
/// before a point.
pub fn table_mentions(definition: &str, table: &str) -> Vec<Range<usize>> {
    let tokens = significant(definition);
    let mut in_from = false;
    let mut ranges = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if ["from", "join"].iter().any(|word| token.is_word(word)) {
            in_from = true;
        } else if CLAUSES.iter().any(|word| token.is_word(word)) {
            in_from = false;
        }
        // `main.t` stands where `t` would.
        let start = if qualifier(&tokens, at).is_some() { at.saturating_sub(2) } else { at };
        // `FROM ((t JOIN u) JOIN v)`
        let start = before_brackets(&tokens, start).filter(|_| in_from).unwrap_or(start);
        let before = start.checked_sub(1).and_then(|at| tokens.get(at));
        let names_table = ["from", "join", "into", "update", "on", "table"]
            .iter()
            .any(|word| before.is_some_and(|t| t.is_word(word)))
            || in_from && before.is_some_and(|t| t.is_symbol(","))
            || is_followed(&tokens, at, &["."]);
        if is_name(token, table) && names_table {
            ranges.push(token.start..token.end());
        }
    }
    ranges
}

/// Where the brackets begin that open right before a place.
fn before_brackets(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let before = tokens.get(..at)?;
    let brackets = before.iter().rev().take_while(|t| t.is_symbol("(")).count();
    at.checked_sub(brackets)
}

/// Words that end the list of tables behind FROM.
const CLAUSES: [&str; 11] =
    ["select", "where", "group", "order", "having", "limit", "set", "values", "window", "union", "on"];

/// Words that follow a table's name without being an alias.
const NO_ALIAS: [&str; 26] = [
    "on",
    "using",
    "where",
    "group",
    "order",
    "having",
    "limit",
    "window",
    "union",
    "except",
    "intersect",
    "join",
    "left",
    "right",
    "full",
    "inner",
    "cross",
    "natural",
    "set",
    "values",
    "select",
    "default",
    "begin",
    "when",
    "for",
    "indexed",
];

/// The names by which a definition may call the table's columns: the table's own, its aliases, a trigger's rows.
fn qualifiers<'t>(tokens: &[Token<'t>], table: &'t str, own: bool) -> Vec<String> {
    let mut names = vec![table.to_owned()];
    if own {
        names.extend(["new".to_owned(), "old".to_owned()]);
    }
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| is_name(token, table)) {
        let explicit = tokens.get(at + 1).is_some_and(|t| t.is_word("as"));
        let alias = tokens.get(at + 1 + usize::from(explicit));
        let is_alias = |t: &&Token<'_>| match t.kind {
            TokenKind::Word => !NO_ALIAS.iter().any(|word| t.is_word(word)),
            TokenKind::QuotedIdentifier => true,
            TokenKind::Space
            | TokenKind::Comment
            | TokenKind::String
            | TokenKind::Number
            | TokenKind::Symbol => false,
        };
        let is_column = at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_word("select"));
        names.extend(
            alias
                .filter(is_alias)
                .filter(|_| !is_column)
                .map(|t| unquote(t.text))
                .filter(|n| n != token.text),
        );
    }
    names
}

/// Where the body of a trigger begins.
fn header_end(tokens: &[Token<'_>]) -> usize {
    tokens.iter().position(|t| t.is_word("begin")).unwrap_or(tokens.len())
}

fn is_name(token: &Token<'_>, name: &str) -> bool {
    match token.kind {
        TokenKind::Word => token.text.eq_ignore_ascii_case(name),
        TokenKind::QuotedIdentifier => unquote(token.text).eq_ignore_ascii_case(name),
        TokenKind::Space | TokenKind::Comment | TokenKind::String | TokenKind::Number | TokenKind::Symbol => {
            false
        }
    }
}

fn is_followed(tokens: &[Token<'_>], at: usize, symbols: &[&str]) -> bool {
    tokens.get(at + 1).is_some_and(|t| symbols.iter().any(|s| t.is_symbol(s)))
}

/// A call of a function of the name, not `INSERT INTO t (…)`.
fn is_call(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word) && is_followed(tokens, at, &["("])
}

/// What stands before the point before a name.
fn qualifier<'s, 't>(tokens: &'s [Token<'t>], at: usize) -> Option<&'s Token<'t>> {
    tokens.get(at.checked_sub(1)?).filter(|t| t.is_symbol("."))?;
    tokens.get(at.checked_sub(2)?)
}

fn is_after_word(tokens: &[Token<'_>], at: usize, word: &str) -> bool {
    at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.is_word(word))
}

/// Whether a name stands in the `UPDATE OF a, b` of a trigger's header.
fn is_in_update_of(tokens: &[Token<'_>], at: usize) -> bool {
    let of = tokens.iter().position(|t| t.is_word("of"));
    let on = tokens.iter().position(|t| t.is_word("on"));
    of.is_some_and(|of| of < at) && on.is_none_or(|on| at < on)
}

fn replace(text: &str, ranges: &[Range<usize>], name: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        let old = text.get(range.clone()).unwrap_or_default();
        out.push_str(text.get(from..range.start).unwrap_or_default());
        let bare = is_plain_identifier(name) && !old.starts_with(['"', '`', '[']);
        out.push_str(&if bare { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) });
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(definition: &str, own: bool, only_here: bool, expected: &str) {
        let name = Pair::new("name".to_owned(), "title".to_owned());
        assert_eq!(rename_column(definition, "t", own, &name, only_here), expected);
    }

    #[test]
    fn a_renamed_column_is_followed_where_it_is_this_tables() {
        check(
            "CREATE TRIGGER a AFTER UPDATE OF id, name ON t WHEN NEW.name <> '' BEGIN \
             UPDATE u SET name = NEW.name WHERE u.name = OLD.name; END",
            true,
            false,
            "CREATE TRIGGER a AFTER UPDATE OF id, title ON t WHEN NEW.title <> '' BEGIN \
             UPDATE u SET name = NEW.title WHERE u.name = OLD.title; END",
        );
        check("CREATE VIEW v AS SELECT name FROM t", false, true, "CREATE VIEW v AS SELECT title FROM t");
        check(
            "CREATE VIEW v AS SELECT x.name, y.name AS name FROM t AS x JOIN u y ON x.\"name\" = y.name",
            false,
            false,
            "CREATE VIEW v AS SELECT x.title, y.name AS name FROM t AS x JOIN u y ON x.\"title\" = y.name",
        );
        check(
            "CREATE VIEW v AS SELECT name FROM t, u",
            false,
            false,
            "CREATE VIEW v AS SELECT name FROM t, u",
        );
        check(
            "CREATE TRIGGER a AFTER INSERT ON t BEGIN INSERT INTO log (name) VALUES (1); END",
            true,
            true,
            "CREATE TRIGGER a AFTER INSERT ON t BEGIN INSERT INTO log (name) VALUES (1); END",
        );
    }

    #[test]
    fn a_renamed_table_is_followed() {
        let name = Pair::new("t".to_owned(), "my t".to_owned());
        assert_eq!(
            rename_table(
                "CREATE VIEW v AS SELECT t.a, t AS b, 't' FROM u, t JOIN T ON t.a = u.t JOIN main.t",
                &name
            ),
            "CREATE VIEW v AS SELECT \"my t\".a, t AS b, 't' FROM u, \"my t\" JOIN \"my t\" ON \"my t\".a = u.t JOIN main.\"my t\""
        );
        assert_eq!(
            rename_table("SELECT max(t) FROM ((t AS x JOIN u ON (t = 1)) JOIN f(t)), (t)", &name),
            "SELECT max(t) FROM ((\"my t\" AS x JOIN u ON (t = 1)) JOIN f(t)), (\"my t\")"
        );
    }
}
