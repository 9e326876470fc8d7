use serde::{Deserialize, Serialize};

use crate::{ColumnType, QualifiedName, SequenceOptions};

/// A sequence of its own: free, or owned by a column (PostgreSQL's `serial`). The sequence behind an
/// identity column is part of the column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    /// Its name.
    pub name: QualifiedName,
    /// `smallint`, `integer` or `bigint`.
    #[serde(rename = "type")]
    pub ty: ColumnType,
    /// What differs from the defaults.
    #[serde(default)]
    pub options: SequenceOptions,
    /// The column it is dropped with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owned_by: Option<(QualifiedName, String)>,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}
