//! A spelling of the server's that does not survive being read again: a cast of a whole array.

use std::borrow::Cow;

use schemist_schema::sql::{Token, TokenKind, tokenize};

/// `(ARRAY[a, b])::t[]` as the server spells it once it has read its own text: `ARRAY[(a)::t, (b)::t]`.
///
/// `name IN ('a', 'b')` of a `varchar` column is printed in the first way. The statement that a migration makes of
/// that comes back in the second way, and without one form for both every comparison would find a change, for ever.
pub(super) fn pushed_down(sql: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(sql);
    // From the last one: what is rewritten does not move what is left to be looked at.
    let starts: Vec<usize> = tokenize(sql).iter().filter(|t| t.is_word("array")).map(|t| t.start).collect();
    for start in starts.into_iter().rev() {
        if let Some(next) = pushed_down_at(&text, start) {
            text = Cow::Owned(next);
        }
    }
    text
}

/// The text with the cast of one array on its elements; `None` where there is no such cast, or the elements are
/// arrays themselves.
fn pushed_down_at(sql: &str, array: usize) -> Option<String> {
    let tokens: Vec<Token<'_>> = tokenize(sql).into_iter().filter(Token::is_significant).collect();
    let at = tokens.iter().position(|token| token.start == array)?;
    let open = at.checked_sub(1).filter(|i| tokens.get(*i).is_some_and(|t| t.is_symbol("(")))?;
    let (elements, end) = elements(&tokens, at + 1)?;
    let (close, cast) = (tokens.get(end + 1)?, tokens.get(end + 2)?);
    if !close.is_symbol(")") || !cast.is_symbol("::") {
        return None;
    }
    let (ty, end) = element_type(sql, &tokens, end + 3)?;
    let text = |(first, last): &(usize, usize)| sql.get(tokens.get(*first)?.start..tokens.get(*last)?.end());
    let cast: Vec<String> =
        elements.iter().map(|range| Some(format!("({})::{ty}", text(range)?))).collect::<Option<_>>()?;
    let (before, behind) = (sql.get(..tokens.get(open)?.start)?, sql.get(tokens.get(end)?.end()..)?);
    Some(format!("{before}ARRAY[{}]{behind}", cast.join(", ")))
}

/// The first and the last token of each element between `[` and `]`, and where the `]` is.
fn elements(tokens: &[Token<'_>], open: usize) -> Option<(Vec<(usize, usize)>, usize)> {
    if !tokens.get(open)?.is_symbol("[") {
        return None;
    }
    let (mut elements, mut first, mut depth) = (Vec::new(), open + 1, 0_usize);
    for (i, token) in tokens.iter().enumerate().skip(open + 1) {
        if token.is_word("array") && depth == 0 {
            return None;
        }
        let ends = depth == 0 && (token.is_symbol(",") || token.is_symbol("]"));
        if ends {
            elements.push((first, i.checked_sub(1).filter(|last| *last >= first)?));
            first = i + 1;
        }
        match token.text {
            "]" if ends => return Some((elements, i)),
            "(" | "[" if token.kind == TokenKind::Symbol => depth += 1,
            ")" | "]" if token.kind == TokenKind::Symbol => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// The type before `[]`, and where the `]` is: one or more words, perhaps with a namespace or a length.
fn element_type<'s>(sql: &'s str, tokens: &[Token<'s>], first: usize) -> Option<(&'s str, usize)> {
    let open = (first..tokens.len()).find(|i| tokens.get(*i).is_some_and(|t| t.is_symbol("[")))?;
    let is_type = |token: &Token<'_>| match token.kind {
        TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::Number => true,
        TokenKind::Symbol => matches!(token.text, "." | "(" | ")" | ","),
        TokenKind::Space | TokenKind::Comment | TokenKind::String => false,
    };
    let ty = tokens.get(first..open).filter(|ty| !ty.is_empty() && ty.iter().all(is_type))?;
    let (close, behind) = (tokens.get(open + 1)?, tokens.get(open + 2));
    if !close.is_symbol("]") || behind.is_some_and(|token| token.is_symbol("[")) {
        return None;
    }
    Some((sql.get(ty.first()?.start..ty.last()?.end())?, open + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: &str) {
        assert_eq!(pushed_down(sql), expected);
        assert_eq!(pushed_down(expected), expected, "a second time");
    }

    #[test]
    fn the_cast_goes_to_the_elements() {
        check(
            "(name)::text = ANY ((ARRAY['a'::character varying, 'it''s, ]'::character varying])::text[])",
            "(name)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s, ]'::character varying)::text])",
        );
        check(
            "(a)::text <> ALL ((ARRAY[lower(b, 'c'), NULL::character varying(3)])::character varying(3)[]) AND ((b)::text = ANY ((ARRAY['x'::\"My T\"])::app.\"T\"[]))",
            "(a)::text <> ALL (ARRAY[(lower(b, 'c'))::character varying(3), (NULL::character varying(3))::character varying(3)]) AND ((b)::text = ANY (ARRAY[('x'::\"My T\")::app.\"T\"]))",
        );
        check("f((ARRAY[(a)[1], 2])::bigint[], 3)", "f(ARRAY[((a)[1])::bigint, (2)::bigint], 3)");
    }

    #[test]
    fn all_else_stays() {
        for sql in [
            "name = ANY (ARRAY['a'::text, 'b'::text])",
            "('{a,b}'::character varying[])::text[]",
            "(ARRAY[]::integer[])::bigint[]",
            "(ARRAY[])::bigint[]",
            "(ARRAY[ARRAY[1], ARRAY[2]])::bigint[]",
            "(ARRAY[1, 2])::bigint[][]",
            "(ARRAY[1, 2])::oidvector",
            "(ARRAY[1, 2])[1]",
            "(ARRAY[1, 2] || x)::bigint[]",
            "array",
            "(ARRAY[",
            "(ARRAY[1])::",
            "'(ARRAY[1])::text[]'::text",
        ] {
            check(sql, sql);
        }
    }
}
