//! Comments of the database as doc comments.

use proc_macro2::TokenStream;

use crate::scaffold::attributes;

/// A comment as doc lines, or as `comment = "…"` among the attributes where the lines would not read back as
/// the same text.
pub(crate) struct Docs {
    /// Each with `///` in front.
    pub(crate) lines: Vec<String>,
    pub(crate) attribute: Option<TokenStream>,
}

impl Docs {
    pub(crate) fn of(comment: Option<&str>) -> Self {
        match comment {
            Some(comment) if !survives(comment) => {
                Self { lines: Vec::new(), attribute: attributes::named_text("comment", Some(comment)) }
            }
            Some(comment) => {
                let line =
                    |line: &str| if line.is_empty() { "///".to_owned() } else { format!("/// {line}") };
                Self { lines: comment.split('\n').map(line).collect(), attribute: None }
            }
            None => Self { lines: Vec::new(), attribute: None },
        }
    }
}

/// Lines are joined and the whole is trimmed on reading; a printer drops blanks at line ends; a carriage
/// return is no part of a doc comment.
fn survives(comment: &str) -> bool {
    comment.trim() == comment
        && !comment.is_empty()
        && comment.split('\n').all(|line| line.trim_end() == line)
        && !comment.chars().any(|c| c.is_control() && c != '\n')
        && !comment
            .chars()
            .any(|c| matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}
