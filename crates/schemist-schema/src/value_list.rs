//! Recognizes, in the words of any engine, a condition that holds a column to a list of values.

use crate::sql::{Token, TokenKind, significant, unquote};

/// A column and the values it is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueList {
    /// The column.
    pub column: String,
    /// The values without quotes, in the order of the text.
    pub values: Vec<String>,
}

impl ValueList {
    /// Whether both allow the same values of the same column: their order means nothing.
    pub fn allows_the_same(&self, other: &ValueList) -> bool {
        let contains = |a: &ValueList, b: &ValueList| a.values.iter().all(|v| b.values.contains(v));
        self.column == other.column && contains(self, other) && contains(other, self)
    }
}

/// `c IN ('a', 'b')`, as PostgreSQL prints it `c = ANY (ARRAY['a'::text, 'b'::text])`, for one value `c = 'a'`,
/// for an array `c <@ ARRAY['a'::text]`; `None` for everything else.
pub fn value_list(sql: &str) -> Option<ValueList> {
    let tokens = without_casts(&significant(sql))?;
    let (column, rest) = tokens.split_first()?;
    let column = match column.kind {
        TokenKind::Word | TokenKind::QuotedIdentifier => unquote(column.text),
        _ => return None,
    };
    let values = match rest {
        [op, values @ ..] if op.is_word("IN") => list(values)?,
        [op, any, array, values @ ..]
            if op.is_symbol("=") && any.is_word("ANY") && array.is_word("ARRAY") =>
        {
            list(bracketed(values)?)?
        }
        [op, array, values @ ..] if is_contained(op) && array.is_word("ARRAY") => list(bracketed(values)?)?,
        // `<@` may come as two symbols.
        [less, at, array, values @ ..]
            if less.is_symbol("<") && at.is_symbol("@") && array.is_word("ARRAY") =>
        {
            list(bracketed(values)?)?
        }
        [op, value @ ..] if op.is_symbol("=") => vec![one(value)?],
        _ => return None,
    };
    Some(ValueList { column, values })
}

fn is_contained(token: &Token<'_>) -> bool {
    token.is_symbol("<@")
}

fn bracketed<'s, 't>(tokens: &'s [Token<'t>]) -> Option<&'s [Token<'t>]> {
    match tokens {
        [open, inner @ .., close] if open.is_symbol("[") && close.is_symbol("]") => Some(inner),
        _ => None,
    }
}

fn list(tokens: &[Token<'_>]) -> Option<Vec<String>> {
    tokens.split(|t| t.is_symbol(",")).map(one).collect()
}

fn one(tokens: &[Token<'_>]) -> Option<String> {
    match tokens {
        [value] => literal(value),
        // MySQL writes the character set before a string.
        [set, value] if set.kind == TokenKind::Word && set.text.starts_with('_') => literal(value),
        [minus, number] if minus.is_symbol("-") && number.kind == TokenKind::Number => {
            Some(format!("-{}", number.text))
        }
        _ => None,
    }
}

fn literal(token: &Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Number => Some(token.text.to_owned()),
        TokenKind::String => match token.text.strip_prefix(['E', 'e']) {
            Some(escaped) => Some(unquote(escaped).replace("\\\\", "\\")),
            None => token.text.starts_with('\'').then(|| unquote(token.text)),
        },
        _ => None,
    }
}

/// The tokens without parentheses and casts between kinds of text or integers; `None` where another cast may change
/// what is compared.
fn without_casts<'t>(tokens: &[Token<'t>]) -> Option<Vec<Token<'t>>> {
    let mut kept = Vec::new();
    let mut rest = tokens.iter().peekable();
    while let Some(token) = rest.next() {
        if token.is_symbol("(") || token.is_symbol(")") {
            continue;
        }
        if !token.is_symbol("::") {
            kept.push(*token);
            continue;
        }
        rest.next_if(|t| HARMLESS.iter().any(|word| t.is_word(word)))?;
        rest.next_if(|t| t.is_word("varying"));
        if rest.peek().is_some_and(|t| t.is_symbol("[")) {
            rest.next();
            rest.next_if(|t| t.is_symbol("]"))?;
        }
    }
    Some(kept)
}

const HARMLESS: [&str; 7] = ["text", "character", "bpchar", "smallint", "integer", "bigint", "numeric"];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: Option<(&str, &[&str])>) {
        let expected = expected.map(|(column, values)| ValueList {
            column: column.to_owned(),
            values: values.iter().map(|v| (*v).to_owned()).collect(),
        });
        assert_eq!(value_list(sql), expected, "{sql}");
    }

    #[test]
    fn every_engine_spells_a_list_in_its_own_way() {
        check("status IN ('a','it''s')", Some(("status", &["a", "it's"])));
        check("(\"my status\" = ANY (ARRAY['a'::text, 'b'::text]))", Some(("my status", &["a", "b"])));
        check(
            "(status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])",
            Some(("status", &["a", "b"])),
        );
        check("status = 'a'::text", Some(("status", &["a"])));
        check("n = ANY (ARRAY[0, '-1'::integer])", Some(("n", &["0", "-1"])));
        check("n IN (-1, 0)", Some(("n", &["-1", "0"])));
        check("`status` in (_utf8mb4'a',_utf8mb4'b')", Some(("status", &["a", "b"])));
        check("tags <@ ARRAY['a'::text]", Some(("tags", &["a"])));
        check("status = ANY (ARRAY[E'a\\\\b'::text])", Some(("status", &["a\\b"])));
    }

    #[test]
    fn other_conditions_are_none() {
        check("status <> 'a'", None);
        check("status NOT IN ('a')", None);
        check("lower(status) IN ('a')", None);
        check("status IN ('a') AND n > 0", None);
        check("status IN (SELECT 'a')", None);
        check("(at)::date = '2020-01-01'::date", None);
        check("a = b", None);
        check("", None);
    }
}
