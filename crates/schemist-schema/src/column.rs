use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use crate::{ColumnType, Expression, KeptValues, Origin};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its SQL type.
    #[serde(rename = "type")]
    pub ty: ColumnType,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// What the server fills in where an INSERT says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Expression>,
    /// PostgreSQL's `GENERATED … AS IDENTITY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// SQLite's `AUTOINCREMENT`: row ids are never used again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub auto_increment: bool,
    /// PostgreSQL's `serial`, declared: an integer with a sequence of its own behind its default. Only
    /// declared schemas say it; the canonical form spells it out as default and [`crate::Sequence`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub serial: bool,
    /// The column is computed from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<Generated>,
    /// The collation where it is not the type's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// SQLite: what a violated NOT NULL does (`ON CONFLICT …`), in upper case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_null_conflict: Option<String>,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Engine options by name (PostgreSQL: `storage`, `compression`, `statistics`), lower case.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub options: std::collections::BTreeMap<String, String>,
    /// The values of an enum that is kept as text or numbers without a check.
    #[serde(default, skip_serializing_if = "KeptValues::is_empty")]
    pub values: KeptValues,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

impl Column {
    /// A NOT NULL column of a type, nothing else.
    pub fn new(name: impl Into<String>, ty: ColumnType) -> Self {
        Self {
            name: name.into(),
            ty,
            nullable: false,
            default: None,
            identity: None,
            auto_increment: false,
            serial: false,
            generated: None,
            collation: None,
            not_null_conflict: None,
            comment: None,
            options: Default::default(),
            values: KeptValues::default(),
            origin: Origin::default(),
        }
    }

    /// The same, but it may be NULL.
    pub fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }
}

/// The values come from a sequence that belongs to the column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Identity {
    /// `GENERATED ALWAYS` rather than `BY DEFAULT`.
    pub always: bool,
    /// What differs from the defaults.
    #[serde(default)]
    pub options: SequenceOptions,
    /// The sequence's name where it is not `table_column_seq`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence_name: Option<String>,
}

/// Options of a sequence; `None` is the default for its type and direction.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SequenceOptions {
    /// First value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    /// Step; negative counts down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub increment: Option<i64>,
    /// Smallest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Largest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// How many values a session takes at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<i64>,
    /// Begins again at the end.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cycle: bool,
}

/// A column computed from the others of its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generated {
    /// What it is computed from.
    pub expression: Expression,
    /// Kept on disk rather than computed on reading.
    pub stored: bool,
}

/// The columns of a table in their order. Two lists are equal when they hold equal columns, in whatever
/// order: a database cannot move a column, and a down migration can only append it again.
#[derive(Debug, Clone, Default, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Columns(pub Vec<Column>);

impl Columns {
    /// The column of a name.
    pub fn named(&self, name: &str) -> Option<&Column> {
        self.0.iter().find(|c| c.name == name)
    }

    /// The column of a name, to change it.
    pub fn named_mut(&mut self, name: &str) -> Option<&mut Column> {
        self.0.iter_mut().find(|c| c.name == name)
    }
}

impl PartialEq for Columns {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |columns: &Columns| {
            let mut order: Vec<usize> = (0..columns.len()).collect();
            order.sort_by(|a, b| columns[*a].name.cmp(&columns[*b].name));
            order
        };
        self.len() == other.len()
            && sorted(self).into_iter().zip(sorted(other)).all(|(a, b)| self[a] == other[b])
    }
}

impl Deref for Columns {
    type Target = Vec<Column>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Columns {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl FromIterator<Column> for Columns {
    fn from_iter<I: IntoIterator<Item = Column>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Columns {
    type Item = &'a Column;
    type IntoIter = std::slice::Iter<'a, Column>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
