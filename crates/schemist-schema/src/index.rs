use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Expression, Origin};

/// An index that is not part of a constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Its name; `None` where the models leave it to the convention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it orders by.
    pub keys: Vec<IndexKey>,
    /// No two rows alike.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// PostgreSQL's access method where it is not `btree`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Which rows it holds.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Expression>,
    /// Columns it carries without ordering by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// NULLs are alike.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// Storage parameters and the like by name, e.g. `fillfactor`, `tablespace`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

impl Index {
    /// A plain index over columns.
    pub fn on_columns<S: Into<String>>(name: Option<String>, columns: impl IntoIterator<Item = S>) -> Self {
        Self {
            name,
            keys: columns.into_iter().map(|c| IndexKey::column(c)).collect(),
            unique: false,
            method: None,
            predicate: None,
            include: Vec::new(),
            nulls_not_distinct: false,
            options: BTreeMap::new(),
            comment: None,
            origin: Origin::default(),
        }
    }

    /// Its name, or words for an unnamed one.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or("(unnamed index)")
    }

    /// The columns among its keys.
    pub fn key_columns(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().filter_map(|key| match &key.target {
            IndexTarget::Column(name) => Some(name.as_str()),
            IndexTarget::Expression(_) => None,
        })
    }

    /// Whether a column takes part: as key, included, in an expression or in the predicate.
    pub fn uses_column(&self, column: &str) -> bool {
        self.include.iter().any(|c| c == column)
            || self.predicate.as_ref().is_some_and(|p| p.mentions(column))
            || self.keys.iter().any(|key| match &key.target {
                IndexTarget::Column(name) => name == column,
                IndexTarget::Expression(expression) => expression.mentions(column),
            })
    }
}

/// One key of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexKey {
    /// A column or an expression.
    #[serde(flatten)]
    pub target: IndexTarget,
    /// From the largest to the smallest.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
    /// Where NULLs stand, if not where the direction puts them (last ascending, first descending).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nulls: Option<NullsOrder>,
    /// The collation where it is not the column's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// The operator class where it is not the type's default, with its parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator_class: Option<String>,
    /// MySQL: how many characters (or bytes) of the column count, where not all do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<u32>,
}

impl IndexKey {
    /// A column in its default order.
    pub fn column(name: impl Into<String>) -> Self {
        Self::new(IndexTarget::Column(name.into()))
    }

    /// An expression in its default order.
    pub fn expression(sql: impl Into<String>) -> Self {
        Self::new(IndexTarget::Expression(Expression::new(sql)))
    }

    fn new(target: IndexTarget) -> Self {
        Self { target, descending: false, nulls: None, collation: None, operator_class: None, prefix: None }
    }
}

/// What a key of an index orders by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexTarget {
    /// A column of the table.
    Column(String),
    /// An expression over the table's columns.
    Expression(Expression),
}

/// Where NULLs stand in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NullsOrder {
    /// Before all values.
    First,
    /// Behind all values.
    Last,
}
