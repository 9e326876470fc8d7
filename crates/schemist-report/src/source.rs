//! From lines and columns to bytes and back.

use std::ops::Range;

use schemist_diagnostics::{Position, Span};

/// The bytes a span covers, cut to what the text has: files change between reading and reporting.
pub(crate) fn byte_range(source: &str, span: &Span) -> Range<usize> {
    let start = byte_offset(source, span.start);
    start..byte_offset(source, span.end).max(start)
}

fn byte_offset(source: &str, position: Position) -> usize {
    let line_start = match position.line {
        0 | 1 => 0,
        line => match source.match_indices('\n').nth(line - 2) {
            Some((newline, _)) => newline + 1,
            None => return source.len(),
        },
    };
    let line = source.get(line_start..).unwrap_or_default();
    let line = line.split('\n').next().unwrap_or_default();
    let in_line = line.char_indices().nth(position.column.saturating_sub(1));
    line_start + in_line.map_or(line.len(), |(at, _)| at)
}

/// The span of a byte range of a text, for parsers that report bytes. Cut to what the text has.
pub fn span_at(file: &str, source: &str, bytes: Range<usize>) -> Span {
    let start = position(source, bytes.start);
    let end = position(source, bytes.end.max(bytes.start));
    Span::new(file, start, end)
}

fn position(source: &str, byte: usize) -> (usize, usize) {
    let before: String = source.char_indices().take_while(|(at, _)| *at < byte).map(|(_, c)| c).collect();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, start: (usize, usize), end: (usize, usize), expected: &str) {
        let span = Span::new("f", start, end);
        let range = byte_range(source, &span);
        assert_eq!(&source[range.clone()], expected);
        if !expected.is_empty() {
            assert_eq!(span_at("f", source, range), span);
        }
    }

    #[test]
    fn columns_count_characters() {
        check("añb\ncd", (1, 2), (1, 4), "ñb");
        check("añb\ncd", (1, 3), (2, 2), "b\nc");
        check("añb\r\ncd\n", (2, 1), (2, 3), "cd");
    }

    #[test]
    fn what_is_not_there_is_cut_off() {
        check("ab", (1, 9), (1, 12), "");
        check("ab", (7, 1), (9, 1), "");
        check("", (1, 1), (1, 2), "");
        check("ab\ncd", (2, 2), (1, 1), "");
    }
}
