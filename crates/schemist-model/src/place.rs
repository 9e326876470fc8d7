//! Places in source text that outlive the tokens they were taken from.
//!
//! A `proc_macro2::Span` is bound to the thread that parsed it. What the grammar yields must leave that
//! thread (files are parsed in parallel) and must also serve the derive, where only the compiler can read a
//! span. So parsed things hold a [`Place`], an index into the [`Marks`] of their file; the loader turns
//! marks into lines and columns before it leaves the thread, the derive keeps the spans.

use proc_macro2::Span;

/// A place in one of the files that are read together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which file.
    pub file: u32,
    /// Which mark of the file.
    pub mark: u32,
    /// Which part of the mark.
    pub edge: Edge,
}

/// Which part of a mark is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// All of it.
    Whole,
    /// The empty stretch before it: where text is inserted.
    Before,
    /// The empty stretch behind it.
    After,
}

impl Place {
    /// Just before it.
    pub fn before(self) -> Self {
        Self { edge: Edge::Before, ..self }
    }

    /// Just behind it.
    pub fn after(self) -> Self {
        Self { edge: Edge::After, ..self }
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// The spans of one file that places refer to: (first token, last token).
#[derive(Debug)]
pub(crate) struct Marks {
    file: u32,
    spans: Vec<(Span, Span)>,
}

impl Marks {
    /// No marks yet, for the file of an index.
    pub(crate) fn new(file: u32) -> Self {
        Self { file, spans: Vec::with_capacity(64) }
    }

    /// Remembers a span.
    pub(crate) fn mark(&mut self, span: Span) -> Place {
        self.mark_range(span, span)
    }

    /// Remembers all that some tokens cover.
    pub(crate) fn mark_tokens(&mut self, tokens: &impl quote::ToTokens) -> Place {
        let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::call_site);
        self.mark_range(first, spans.last().unwrap_or(first))
    }

    /// Remembers all from one token to another.
    pub(crate) fn mark_range(&mut self, first: Span, last: Span) -> Place {
        self.spans.push((first, last));
        let mark = u32::try_from(self.spans.len() - 1).unwrap_or(u32::MAX);
        Place { file: self.file, mark, edge: Edge::Whole }
    }

    /// The first and the last token of a place of this file.
    pub(crate) fn spans(&self, place: Place) -> Option<(Span, Span)> {
        self.spans.get(place.mark as usize).copied()
    }

    #[cfg(feature = "load")]
    /// All marks, in the order of their indices.
    pub(crate) fn all(&self) -> &[(Span, Span)] {
        &self.spans
    }
}
