use serde::{Deserialize, Serialize};

use crate::QualifiedName;

/// The SQL type of a column.
///
/// The structured variants are what more than one engine or the models can say; each engine's folder in
/// `schemist-dialect` parses and renders them, and brings a declared type into the form in which the
/// engine would report it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// True or false.
    Boolean,
    /// 16 bits.
    SmallInt,
    /// 32 bits.
    Integer,
    /// 64 bits.
    BigInt,
    /// 32-bit floating point.
    Real,
    /// 64-bit floating point.
    Double,
    /// Exact decimal; without a precision as large as the engine allows.
    Numeric {
        /// Digits in all.
        precision: Option<u32>,
        /// Digits behind the point.
        scale: Option<i32>,
    },
    /// Text padded to a length in characters (1 where none is given).
    Char {
        /// In characters.
        length: Option<u32>,
    },
    /// Text up to a length in characters.
    Varchar {
        /// In characters; `None` is without limit.
        length: Option<u32>,
    },
    /// Text of any length.
    Text,
    /// Bytes of any length.
    Binary,
    /// A day.
    Date,
    /// A time of day.
    Time {
        /// Digits of the second's fraction.
        precision: Option<u32>,
        /// With an offset from UTC.
        zone: bool,
    },
    /// A day and time.
    Timestamp {
        /// Digits of the second's fraction.
        precision: Option<u32>,
        /// A point in time (`timestamptz`) rather than a wall clock reading.
        zone: bool,
    },
    /// A span of time, with the text of its field restriction, e.g. `day to second(3)`.
    Interval {
        /// `None` is unrestricted.
        fields: Option<String>,
    },
    /// A UUID.
    Uuid,
    /// JSON kept as text.
    Json,
    /// JSON in a binary, indexable form.
    Jsonb,
    /// A fixed number of bits (1 where none is given).
    Bit {
        /// Number of bits.
        length: Option<u32>,
    },
    /// Up to a number of bits.
    VarBit {
        /// Number of bits; `None` is without limit.
        length: Option<u32>,
    },
    /// An enum type of the schema, see [`crate::EnumType`].
    Enum(QualifiedName),
    /// An array of any number of dimensions.
    Array(Box<ColumnType>),
    /// Any other type by name: of the engine, an extension or a domain, e.g. `inet`, `citext`, `vector(384)`.
    Named {
        /// The type's name.
        name: QualifiedName,
        /// What stands in parentheses behind it, as text.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        arguments: Vec<String>,
    },
    /// Text taken as it is. SQLite keeps a column's declared type as free text, and so do we.
    Verbatim(String),
}

impl ColumnType {
    /// The enum type it is or is an array of.
    pub fn enum_name(&self) -> Option<&QualifiedName> {
        match self.element() {
            ColumnType::Enum(name) => Some(name),
            _ => None,
        }
    }

    /// The innermost element type; the type itself where it is no array.
    pub fn element(&self) -> &ColumnType {
        match self {
            ColumnType::Array(inner) => inner.element(),
            other => other,
        }
    }

    /// The innermost element type, to change it.
    pub fn element_mut(&mut self) -> &mut ColumnType {
        match self {
            ColumnType::Array(inner) => inner.element_mut(),
            other => other,
        }
    }
}
