use schemist_diagnostics::Span;

/// Where a noun was declared and what its declaration says of the past. Not part of what it *is*:
/// two nouns that differ only here are equal, and files do not hold it.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The place in the models, for comments in the SQL and for diagnostics.
    pub span: Option<Span>,
    /// The name before (`renamed_from`); of no effect once the old name is gone from the database.
    pub renamed_from: Option<String>,
    /// The type was chosen from the Rust type rather than written out, so any spelling of the same
    /// meaning in the database is as good.
    pub type_inferred: bool,
    /// SQLite: the column in whose definition a check is written. Dropped with the column in place, it goes too.
    pub inline_in: Option<String>,
    /// Values of an enum that were renamed: (before, now).
    pub renamed_values: Vec<(String, String)>,
}

impl Origin {
    /// Declared at a place.
    pub fn at(span: Span) -> Self {
        Self { span: Some(span), ..Self::default() }
    }
}

impl PartialEq for Origin {
    /// Always: an origin is a remark.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}
