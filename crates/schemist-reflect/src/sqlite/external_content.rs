//! Full-text indexes that keep no copy of what they index: they read the rows of another table, by name.

use schemist_dialect::sqlite_tokens;
use schemist_schema::sql::{Token, TokenKind, unquote};

/// What an index reads (<https://sqlite.org/fts5.html#external_content_tables>).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) table: String,
    pub(super) columns: Vec<String>,
}

/// The option `content` of a virtual table and its columns, which must be those of the other table; `None` where it
/// has its rows itself.
pub(super) fn read(sql: &str) -> Option<Content> {
    let mut tokens = sqlite_tokens(sql);
    tokens.retain(Token::is_significant);
    let open = tokens.iter().position(|token| token.is_symbol("("))?;
    let close = tokens.iter().rposition(|token| token.is_symbol(")"))?;
    let arguments = tokens.get(open + 1..close)?.split(|token| token.is_symbol(","));
    let (mut table, mut columns) = (None, Vec::new());
    for argument in arguments {
        match argument {
            [name, equals, value, ..] if equals.is_symbol("=") => {
                let value = unquote(value.text).to_string();
                if name.is_word("content") {
                    table = Some(value).filter(|name| !name.is_empty());
                } else if name.is_word("content_rowid") {
                    columns.push(value);
                }
            }
            [name, ..]
                if matches!(name.kind, TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::String) =>
            {
                columns.push(unquote(name.text).to_string());
            }
            _ => {}
        }
    }
    Some(Content { table: table?, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_index_reads() {
        let check = |sql: &str, expected: Option<(&str, &[&str])>| {
            let expected = expected.map(|(table, columns)| Content {
                table: table.to_owned(),
                columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            });
            assert_eq!(read(sql), expected, "{sql}");
        };
        check(
            "CREATE VIRTUAL TABLE ft USING fts5(title, \"the body\" UNINDEXED, content='Docs', content_rowid=id)",
            Some(("Docs", &["title", "the body", "id"])),
        );
        check(
            "create virtual table ft using fts4(content=\"docs\", body, tokenize=porter)",
            Some(("docs", &["body"])),
        );
        check("CREATE VIRTUAL TABLE ft USING fts5(body, content='')", None);
        check("CREATE VIRTUAL TABLE ft USING fts5(body, tokenize = 'porter ascii')", None);
        check("CREATE VIRTUAL TABLE r USING rtree(id, a, b)", None);
    }
}
