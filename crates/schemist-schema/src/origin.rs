use schemist_diagnostics::Span;

use crate::{EnumRepr, QualifiedName, StoredEnum};

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
    /// SQLite: the column is the row's own number, which is never NULL, and its declaration does not say so.
    /// It makes no difference but to `diesel print-schema`, which calls such a column nullable.
    pub not_null_implied: bool,
    /// SQLite: the column in whose definition a check is written. Dropped with the column in place, it goes too.
    pub inline_in: Option<String>,
    /// MySQL: the constraint is called after its table, and the server calls it after the new one when that is renamed.
    pub name_follows_table: bool,
    /// Values of an enum that were renamed: (before, now).
    pub renamed_values: Vec<(String, String)>,
    /// How the values of an enum are kept.
    pub repr: EnumRepr,
    /// The number of each value of an enum, where all are known for sure: written out, or kept.
    pub numbers: Vec<i64>,
    /// What a column keeps of an enum.
    pub stored_enum: Option<Box<StoredEnum>>,
    /// Findings about it that are meant.
    pub allows: Vec<Allow>,
    /// The documentation, where the engine has no comments to hold it.
    pub docs: Option<String>,
    /// What says that Rust has a value for a column where none is given, e.g. `#[serde(default)]`: the database knows
    /// nothing of it.
    pub rust_default: Option<String>,
    /// What the declaration of a table says besides.
    pub table: Option<Box<TableRemarks>>,
}

/// A finding that is meant: the rule is silent about what is declared here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The rule, e.g. `drop-column`.
    pub rule: String,
    /// Why.
    pub reason: Option<String>,
    /// Where it is said.
    pub span: Option<Span>,
}

/// What the declaration of a table says of how it is managed, and of what it held before.
#[derive(Debug, Clone, Default)]
pub struct TableRemarks {
    /// How it is managed.
    pub management: Management,
    /// Columns that went on purpose: none of them was renamed.
    pub dropped_columns: Vec<String>,
    /// Tables that went on purpose, though perhaps no revision ever knew them.
    pub dropped_tables: Vec<QualifiedName>,
}

/// What the models may do to a relation they describe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Management {
    /// Everything: it is a table of ours.
    #[default]
    Full,
    /// Nothing: somebody else's table.
    Described,
    /// Nothing: a view.
    View,
}

impl Origin {
    /// Declared at a place.
    pub fn at(span: Span) -> Self {
        Self { span: Some(span), ..Self::default() }
    }

    /// How the table declared here is managed.
    pub fn management(&self) -> Management {
        self.table.as_ref().map(|remarks| remarks.management).unwrap_or_default()
    }
}

impl PartialEq for Origin {
    /// Always: an origin is a remark.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}
