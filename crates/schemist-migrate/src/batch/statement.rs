//! Where a statement takes a further condition.

use schemist_schema::Engine;
use schemist_schema::sql::{Token, tokenize, unquote};

/// A statement in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// Up to its WHERE, or to where that would be.
    pub(super) before: String,
    /// What stands behind WHERE.
    pub(super) condition: Option<String>,
    /// What follows the condition.
    pub(super) after: String,
    /// The tables whose keys are gone through, as they stand in the statement.
    pub(super) source: String,
}

/// What may follow a condition.
const ENDS: [&str; 9] =
    ["returning", "group", "having", "window", "order", "limit", "offset", "fetch", "for"];

const WANTED: &str = "batches take an UPDATE, a DELETE or an INSERT … SELECT … FROM";

impl Parts {
    pub(super) fn of(engine: Engine, sql: &str, key: &str) -> Result<Self, String> {
        if engine == Engine::Mysql && sql.contains(['\\', '#']) {
            return Err(
                "a statement in batches cannot hold a backslash or `#`: write a quote in a string as ''"
                    .to_owned(),
            );
        }
        let outer = outer(sql);
        let find = |from: usize, word: &str| {
            outer.iter().skip(from).position(|token| token.is_word(word)).map(|at| at + from)
        };
        let set_operation = ["union", "intersect", "except"].iter().find(|word| find(0, word).is_some());
        if let Some(word) = set_operation {
            return Err(format!("a statement with {} cannot be run in batches", word.to_uppercase()));
        }
        if find(0, "limit").is_some() || find(0, "fetch").is_some() {
            return Err(
                "a statement with LIMIT cannot be run in batches: it would take as many rows of each"
                    .to_owned(),
            );
        }
        let first = outer.first().ok_or(WANTED)?;
        // The tables begin behind `from`, a number of tokens, and end before one of the words.
        let (from, ends): (usize, &[&str]) = if first.is_word("update") {
            (0, &["set"])
        } else if first.is_word("delete") {
            (find(0, "from").ok_or(WANTED)?, &["using"])
        } else if first.is_word("insert") || first.is_word("replace") {
            let select = find(0, "select").ok_or(WANTED)?;
            (find(select, "from").ok_or(WANTED)?, &[])
        } else {
            return Err(WANTED.to_owned());
        };
        if first.is_word("update") && sets(&outer, key) {
            return Err(format!("key={key} is changed by the statement itself: a row could be met twice"));
        }
        let begin = outer.get(from).ok_or(WANTED)?.end();
        let end_of = |start: usize| {
            let rest = outer.iter().enumerate().skip(start);
            let mut ends = rest.filter(|(i, token)| is_end(token, outer.get(i + 1)));
            ends.next().map_or(sql.len(), |(_, token)| token.start)
        };
        let first_end = end_of(from + 1);
        // A later one belongs to ON CONFLICT … DO UPDATE.
        let is_own = |at: &usize| outer.get(*at).is_some_and(|token| token.start < first_end);
        let at_where = find(from, "where").filter(is_own);
        let (before_end, condition, after) = match at_where.and_then(|at| outer.get(at)).zip(at_where) {
            Some((token, at)) => {
                let end = end_of(at + 1);
                (token.start, Some(slice(sql, token.end(), end)), slice(sql, end, sql.len()))
            }
            None => (first_end, None, slice(sql, first_end, sql.len())),
        };
        let own_end = outer.iter().skip(from + 1).find(|token| ends.iter().any(|word| token.is_word(word)));
        let source_end = own_end.map_or(before_end, |token| token.start.min(before_end));
        let source = slice(sql, begin, source_end);
        if source.is_empty() || (first.is_word("update") && own_end.is_none()) {
            return Err(WANTED.to_owned());
        }
        Ok(Self { before: slice(sql, 0, before_end), condition, after, source })
    }
}

/// Whether a column is among those that an UPDATE sets.
fn sets(outer: &[Token<'_>], column: &str) -> bool {
    let name = tokenize(column).into_iter().rfind(Token::is_significant);
    let name = name.map(|token| unquote(token.text)).unwrap_or_default();
    outer.windows(2).any(|pair| match pair {
        [token, equals] => token.is_identifier(&name) && equals.is_symbol("=") && is_assigned(outer, token),
        _ => false,
    })
}

/// It stands behind SET or a comma, but for the table before it; a condition stands elsewhere.
fn is_assigned(outer: &[Token<'_>], token: &Token<'_>) -> bool {
    let before = outer.iter().rev().skip_while(|other| other.start >= token.start);
    let mut before = before.skip_while(|other| other.is_symbol("."));
    match before.next() {
        Some(first) if first.is_word("set") || first.is_symbol(",") => true,
        // `t.id = …`
        Some(_) => {
            let dotted = outer.iter().rev().find(|other| other.start < token.start);
            dotted.is_some_and(|dot| dot.is_symbol("."))
                && before.next().is_some_and(|first| first.is_word("set") || first.is_symbol(","))
        }
        None => false,
    }
}

fn slice(sql: &str, from: usize, to: usize) -> String {
    sql.get(from..to).unwrap_or_default().trim().to_owned()
}

/// The tokens that stand in no parentheses.
fn outer(sql: &str) -> Vec<Token<'_>> {
    let mut depth = 0_usize;
    let mut outer = Vec::new();
    for token in tokenize(sql).into_iter().filter(Token::is_significant) {
        let opens = token.is_symbol("(");
        if token.is_symbol(")") {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            outer.push(token);
        }
        if opens {
            depth += 1;
        }
    }
    outer
}

fn is_end(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let follows = |words: &[&str]| next.is_some_and(|next| words.iter().any(|word| next.is_word(word)));
    ENDS.iter().any(|word| token.is_word(word))
        || (token.is_word("on") && follows(&["conflict", "duplicate"]))
}
