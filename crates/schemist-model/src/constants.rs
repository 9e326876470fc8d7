//! Values that the source says before anything runs: literals, and what `const` makes of them.

#[cfg(feature = "load")]
use crate::types::PathSyntax;

/// A value that stands in the source.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction, in decimal digits as they are written.
    Float(String),
    /// `true` or `false`.
    Bool(bool),
}

impl Constant {
    /// What kind of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Bool(_) => "`true` or `false`",
        }
    }

    /// The text that `concat!` makes of it.
    #[cfg(feature = "load")]
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Float(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Bool(value) => value.to_string(),
        }
    }
}

/// Why a path in an attribute has no value.
#[derive(Debug, Clone, Default)]
pub struct UnknownConstant {
    /// What is the matter, for the end of a sentence that begins with the path: "is a function call".
    pub reason: String,
    /// What to do.
    pub help: Option<String>,
    /// Definitions that matter.
    pub definitions: Vec<(crate::Place, String)>,
}

/// A `const`'s value as it is written; what cannot be told without a compiler is `Other`.
#[cfg(feature = "load")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ConstSyntax {
    Value(Constant),
    Path(PathSyntax),
    Concat(Vec<ConstSyntax>),
    Negative(Box<ConstSyntax>),
    Not(Box<ConstSyntax>),
    Binary(char, Box<ConstSyntax>, Box<ConstSyntax>),
    /// In words, e.g. "a function call".
    Other(&'static str),
}
