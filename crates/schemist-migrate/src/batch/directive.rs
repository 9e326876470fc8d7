//! The line itself.

use std::time::Duration;

use schemist_schema::sql::{TokenKind, tokenize};

/// What it begins with, behind the dashes.
const PREFIX: &str = "schemist:";

/// How many rows a batch takes where the directive does not say.
const SIZE: u32 = 1000;

/// What a directive says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) key: String,
    pub(super) size: u32,
    pub(super) pause: Duration,
}

/// The one directive in the comments before a statement.
pub(super) fn read(comments: &str) -> Result<Option<Directive>, String> {
    let tokens = tokenize(comments);
    let comments = tokens.iter().filter(|token| token.kind == TokenKind::Comment);
    let mut found = comments.filter_map(|token| words(token.text));
    let Some(first) = found.next() else { return Ok(None) };
    match found.next() {
        Some(_) => Err("several directives before one statement".to_owned()),
        None => directive(first).map(Some),
    }
}

/// What follows the prefix in a comment.
fn words(comment: &str) -> Option<&str> {
    let words = comment.strip_prefix("--").map(str::trim).and_then(|text| text.strip_prefix(PREFIX))?;
    // `-- schemist: allow …` and `allow-file` speak to `schemist lint`.
    (!words.trim_start().starts_with("allow")).then_some(words)
}

fn directive(text: &str) -> Result<Directive, String> {
    let words = split(text)?;
    let mut words = words.iter().map(String::as_str);
    match words.next() {
        Some("batch") => {}
        other => {
            return Err(format!(
                "unknown directive `{PREFIX}{}`: there is `-- schemist:batch key=COLUMN size=ROWS pause=TIME`",
                other.unwrap_or_default()
            ));
        }
    }
    let (mut key, mut size, mut pause) = (None, SIZE, Duration::ZERO);
    for word in words {
        match word.split_once('=') {
            Some(("key", value)) if !value.is_empty() => key = Some(value.to_owned()),
            Some(("size", value)) => {
                let number = value.replace('_', "").parse().ok().filter(|size| *size > 0);
                size =
                    number.ok_or_else(|| format!("size={value}: how many rows a batch takes, e.g. 1000"))?;
            }
            Some(("pause", value)) => {
                pause = time(value).ok_or_else(|| format!("pause={value}: write 100ms, 2s or 1min"))?;
            }
            _ => {
                return Err(format!(
                    "`{word}` in `-- schemist:batch`: it takes key=COLUMN, size=ROWS and pause=TIME"
                ));
            }
        }
    }
    let key = key.ok_or(
        "`-- schemist:batch` needs key=COLUMN: an indexed column, by whose ranges the rows are taken",
    )?;
    Ok(Directive { key, size, pause })
}

/// Words between blanks; a blank within quotes belongs to its word.
fn split(text: &str) -> Result<Vec<String>, String> {
    let mut words = vec![String::new()];
    let mut quote: Option<char> = None;
    for c in text.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '`') => quote = Some(c),
            _ => {}
        }
        match (quote, c.is_whitespace(), words.last_mut()) {
            (None, true, _) => words.push(String::new()),
            (_, _, Some(word)) => word.push(c),
            (_, _, None) => {}
        }
    }
    if quote.is_some() {
        return Err("a quote is not closed in the directive".to_owned());
    }
    words.retain(|word| !word.is_empty());
    Ok(words)
}

fn time(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let factor = match unit {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        _ => return None,
    };
    Duration::try_from_secs_f64(number.parse::<f64>().ok()? * factor).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read() {
        let check = |text: &str, key: &str, size: u32, milliseconds: u64| {
            let pause = Duration::from_millis(milliseconds);
            assert_eq!(read(text), Ok(Some(Directive { key: key.to_owned(), size, pause })), "{text}");
        };
        check("-- schemist:batch key=id", "id", 1000, 0);
        check(
            "-- a comment\n--schemist:batch size=10_000 pause=1.5s key=o.\"Order Id\"\n",
            "o.\"Order Id\"",
            10_000,
            1500,
        );
        assert_eq!(read("-- batch key=id\n/* schemist:batch */"), Ok(None));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let check = |text: &str, words: &str| {
            let error = read(text).unwrap_err();
            assert!(error.contains(words), "{text}: {error}");
        };
        check("-- schemist:bach key=id", "unknown directive `schemist:bach`");
        check("-- schemist:batch", "needs key=COLUMN");
        check("-- schemist:batch key=", "`key=`");
        check("-- schemist:batch key=id size=0", "size=0");
        check("-- schemist:batch key=id pause=soon", "pause=soon");
        check("-- schemist:batch key=\"id", "not closed");
        check("-- schemist:batch key=id\n-- schemist:batch key=id", "several directives");
    }
}
