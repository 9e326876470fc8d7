use serde::{Deserialize, Serialize};

use crate::{Origin, QualifiedName};

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
