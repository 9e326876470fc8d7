//! SQL comments that no name, message or note can break out of.

/// The lines of a text as `-- ` comments. Whatever any engine, client or runner takes for a line end begins a
/// new comment line; other control characters are spelled out, as NUL ends a script in C libraries.
pub(crate) fn lines(text: &str) -> String {
    prefixed("-- ", text)
}

/// A comment of one line: line ends become blanks.
pub(crate) fn line(text: &str) -> String {
    let joined: Vec<&str> = text.split(is_line_end).map(str::trim_end).filter(|l| !l.is_empty()).collect();
    lines(&joined.join(" "))
}

/// The same with another mark for a comment, e.g. `// ` for Rust.
pub(crate) fn prefixed(mark: &str, text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::new();
    for line in text.split(is_line_end) {
        let line = format!("{mark}{}", visible(line));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn visible(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\t' => out.push(' '),
            // Marks that turn the direction of text let a comment look like code and code like a comment.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(lines(text), expected);
    }

    #[test]
    fn nothing_breaks_out() {
        check("a", "-- a\n");
        check("", "--\n");
        check("a\nDROP TABLE b;", "-- a\n-- DROP TABLE b;\n");
        check("a\r\nb\rc\u{2028}d\u{85}e", "-- a\n-- b\n-- c\n-- d\n-- e\n");
        check("a\0b\tc", "-- a\\u{0}b c\n");
        check("x \u{202e}y", "-- x \\u{202e}y\n");
        assert_eq!(line("a\n\n  b\r"), "-- a   b\n");
    }
}
