use schemist_diagnostics::Span;
use schemist_schema::sql::{Token, tokenize};

/// A part of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    whole: &'a str,
    file: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Place<'a> {
    pub(super) fn new(text: &'a str, file: &'a str) -> Self {
        Self { whole: text, file, start: 0, end: text.len() }
    }

    /// The text.
    pub(super) fn text(self) -> &'a str {
        self.whole.get(self.start..self.end).unwrap_or_default()
    }

    /// A part of it.
    pub(super) fn part(self, start: usize, length: usize) -> Self {
        let start = (self.start + start).min(self.end);
        Self { start, end: (start + length).min(self.end), ..self }
    }

    /// From its first word to its last.
    pub(super) fn without_comments(self) -> Self {
        let tokens = tokenize(self.text());
        let mut significant = tokens.iter().filter(|token| token.is_significant());
        let Some(first) = significant.next() else { return self };
        let last = significant.next_back().unwrap_or(first);
        self.part(first.start, last.end() - first.start)
    }

    /// The part from one token to another, inclusive.
    pub(super) fn between(self, first: &Token<'_>, last: &Token<'_>) -> Self {
        self.part(first.start, last.end().saturating_sub(first.start))
    }

    /// Its first line, as a span: a caret below many lines points at nothing.
    pub(super) fn span(self) -> Span {
        let first_line = self.text().lines().next().unwrap_or_default().trim_end();
        let start = self.position(self.start);
        Span::new(self.file, start, (start.0, start.1 + first_line.chars().count()))
    }

    /// The place of a line and column of its text, as the parser counts: both from 1.
    pub(super) fn at(self, line: u64, column: u64, length: usize) -> Span {
        let (first_line, first_column) = self.position(self.start);
        let line = usize::try_from(line).unwrap_or(1).max(1) - 1;
        let column = usize::try_from(column).unwrap_or(1).max(1);
        let column = if line == 0 { first_column + column - 1 } else { column };
        Span::new(self.file, (first_line + line, column), (first_line + line, column + length))
    }

    /// Line and column, from 1.
    fn position(self, byte: usize) -> (usize, usize) {
        let before = self.whole.get(..byte).unwrap_or_default();
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        (before.matches('\n').count() + 1, column)
    }
}
