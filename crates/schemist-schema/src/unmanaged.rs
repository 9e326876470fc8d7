use serde::{Deserialize, Serialize};

use crate::QualifiedName;

/// What kind of object outside the core it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnmanagedKind {
    /// A view.
    View,
    /// A materialized view.
    MaterializedView,
    /// A trigger.
    Trigger,
    /// A function or procedure.
    Function,
    /// A partition of a partitioned table.
    Partition,
    /// A table the core cannot describe: partitioned, inheriting, virtual, foreign.
    Table,
    /// A domain or composite type.
    Type,
    /// An extension.
    Extension,
    /// A row security policy.
    Policy,
}

impl UnmanagedKind {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            UnmanagedKind::View => "view",
            UnmanagedKind::MaterializedView => "materialized view",
            UnmanagedKind::Trigger => "trigger",
            UnmanagedKind::Function => "function",
            UnmanagedKind::Partition => "partition",
            UnmanagedKind::Table => "table outside the core",
            UnmanagedKind::Type => "type",
            UnmanagedKind::Extension => "extension",
            UnmanagedKind::Policy => "policy",
        }
    }
}

/// An object the tool sees but does not manage: never dropped, and kept in mind where it stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmanagedObject {
    /// What it is.
    pub kind: UnmanagedKind,
    /// Its name.
    pub name: QualifiedName,
    /// The table it hangs on (a trigger's, policy's, partition's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<QualifiedName>,
    /// Its full definition as SQL, where the engine tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The tables it reads, as far as the engine tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<QualifiedName>,
}
