//! Passwords do not belong in logs.

use std::borrow::Cow;

/// The text with the password of every URL in it (`scheme://user:password@host`, `password=…`) blotted out. For what
/// repeats the user's words: errors of the command line and of client libraries.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    if !text.contains("://") && !text.contains("password=") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(without_parameters(&without_userinfo(text)))
}

/// `scheme://user:***@host`.
fn without_userinfo(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        out.push_str(before);
        out.push_str("://");
        // A password may hold anything but blanks and quotes, slashes too where the user did not encode them.
        let end =
            after.find(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '`')).unwrap_or(after.len());
        let (url, behind) = after.split_at(end);
        match url.rsplit_once('@').and_then(|(user, host)| Some((user.split_once(':')?.0, host))) {
            Some((user, host)) => {
                out.push_str(user);
                out.push_str(":***@");
                out.push_str(host);
            }
            None => out.push_str(url),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// `password=***`.
fn without_parameters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split("password=");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let quoted = piece.starts_with('\'');
        let body = piece.strip_prefix('\'').unwrap_or(piece);
        let ends = |c: char| {
            if quoted { c == '\'' } else { c.is_whitespace() || matches!(c, '&' | '\'' | '"' | '`') }
        };
        out.push_str("password=***");
        // Blotted out already: what follows is the text around it.
        let end = if body.starts_with("***") { 3 } else { body.find(ends).unwrap_or(body.len()) };
        out.push_str(
            body.get(end..)
                .unwrap_or_default()
                .strip_prefix(if quoted { "'" } else { "" })
                .unwrap_or_default(),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(redact(text), expected);
    }

    #[test]
    fn blots_out_passwords_only() {
        check("no url: here @ all", "no url: here @ all");
        check("'postgres://u:s3cret@h/d' found", "'postgres://u:***@h/d' found");
        check("postgres://u:a@b/c@h/d and postgres://h/d", "postgres://u:***@h/d and postgres://h/d");
        check("postgres://h:5432/d?password=s3cret&x=1", "postgres://h:5432/d?password=***&x=1");
        check("host=h password='s 3' user=u", "host=h password=*** user=u");
        check("postgres://u@h:1/d", "postgres://u@h:1/d");
        check("postgres://h/d?password=***: no", "postgres://h/d?password=***: no");
    }
}
