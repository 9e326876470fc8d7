//! A spelling of the server's that does not survive being read again: an AND in the first place of an AND.

use schemist_schema::sql::{Token, tokenize};

/// `((a AND b) AND c)` as the server spells it once it has read its own text: `(a AND b AND c)`; the same for OR.
/// The first is what becomes of `x BETWEEN 1 AND 2 AND c`. In any other place but the first the inner one stays.
pub(super) fn flattened(sql: &str) -> String {
    let mut text = sql.to_owned();
    while let Some(next) = without_one(&text) {
        text = next;
    }
    text
}

/// The text without the first pair of such parentheses.
fn without_one(sql: &str) -> Option<String> {
    let tokens: Vec<Token<'_>> = tokenize(sql).into_iter().filter(Token::is_significant).collect();
    let (open, close) =
        tokens.iter().enumerate().find_map(|(open, _)| Some((open, needless(&tokens, open)?)))?;
    let (open, close) = (tokens.get(open)?, tokens.get(close)?);
    let (before, inside, behind) =
        (sql.get(..open.start)?, sql.get(open.end()..close.start)?, sql.get(close.end()..)?);
    Some(format!("{before}{inside}{behind}"))
}

/// Where the parenthesis closes that opens here, if it is first of its list and around a list of the same word.
fn needless(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let before = open.checked_sub(1).and_then(|i| tokens.get(i));
    if !tokens.get(open)?.is_symbol("(") || before.is_some_and(|token| !token.is_symbol("(")) {
        return None;
    }
    let (mut depth, mut words) = (0_usize, Vec::new());
    for (i, token) in tokens.iter().enumerate().skip(open) {
        if token.is_symbol("(") || token.is_symbol("[") {
            depth += 1;
        } else if token.is_symbol(")") || token.is_symbol("]") {
            depth = depth.checked_sub(1)?;
        } else if depth == 1 && is_connective(token) {
            words.push(token);
        }
        if depth == 0 {
            let behind = tokens.get(i + 1).filter(|t| is_connective(t))?;
            let is_list = !words.is_empty() && words.iter().all(|word| behind.is_word(word.text));
            return is_list.then_some(i);
        }
    }
    None
}

fn is_connective(token: &Token<'_>) -> bool {
    token.is_word("and") || token.is_word("or")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: &str) {
        assert_eq!(flattened(sql), expected);
    }

    #[test]
    fn the_first_of_a_list_is_flattened() {
        check("((n >= 1) AND (n <= 2)) AND b", "(n >= 1) AND (n <= 2) AND b");
        check("(((a AND b) AND c) AND d) OR e", "(a AND b AND c AND d) OR e");
        check("f((((x OR y) OR (z AND \"and\"))))", "f(((x OR y OR (z AND \"and\"))))");
    }

    #[test]
    fn all_else_stays() {
        for sql in [
            "b AND ((n >= 1) AND (n <= 2))",
            "b AND (x AND y) AND c",
            "(a AND b) OR c",
            "(NOT (a AND b)) AND c",
            "NOT (a AND b) AND c",
            "x = (a AND b) AND c",
            "((a AND b) OR c) AND d",
            "(a = 'x AND y') AND b",
            "(a AND b",
            ") AND (",
        ] {
            check(sql, sql);
        }
    }
}
