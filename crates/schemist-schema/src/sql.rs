//! A lexer for the SQL of all engines: enough to compare, search and rename in expressions and to
//! split scripts without understanding them. It never fails: what it does not know is a symbol.

use crate::{QualifiedName, array_literal};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Blanks and line ends.
    Space,
    /// `-- …` or `/* … */` (nested, as PostgreSQL has it).
    Comment,
    /// A bare word: keyword or identifier.
    Word,
    /// `"…"`, `` `…` `` or `[…]`.
    QuotedIdentifier,
    /// `'…'`, `E'…'`, `X'…'`, `B'…'`, `U&'…'` or a dollar-quoted string.
    String,
    /// A number.
    Number,
    /// An operator or punctuation.
    Symbol,
}

/// A token: a slice of the text and its place in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// The text as written, quotes included.
    pub text: &'a str,
    /// Byte offset in the text given to [`tokenize`].
    pub start: usize,
}

impl Token<'_> {
    /// Whether it is this keyword, in any case, and not quoted.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is this symbol.
    pub fn is_symbol(&self, symbol: &str) -> bool {
        self.kind == TokenKind::Symbol && self.text == symbol
    }

    /// Whether it names this identifier: quoted and exactly so, or bare in any case.
    pub fn is_identifier(&self, name: &str) -> bool {
        match self.kind {
            TokenKind::Word => self.text.eq_ignore_ascii_case(name),
            TokenKind::QuotedIdentifier => unquote(self.text) == name,
            TokenKind::Space
            | TokenKind::Comment
            | TokenKind::String
            | TokenKind::Number
            | TokenKind::Symbol => false,
        }
    }

    /// The byte offset behind it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Neither space nor comment.
    pub fn is_significant(&self) -> bool {
        !matches!(self.kind, TokenKind::Space | TokenKind::Comment)
    }
}

/// All tokens, spaces and comments included: their texts joined are the text given.
pub fn tokenize(sql: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < sql.len() {
        let (kind, length) = next_token(&sql[start..]);
        tokens.push(Token { kind, text: &sql[start..start + length], start });
        start += length;
    }
    tokens
}

/// The tokens that carry meaning.
pub fn significant(sql: &str) -> Vec<Token<'_>> {
    let mut tokens = tokenize(sql);
    tokens.retain(Token::is_significant);
    tokens
}

/// A form in which two spellings of the same tokens are the same text: one space between tokens, bare
/// words in lower case, quotes dropped where the bare word would mean the same, comments and enclosing
/// parentheses gone.
pub fn canonical(sql: &str) -> String {
    let tokens = significant(sql);
    let mut tokens = tokens.as_slice();
    while let Some(inner) = strip_parentheses(tokens) {
        tokens = inner;
    }
    let words: Vec<String> = tokens.iter().map(canonical_token).collect();
    words.join(" ")
}

/// The text without parentheses that enclose all of it.
pub fn without_enclosing_parentheses(sql: &str) -> &str {
    let tokens = significant(sql);
    let mut inner = tokens.as_slice();
    while let Some(stripped) = strip_parentheses(inner) {
        inner = stripped;
    }
    match (inner.first(), inner.last()) {
        (Some(first), Some(last)) => &sql[first.start..last.end()],
        _ => sql.trim(),
    }
}

/// The text with every identifier token of the name `from` replaced by `to`; strings and comments stay.
pub fn rename_identifier(sql: &str, from: &str, to: &str) -> String {
    let tokens = tokenize(sql);
    let mut out = String::with_capacity(sql.len());
    for (i, token) in tokens.iter().enumerate() {
        let called = tokens[i + 1..].iter().find(|t| t.is_significant()).is_some_and(|t| t.is_symbol("("));
        if token.is_identifier(from) && !(called && token.kind == TokenKind::Word) {
            let plain = token.kind == TokenKind::Word && is_plain_identifier(to) && !is_keyword(to);
            if plain { out.push_str(to) } else { out.push_str(&requote(token.text, to)) }
        } else {
            out.push_str(token.text);
        }
    }
    out
}

/// The types that values are cast to with `::`, each as the tokens of its name: bare, or namespace and name.
pub fn cast_types<'t, 'a>(tokens: &'t [Token<'a>]) -> impl Iterator<Item = Cast<'t, 'a>> {
    let casts = tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].is_symbol("::"));
    casts.filter_map(|(at, pair)| {
        let is_name = |t: &&Token<'_>| matches!(t.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
        let first = Some(&pair[1]).filter(is_name)?;
        let dot = tokens.get(at + 2).filter(|t| t.is_symbol("."));
        let second = dot.and_then(|_| tokens.get(at + 3)).filter(is_name);
        let (namespace, name) = if let Some(name) = second { (Some(first), name) } else { (None, first) };
        let behind = at + if namespace.is_some() { 4 } else { 2 };
        let is_array = tokens.get(behind).is_some_and(|t| t.is_symbol("["));
        Some(Cast { value: at.checked_sub(1).and_then(|i| tokens.get(i)), namespace, name, is_array })
    })
}

/// A value and the type it is cast to.
#[derive(Debug, Clone, Copy)]
pub struct Cast<'t, 'a> {
    /// The token before `::`.
    pub value: Option<&'t Token<'a>>,
    /// The type's namespace, where one is written.
    pub namespace: Option<&'t Token<'a>>,
    /// The type's name.
    pub name: &'t Token<'a>,
    /// The type is an array of the one named.
    pub is_array: bool,
}

impl Cast<'_, '_> {
    /// Whether the type is meant.
    pub fn is_to(&self, ty: &QualifiedName) -> bool {
        let namespace = match (&ty.namespace, self.namespace) {
            (Some(wanted), Some(token)) => token.is_identifier(wanted),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        namespace && self.name.is_identifier(&ty.name)
    }
}

/// The text with casts to a type replaced by casts to another: an engine's own text after a type's rename.
pub fn rename_cast(sql: &str, from: &QualifiedName, to: &QualifiedName) -> String {
    let tokens = significant(sql);
    let part = |name: &str| match is_plain_identifier(name) && !is_keyword(name) {
        true => name.to_owned(),
        false => requote("", name),
    };
    let name = match &to.namespace {
        Some(namespace) => format!("{}.{}", part(namespace), part(&to.name)),
        None => part(&to.name),
    };
    let casts = cast_types(&tokens).filter(|cast| cast.is_to(from));
    let places = casts.map(|cast| (cast.namespace.unwrap_or(cast.name).start, cast.name.end()));
    replace_places(sql, places, &name)
}

/// The text with a value cast to a type replaced by another: an engine's own text after the rename of an
/// enum's value.
pub fn rename_cast_value(sql: &str, ty: &QualifiedName, from: &str, to: &str) -> String {
    let tokens = significant(sql);
    let casts = cast_types(&tokens).filter(|cast| cast.is_to(ty));
    let replaced = casts.filter_map(|cast| {
        let value = cast.value.filter(|value| value.kind == TokenKind::String)?;
        let now = renamed_value(&unquote(value.text), cast.is_array, from, to)?;
        Some((value.start, value.end(), format!("'{}'", now.replace('\'', "''"))))
    });
    replace_each(sql, replaced)
}

/// The value after the rename, where it is or holds the one that was renamed.
fn renamed_value(value: &str, is_array: bool, from: &str, to: &str) -> Option<String> {
    match is_array {
        true => Some(array_literal::rename_element(value, from, to)).filter(|now| now != value),
        false => (value == from).then(|| to.to_owned()),
    }
}

fn replace_places(sql: &str, places: impl Iterator<Item = (usize, usize)>, by: &str) -> String {
    replace_each(sql, places.map(|(start, end)| (start, end, by.to_owned())))
}

fn replace_each(sql: &str, places: impl Iterator<Item = (usize, usize, String)>) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut done = 0;
    for (start, end, by) in places {
        out.push_str(sql.get(done..start).unwrap_or_default());
        out.push_str(&by);
        done = end;
    }
    out.push_str(sql.get(done..).unwrap_or_default());
    out
}

/// An identifier without its quotes: `"a""b"` is `a"b`; a bare word is itself.
pub fn unquote(text: &str) -> String {
    let mut chars = text.chars();
    let (Some(open), Some(close)) = (chars.next(), chars.next_back()) else { return text.to_owned() };
    let inner = chars.as_str();
    match (open, close) {
        ('"', '"') => inner.replace("\"\"", "\""),
        ('`', '`') => inner.replace("``", "`"),
        ('\'', '\'') => inner.replace("''", "'"),
        ('[', ']') => inner.to_owned(),
        _ => text.to_owned(),
    }
}

/// Lower-case letters, digits and underscores, not beginning with a digit: needs no quotes unless it is
/// a keyword, on any engine.
pub fn is_plain_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b == b'_')
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether some engine reads the lower-case word as something else where an expression stands.
fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &str = " all alter analyse analyze and any array as asc asymmetric authorization autoincrement \
        between binary both case cast check collate collation column commit concurrently constraint create cross \
        current_catalog current_date current_role current_schema current_time current_timestamp current_user \
        default deferrable delete desc distinct do drop else end escape except exists false fetch for foreign \
        freeze from full grant group having ilike in index initially inner insert intersect interval into is isnull \
        join lateral leading left like limit localtime localtimestamp natural not nothing notnull null offset on \
        only or order outer over overlaps placing primary raise references returning right row select \
        session_user set similar some symmetric table tablesample then to trailing transaction true union unique \
        update user using values variadic verbose when where window with ";
    KEYWORDS.split_ascii_whitespace().any(|keyword| keyword == word)
}

fn requote(old: &str, name: &str) -> String {
    match old.chars().next() {
        Some('`') => format!("`{}`", name.replace('`', "``")),
        Some('[') if !name.contains(']') => format!("[{name}]"),
        _ => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}

fn canonical_token(token: &Token<'_>) -> String {
    match token.kind {
        TokenKind::Word | TokenKind::Number => token.text.to_ascii_lowercase(),
        TokenKind::QuotedIdentifier => {
            let name = unquote(token.text);
            if is_plain_identifier(&name) { name } else { format!("\"{}\"", name.replace('"', "\"\"")) }
        }
        TokenKind::Symbol => match token.text {
            "!=" => "<>".to_owned(),
            "==" => "=".to_owned(),
            other => other.to_owned(),
        },
        TokenKind::String | TokenKind::Space | TokenKind::Comment => token.text.to_owned(),
    }
}

/// The tokens inside, where the first parenthesis closes at the last token.
fn strip_parentheses<'s, 't>(tokens: &'s [Token<'t>]) -> Option<&'s [Token<'t>]> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    if !first.is_symbol("(") || !last.is_symbol(")") {
        return None;
    }
    let mut depth = 0usize;
    for (i, token) in tokens.iter().enumerate() {
        if token.is_symbol("(") {
            depth += 1;
        } else if token.is_symbol(")") {
            depth = depth.saturating_sub(1);
            if depth == 0 && i + 1 < tokens.len() {
                return None;
            }
        }
    }
    Some(&tokens[1..tokens.len() - 1])
}

fn next_token(rest: &str) -> (TokenKind, usize) {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return (TokenKind::Space, 0) };
    let second = chars.next();
    match first {
        c if c.is_whitespace() => (TokenKind::Space, length_while(rest, char::is_whitespace)),
        '-' if second == Some('-') => (TokenKind::Comment, rest.find('\n').unwrap_or(rest.len())),
        '/' if second == Some('*') => (TokenKind::Comment, block_comment(rest)),
        '\'' => (TokenKind::String, quoted(rest, '\'', false)),
        '"' => (TokenKind::QuotedIdentifier, quoted(rest, '"', false)),
        '`' => (TokenKind::QuotedIdentifier, quoted(rest, '`', false)),
        '[' => bracket(rest),
        '$' => dollar_quoted(rest).map_or((TokenKind::Symbol, 1), |n| (TokenKind::String, n)),
        'e' | 'E' | 'x' | 'X' | 'b' | 'B' | 'n' | 'N' if second == Some('\'') => {
            (TokenKind::String, 1 + quoted(&rest[1..], '\'', matches!(first, 'e' | 'E')))
        }
        'u' | 'U' if rest[1..].starts_with("&'") => (TokenKind::String, 2 + quoted(&rest[2..], '\'', false)),
        'u' | 'U' if rest[1..].starts_with("&\"") => {
            (TokenKind::QuotedIdentifier, 2 + quoted(&rest[2..], '"', false))
        }
        c if c.is_alphabetic() || c == '_' => (TokenKind::Word, length_while(rest, is_word_char)),
        c if c.is_ascii_digit() || (c == '.' && second.is_some_and(|d| d.is_ascii_digit())) => {
            (TokenKind::Number, number(rest))
        }
        _ => (TokenKind::Symbol, symbol(rest, first)),
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn length_while(rest: &str, accept: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !accept(c)).unwrap_or(rest.len())
}

fn block_comment(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let (mut i, mut depth) = (0, 0usize);
    while i < bytes.len() {
        match &bytes[i..] {
            [b'/', b'*', ..] => {
                depth += 1;
                i += 2;
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    return i;
                }
            }
            _ => i += 1,
        }
    }
    rest.len()
}

/// The length of a quoted token whose quote is doubled inside; `escapes` for backslashes (`E'…'`).
fn quoted(rest: &str, quote: char, escapes: bool) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((i, c)) = chars.next() {
        if escapes && c == '\\' {
            chars.next();
        } else if c == quote {
            if chars.peek().is_some_and(|(_, next)| *next == quote) {
                chars.next();
            } else {
                return i + c.len_utf8();
            }
        }
    }
    rest.len()
}

/// `[name]` of SQLite; PostgreSQL's array brackets (`[1]`, `[]`, `[1:2]`, `ARRAY['a']`) are symbols.
fn bracket(rest: &str) -> (TokenKind, usize) {
    let looks_like_name = rest[1..].starts_with(|c: char| c.is_alphabetic() || c == '_');
    match rest.find(']') {
        Some(end) if looks_like_name && rest[1..end].chars().all(|c| is_word_char(c) || c == ' ') => {
            (TokenKind::QuotedIdentifier, end + 1)
        }
        _ => (TokenKind::Symbol, 1),
    }
}

/// The length of `$tag$ … $tag$`, if that is what begins here.
fn dollar_quoted(rest: &str) -> Option<usize> {
    let tag_end = rest[1..].find('$')? + 2;
    let tag = &rest[..tag_end];
    let inner = &tag[1..tag.len() - 1];
    if inner.starts_with(|c: char| c.is_ascii_digit())
        || !inner.chars().all(|c| c.is_alphanumeric() || c == '_')
    {
        return None;
    }
    rest[tag_end..].find(tag).map(|i| tag_end + i + tag.len())
}

fn number(rest: &str) -> usize {
    if rest.starts_with("0x") || rest.starts_with("0X") {
        return 2 + length_while(&rest[2..], |c| c.is_ascii_hexdigit() || c == '_');
    }
    let digits = |from: usize| from + length_while(&rest[from..], |c| c.is_ascii_digit() || c == '_');
    let mut end = digits(0);
    if rest[end..].starts_with('.') {
        end = digits(end + 1);
    }
    if rest[end..].starts_with(['e', 'E']) {
        let sign = usize::from(rest[end + 1..].starts_with(['+', '-']));
        let exponent = digits(end + 1 + sign);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    end
}

fn symbol(rest: &str, first: char) -> usize {
    const LONG: [&str; 12] = ["->>", "#>>", "::", "||", "<>", "!=", "<=", ">=", "==", "->", "<<", ">>"];
    LONG.iter().find(|s| rest.starts_with(**s)).map_or(first.len_utf8(), |s| s.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, expected: &str) {
        assert_eq!(canonical(sql), expected, "{sql}");
        let joined: String = tokenize(sql).iter().map(|t| t.text).collect();
        assert_eq!(joined, sql);
    }

    #[test]
    fn canonical_sees_past_spelling() {
        check("( total >=  0 )", "total >= 0");
        check("((a) and (b))", "( a ) and ( b )");
        check("\"Total\" != 'It''s'", "\"Total\" <> 'It''s'");
        check("\"total\" == `x` -- why\n", "total = x");
        check("E'a\\'b' || $q$ it's $q$", "E'a\\'b' || $q$ it's $q$");
        check("x IN ('a','b')", "x in ( 'a' , 'b' )");
        check("1.5e3+.5", "1.5e3 + .5");
        check("arr[1] = any(array['a']::text[])", "arr [ 1 ] = any ( array [ 'a' ] :: text [ ] )");
        check("[my col] > 0", "\"my col\" > 0");
        check("'unterminated", "'unterminated");
    }

    #[test]
    fn rename_touches_identifiers_only() {
        assert_eq!(
            rename_identifier("nm <> 'nm' and length(nm) > 0", "nm", "name"),
            "name <> 'nm' and length(name) > 0"
        );
        assert_eq!(rename_identifier("lower(\"Nm\")", "Nm", "my name"), "lower(\"my name\")");
        assert_eq!(rename_identifier("lower(lower)", "lower", "x"), "lower(x)");
        assert_eq!(rename_identifier("z > 0", "z", "from"), "\"from\" > 0");
    }

    #[test]
    fn renamed_types_and_values_are_followed_in_casts_only() {
        let name = QualifiedName::new;
        let shop = |text: &str| QualifiedName::in_namespace(Some("shop".to_owned()), text);
        let sql =
            "status <> 'new'::status AND x = ANY (ARRAY['new'::status, 'b'::\"status\"]) OR note = 'new'";
        assert_eq!(
            rename_cast(sql, &name("status"), &shop("State")),
            "status <> 'new'::shop.\"State\" AND x = ANY (ARRAY['new'::shop.\"State\", 'b'::shop.\"State\"]) OR note = 'new'"
        );
        assert_eq!(rename_cast("'a'::shop.status", &shop("status"), &name("order")), "'a'::\"order\"");
        assert_eq!(rename_cast("'a'::shop.status", &name("status"), &name("x")), "'a'::shop.status");
        assert_eq!(
            rename_cast_value(sql, &name("status"), "new", "it's"),
            "status <> 'it''s'::status AND x = ANY (ARRAY['it''s'::status, 'b'::\"status\"]) OR note = 'new'"
        );
        assert_eq!(rename_cast_value("::", &name("a"), "", "b"), "::");
        assert_eq!(
            rename_cast_value("'{new,b}'::shop.status[]", &shop("status"), "new", "it's"),
            "'{it''s,b}'::shop.status[]"
        );
    }

    proptest::proptest! {
        #[test]
        fn tokens_cover_any_text(sql in ".*") {
            let joined: String = tokenize(&sql).iter().map(|t| t.text).collect();
            proptest::prop_assert_eq!(joined, sql);
        }
    }
}
