use serde::{Deserialize, Serialize};

use crate::{ColumnType, Origin, QualifiedName};

/// An enum type of the database (`CREATE TYPE … AS ENUM`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumType {
    /// Its name.
    pub name: QualifiedName,
    /// Its values in their order, which is the order in which they compare.
    pub values: Vec<String>,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

/// How the values of a declared enum are kept in columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum EnumRepr {
    /// By what the engine has for enums: a type on PostgreSQL, ENUM on MySQL, text with a check on SQLite.
    #[default]
    Native,
    /// As text, on every engine.
    Text {
        /// The longest value in characters; text of any length without.
        length: Option<u32>,
        /// A check holds the values.
        checked: bool,
    },
    /// As numbers: the discriminants.
    Int {
        /// An integer type.
        ty: ColumnType,
        /// The number of each value, in the order of the values.
        numbers: Vec<i64>,
        /// A check holds the numbers.
        checked: bool,
    },
}

/// What a declared column keeps of an enum, and what it kept before: what its rows have to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEnum {
    /// The values as they are kept: words, or numbers as text.
    pub values: Vec<String>,
    /// They are numbers.
    pub numbers: bool,
    /// Values that were renamed: (before, now), as they are kept.
    pub renamed: Vec<(String, String)>,
    /// The word and the number of each value, where it has a number: for columns that change from one to the other.
    pub words: Vec<(String, i64)>,
    /// Words that were renamed: (before, now).
    pub renamed_words: Vec<(String, String)>,
    /// Nothing in the database says which values there are.
    pub unchecked: bool,
}

/// The values that the models hold a column to where nothing in the database does: the recorded snapshot alone
/// knows what they were. Not part of what a column is, so all are equal.
#[derive(Debug, Clone, Default, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptValues(pub Vec<String>);

impl KeptValues {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for KeptValues {
    /// Always: it is a remark.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
