use serde::{Deserialize, Serialize};

/// A place in a text file: line and column count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A stretch of a text file, from `start` up to but without `end`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file as the user would name it: relative to the project root where it lies inside.
    pub file: String,
    /// Where it begins.
    pub start: Position,
    /// The first position behind it.
    pub end: Position,
}

impl Span {
    /// A span on one file, from 1-based line and column pairs.
    pub fn new(file: impl Into<String>, start: (usize, usize), end: (usize, usize)) -> Self {
        let position = |(line, column)| Position { line, column };
        Self { file: file.into(), start: position(start), end: position(end) }
    }
}

/// `src/models.rs:12:5`, the form editors and terminals make clickable.
impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.start.line, self.start.column)
    }
}
