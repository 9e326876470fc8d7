//! Comments that allow findings: `-- schemist: allow drop-column (reason)` before or in a statement or behind it on its
//! last line, `-- schemist: allow-file …` for all of the file.

use schemist_schema::sql::{Token, TokenKind, tokenize};

use super::place::Place;
use crate::WrittenAllow;

pub(super) fn find(file: Place<'_>, statements: &[Place<'_>]) -> Vec<WrittenAllow> {
    let text = file.text();
    let comments = tokenize(text).into_iter().filter(|token| token.kind == TokenKind::Comment);
    comments.flat_map(|comment| of_comment(file, text, &comment, statements)).collect()
}

fn of_comment(
    file: Place<'_>,
    text: &str,
    comment: &Token<'_>,
    statements: &[Place<'_>],
) -> Vec<WrittenAllow> {
    let words = comment.text.trim_start_matches(['-', '/', '*', '#', ' ', '\t']);
    let Some(words) = words.strip_prefix("schemist:").map(str::trim_start) else { return Vec::new() };
    let (rules, statement) = match (words.strip_prefix("allow-file "), words.strip_prefix("allow ")) {
        (Some(rules), _) => (rules, None),
        (None, Some(rules)) => match statement_of(text, comment, statements) {
            Some(statement) => (rules, Some(statement)),
            None => return Vec::new(),
        },
        (None, None) => return Vec::new(),
    };
    let rules = rules.split(['(', '*']).next().unwrap_or_default();
    let span = file.part(comment.start, comment.text.len()).span();
    let rules = rules.split([',', ' ', '\t', '\r', '\n']).filter(|rule| !rule.is_empty());
    rules.map(|rule| WrittenAllow { rule: rule.to_owned(), statement, span: span.clone() }).collect()
}

/// The statement that ends on the comment's line before it, or else the one it stands in or before.
fn statement_of(text: &str, comment: &Token<'_>, statements: &[Place<'_>]) -> Option<usize> {
    let line_start = text.get(..comment.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let behind = statements.iter().rposition(|s| s.end > line_start && s.end <= comment.start);
    behind.or_else(|| statements.iter().position(|s| s.end > comment.start))
}
