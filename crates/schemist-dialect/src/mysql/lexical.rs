//! How MySQL reads text: backslashes escape within strings, `"` quotes them too, `#` begins a comment, and
//! comments that begin with `/*!` are carried out.

use std::borrow::Cow;

use super::quoting::string_literal;

/// What a piece of a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Blanks and comments.
    Space,
    Word,
    /// `'…'` or `"…"`
    String,
    /// Anything else.
    Other,
    /// What ends a statement.
    Delimiter,
}

#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    kind: Kind,
    start: usize,
    text: &'a str,
}

/// Cuts a text into pieces. Behind each statement the delimiter may be another.
struct Lexer<'a> {
    text: &'a str,
    at: usize,
    delimiter: &'a str,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, delimiter: ";" }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What is left of the line, which is passed over.
    fn line(&mut self) -> &'a str {
        let line = self.rest().split('\n').next().unwrap_or_default();
        self.at += line.len();
        line
    }

    /// Length of a word, up to where it ends or the delimiter begins.
    fn word(&self) -> usize {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let ends = |(at, c): &(usize, char)| {
            !is_word(*c) || self.rest().get(*at..).is_some_and(|rest| rest.starts_with(self.delimiter))
        };
        self.rest().char_indices().find(ends).map_or(self.rest().len(), |(at, _)| at)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        let line = || rest.find('\n').unwrap_or(rest.len());
        let (kind, length) = if rest.starts_with(self.delimiter) {
            (Kind::Delimiter, self.delimiter.len())
        } else if first.is_whitespace() {
            (Kind::Space, rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()))
        } else if first == '#' || is_dash_comment(rest) {
            (Kind::Space, line())
        } else if rest.starts_with("/*!") || rest.starts_with("/*M!") {
            let version = rest.find('!').map_or(rest.len(), |at| at + 1);
            let digits = rest.get(version..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit);
            (Kind::Other, version + digits.count())
        } else if rest.starts_with("/*") {
            (Kind::Space, rest.find("*/").map_or(rest.len(), |at| at + 2))
        } else if rest.starts_with("*/") {
            (Kind::Other, 2)
        } else {
            match first {
                '\'' | '"' => (Kind::String, quoted(rest, first, true)),
                '`' => (Kind::Other, quoted(rest, '`', false)),
                _ => match self.word() {
                    0 => (Kind::Other, first.len_utf8()),
                    length => (Kind::Word, length),
                },
            }
        };
        let piece = Piece { kind, start: self.at, text: rest.get(..length).unwrap_or(rest) };
        self.at += piece.text.len();
        Some(piece)
    }
}

/// `--` and a blank: without the blank it is twice a minus.
fn is_dash_comment(rest: &str) -> bool {
    let behind = rest.strip_prefix("--").map(|rest| rest.chars().next());
    behind.is_some_and(|next| next.is_none_or(|c| c.is_whitespace() || c.is_control()))
}

/// Length of what is quoted, with its quotes.
fn quoted(rest: &str, quote: char, escapes: bool) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if escapes && c == '\\' {
            chars.next();
        } else if c == quote {
            match chars.peek() {
                Some((_, next)) if *next == quote => {
                    chars.next();
                }
                _ => return at + c.len_utf8(),
            }
        }
    }
    rest.len()
}

/// The text that a string literal stands for.
fn meaning(literal: &str) -> String {
    let mut inner = literal.chars();
    let quote = inner.next().unwrap_or('\'');
    inner.next_back();
    let mut out = String::with_capacity(literal.len());
    let mut chars = inner.peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(escaped)),
            c if c == quote => {
                chars.next();
                out.push(quote);
            }
            other => out.push(other),
        }
    }
    out
}

/// An expression with its strings in single quotes, each quote within doubled and each backslash too: as a
/// reader takes them who knows no backslashes, and the server as well.
pub(crate) fn standard_strings(sql: &str) -> String {
    let mut lexer = Lexer::new(sql);
    lexer.delimiter = "\0";
    lexer
        .map(|piece| match piece.kind {
            Kind::String => string_literal(&meaning(piece.text)),
            _ => piece.text.to_owned(),
        })
        .collect()
}

/// An expression as `information_schema` of MySQL tells it, with [`standard_strings`]. All of it is escaped like what
/// is in a string, its UTF-8 is told as if it were Latin 1, and its strings have their character set before them,
/// which is that of whoever made the table. (Seen on 9.7; the manual is silent.)
pub(crate) fn catalogue_expression(text: &str) -> String {
    let text = unescaped(text);
    let mut lexer = Lexer::new(&text);
    lexer.delimiter = "\0";
    let pieces: Vec<Piece<'_>> = lexer.collect();
    let mut out = String::with_capacity(text.len());
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces.get(at + 1).filter(|next| next.kind == Kind::String);
        let introducer =
            at.checked_sub(1).and_then(|before| pieces.get(before)).map_or("", |before| before.text);
        match piece.kind {
            Kind::Word if next.is_some_and(|next| says_nothing(piece.text, next.text)) => {}
            // In another character set it is that whose bytes are told.
            Kind::String if introducer.starts_with('_') && !UNICODE.contains(&introducer) => {
                out.push_str(&string_literal(&meaning(piece.text)));
            }
            Kind::String => out.push_str(&string_literal(&meaning(&from_latin1(piece.text)))),
            _ => out.push_str(&from_latin1(piece.text)),
        }
    }
    out
}

/// The text whose UTF-8 was taken for Latin 1; what was not is left as it is.
fn from_latin1(text: &str) -> Cow<'_, str> {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
        Some(decoded) => decoded.into(),
        None => text.into(),
    }
}

const UNICODE: [&str; 3] = ["_utf8mb4", "_utf8mb3", "_utf8"];

/// Whether a string means the same without the character set before it, which the server puts there by itself: that of
/// the connection, or of the column with which the string is compared.
fn says_nothing(introducer: &str, string: &str) -> bool {
    match introducer {
        unicode if UNICODE.contains(&unicode) => true,
        // Windows-1252 in truth: what is between ASCII and the rest differs.
        "_latin1" => string.chars().all(|c| c.is_ascii() || c >= '\u{a0}'),
        "_binary" | "_ucs2" | "_utf16" | "_utf16le" | "_utf32" => false,
        other => other.starts_with('_') && string.is_ascii(),
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(escaped)),
            other => out.push(other),
        }
    }
    out
}

/// What is meant by a character behind a backslash.
fn escaped(c: char) -> char {
    match c {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\u{8}',
        'Z' => '\u{1a}',
        '0' => '\0',
        other => other,
    }
}

/// See [`crate::statement_words`].
pub(crate) fn words(sql: &str) -> Vec<String> {
    let hint = |text: &str| text.starts_with("/*") || text == "*/";
    let pieces = Lexer::new(sql).filter(|piece| piece.kind != Kind::Space && !hint(piece.text));
    pieces.map(|piece| piece.text.to_ascii_lowercase()).collect()
}

/// The statements of a script: see [`crate::split_script_of`].
pub(crate) fn split(script: &str) -> Vec<(usize, &str)> {
    let mut lexer = Lexer::new(script);
    let mut statements = Vec::new();
    let mut open = Statement::default();
    while let Some(piece) = lexer.next() {
        if open.is_empty() && piece.text.eq_ignore_ascii_case("delimiter") {
            // A line for the client alone.
            lexer.delimiter = Some(lexer.line().trim()).filter(|d| !d.is_empty()).unwrap_or(";");
            open = Statement::default();
        } else if piece.kind == Kind::Delimiter && !(lexer.delimiter == ";" && open.body.is_open()) {
            statements.extend(open.text(script));
            open = Statement::default();
        } else {
            open.add(&piece);
        }
    }
    statements.extend(open.text(script));
    statements
}

/// What has been read of a statement.
#[derive(Default)]
struct Statement {
    begin: Option<usize>,
    end: usize,
    has_words: bool,
    body: Body,
}

impl Statement {
    fn is_empty(&self) -> bool {
        !self.has_words
    }

    fn add(&mut self, piece: &Piece<'_>) {
        if piece.text.trim().is_empty() {
            return;
        }
        self.begin.get_or_insert(piece.start);
        self.end = piece.start + piece.text.len();
        self.has_words |= piece.kind != Kind::Space;
        if piece.kind != Kind::Space {
            self.body.see(piece);
        }
    }

    fn text<'a>(&self, script: &'a str) -> Option<(usize, &'a str)> {
        let begin = self.begin.filter(|_| self.has_words)?;
        Some((begin, script.get(begin..self.end)?))
    }
}

/// Whether the body of a trigger, a routine or an event is open.
#[derive(Default)]
struct Body {
    /// The first words, lower case.
    head: Vec<String>,
    depth: usize,
    /// The word before was `END`: what follows says of what.
    ending: bool,
}

impl Body {
    fn is_open(&self) -> bool {
        // `END` alone ends the outermost block.
        self.depth > usize::from(self.ending)
    }

    fn see(&mut self, piece: &Piece<'_>) {
        let word = if piece.kind == Kind::Word { piece.text.to_ascii_lowercase() } else { String::new() };
        if std::mem::take(&mut self.ending) && !["if", "loop", "while", "repeat"].contains(&word.as_str()) {
            self.depth = self.depth.saturating_sub(1);
            if word == "case" {
                return;
            }
        }
        if piece.kind == Kind::Word && self.head.len() < 12 {
            self.head.push(word.clone());
        }
        let stored = ["trigger", "procedure", "function", "event"];
        let has_body = self.head.first().is_some_and(|w| w == "create")
            && self.head.iter().any(|w| stored.contains(&w.as_str()));
        match word.as_str() {
            "begin" if has_body => self.depth += 1,
            "case" if self.depth > 0 => self.depth += 1,
            "end" if self.depth > 0 => self.ending = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_take_one_form() {
        let check = |sql: &str, expected: &str| assert_eq!(standard_strings(sql), expected, "{sql}");
        check(r"`a` <> 'it\'s'", "`a` <> 'it''s'");
        check(r#"a = "say ""x"" \" \\ \n""#, "a = 'say \"x\" \" \\\\ \n'");
        check("'it''s' -- 'x\\'", "'it''s' -- 'x\\'");
        check("`it's` = 1", "`it's` = 1");
        check(r"_utf8mb4'a\\'", r"_utf8mb4'a\\'");
        assert_eq!(standard_strings(&standard_strings(r"'a\\\'b'")), r"'a\\''b'");
    }

    #[test]
    fn what_the_catalogue_of_mysql_escapes_is_read() {
        let check = |text: &str, expected: &str| assert_eq!(catalogue_expression(text), expected, "{text}");
        // As MySQL 9.7 tells them.
        check(
            r#"(`a` in (_utf8mb3\'it\\\'s\',_utf8mb4\'b\\\\c\',_utf8mb4\'x"y\',_latin1\'z\'))"#,
            r#"(`a` in ('it''s','b\\c','x"y','z'))"#,
        );
        check(r"concat(`a`,_utf8mb3\'it\\\'s \\\\ x\\ny\')", "concat(`a`,'it''s \\\\ x\ny')");
        check(r"(`a` like _utf8mb3\'%\\\\%%\')", r"(`a` like '%\\%%')");
        check("(`_utf8mb4` > 1)", "(`_utf8mb4` > 1)");
        let mistaken = |text: &str| text.bytes().map(char::from).collect::<String>();
        check(
            &format!(
                r"(`{}` <> _utf8mb4\'{}\' and `a` <> _latin1\'é\' and `a` <> _binary\'z\' or a = _latin1\'Ã©\')",
                mistaken("größe"),
                mistaken("naïve 😀")
            ),
            "(`größe` <> 'naïve 😀' and `a` <> 'é' and `a` <> _binary'z' or a = 'Ã©')",
        );
    }

    fn check(script: &str, expected: &[&str]) {
        let statements: Vec<&str> = split(script).into_iter().map(|(_, s)| s).collect();
        assert_eq!(statements, expected);
    }

    #[test]
    fn statements_end_where_the_server_ends_them() {
        check(
            r"INSERT INTO a VALUES ('it\'s; x'); SELECT 1",
            &[r"INSERT INTO a VALUES ('it\'s; x')", "SELECT 1"],
        );
        check("# it's; a comment\nSELECT 1;\n-- x;\n", &["# it's; a comment\nSELECT 1"]);
        check("SELECT 5--1; SELECT `;`", &["SELECT 5--1", "SELECT `;`"]);
        check("/*!40101 SET NAMES utf8 */;\n/* ; */", &["/*!40101 SET NAMES utf8 */"]);
        check(
            "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.x THEN SET NEW.y = CASE WHEN 1 THEN 2 END; \
             END IF; CASE 1 WHEN 1 THEN SET @a = 1; END CASE; END; SELECT 1",
            &[
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.x THEN SET NEW.y = CASE WHEN 1 THEN 2 END; \
                 END IF; CASE 1 WHEN 1 THEN SET @a = 1; END CASE; END",
                "SELECT 1",
            ],
        );
        check(
            "DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END$$\nDELIMITER ;\nSELECT 2;",
            &["CREATE PROCEDURE p() BEGIN SELECT 1; END", "SELECT 2"],
        );
        check(
            "DELIMITER ;;\n/*!50003 CREATE TRIGGER t x */;;\nDELIMITER ;\n",
            &["/*!50003 CREATE TRIGGER t x */"],
        );
        check("START TRANSACTION; COMMIT;", &["START TRANSACTION", "COMMIT"]);
        assert_eq!(words("/*!40000 DROP DATABASE*/ `x` # y"), ["drop", "database", "`x`"]);
    }
}
