/// Always in backticks: the list of reserved words differs from release to release of both servers.
pub(crate) fn quote(identifier: &str) -> String {
    format!("`{}`", identifier.replace('`', "``"))
}

/// Backslashes escape, unless the session's `sql_mode` says `NO_BACKSLASH_ESCAPES`, which it does not by default.
pub(crate) fn string_literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_doubled() {
        assert_eq!(quote("a`b"), "`a``b`");
        assert_eq!(string_literal("it's a\\b"), "'it''s a\\\\b'");
    }
}
