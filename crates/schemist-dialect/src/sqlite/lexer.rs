use schemist_schema::sql::{Token, TokenKind};

/// The tokens of SQLite's own SQL, spaces and comments included: their texts joined are the text given.
///
/// Unlike [`schemist_schema::sql::tokenize`], which has to please every engine, comments do not nest,
/// `[…]` is always a name and there are no dollar quotes or backslash escapes.
pub fn sqlite_tokens(sql: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while !rest.is_empty() {
        let (kind, length) = next_token(rest);
        let (text, after) = rest.split_at(length);
        tokens.push(Token { kind, text, start: sql.len() - rest.len() });
        rest = after;
    }
    tokens
}

fn next_token(rest: &str) -> (TokenKind, usize) {
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or_default();
    let second = chars.next();
    match first {
        c if is_space(c) => (TokenKind::Space, length_while(rest, is_space)),
        '-' if second == Some('-') => (TokenKind::Comment, rest.find('\n').unwrap_or(rest.len())),
        '/' if second == Some('*') => (TokenKind::Comment, block_comment(rest)),
        '\'' => (TokenKind::String, quoted(rest, '\'')),
        '"' | '`' => (TokenKind::QuotedIdentifier, quoted(rest, first)),
        '[' => match rest.find(']') {
            Some(end) => (TokenKind::QuotedIdentifier, end + 1),
            None => (TokenKind::Symbol, 1),
        },
        'x' | 'X' if second == Some('\'') => (TokenKind::String, blob(rest)),
        c if c.is_ascii_digit() || (c == '.' && second.is_some_and(|d| d.is_ascii_digit())) => {
            (TokenKind::Number, number(rest))
        }
        c if c != '$' && is_word_char(c) => (TokenKind::Word, length_while(rest, is_word_char)),
        _ => (TokenKind::Symbol, symbol(rest, first)),
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

/// All beyond ASCII is a letter to SQLite.
fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()
}

fn length_while(rest: &str, accept: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !accept(c)).unwrap_or(rest.len())
}

fn block_comment(rest: &str) -> usize {
    // From the third byte: `/*/` does not close itself.
    rest.get(2..).and_then(|inner| inner.find("*/")).map_or(rest.len(), |end| end + 4)
}

/// `x'…'` without the prefix is a string as any other.
fn blob(rest: &str) -> usize {
    1 + rest.get(1..).map_or(0, |literal| quoted(literal, '\''))
}

/// The length of a token whose closing quote is doubled where it belongs to the text.
fn quoted(rest: &str, quote: char) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((i, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return i + c.len_utf8();
        }
    }
    rest.len()
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |from: usize, accept: fn(&u8) -> bool| {
        from + bytes.iter().skip(from).take_while(|b| accept(b) || **b == b'_').count()
    };
    if rest.starts_with("0x") || rest.starts_with("0X") {
        return digits(2, u8::is_ascii_hexdigit);
    }
    let mut end = digits(0, u8::is_ascii_digit);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1, u8::is_ascii_digit);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign, u8::is_ascii_digit);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    end
}

fn symbol(rest: &str, first: char) -> usize {
    const LONG: [&str; 9] = ["->>", "->", "||", "<>", "!=", "<=", ">=", "==", "<<"];
    LONG.iter().find(|s| rest.starts_with(**s)).map_or(first.len_utf8(), |s| s.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: &[&str]) {
        let tokens = sqlite_tokens(sql);
        let texts: Vec<&str> = tokens.iter().filter(|t| t.is_significant()).map(|t| t.text).collect();
        assert_eq!(texts, expected);
        assert_eq!(tokens.iter().map(|t| t.text).collect::<String>(), sql);
    }

    #[test]
    fn tokens_are_those_of_sqlite() {
        check("a /* b /* c */ d", &["a", "d"]);
        check("/*/ a */ b", &["b"]);
        check("[1st-col] [é]", &["[1st-col]", "[é]"]);
        check("x'ab' X'' e'a'", &["x'ab'", "X''", "e", "'a'"]);
        check("'it''s' \"a\"\"b\" `c``d`", &["'it''s'", "\"a\"\"b\"", "`c``d`"]);
        check("1.5e-3+.5-0x1F", &["1.5e-3", "+", ".5", "-", "0x1F"]);
        check("a->>'$.b'||größe", &["a", "->>", "'$.b'", "||", "größe"]);
        check("'open", &["'open"]);
        check("-- only", &[]);
    }
}
