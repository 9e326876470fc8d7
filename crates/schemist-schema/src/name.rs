use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of a table, type or sequence, with its namespace unless that is the default one.
///
/// On PostgreSQL the default namespace is the connection's `current_schema()`, usually `public`;
/// SQLite has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualifiedName {
    /// The namespace (what SQL calls a schema); `None` is the default one.
    pub namespace: Option<String>,
    /// The name, exactly as the catalogue holds it: not quoted, not folded.
    pub name: String,
}

impl QualifiedName {
    /// A name in the default namespace.
    pub fn new(name: impl Into<String>) -> Self {
        Self { namespace: None, name: name.into() }
    }

    /// A name in a namespace; `None` is the default one.
    pub fn in_namespace(namespace: Option<String>, name: impl Into<String>) -> Self {
        Self { namespace, name: name.into() }
    }

    /// Another name in the same namespace.
    pub fn sibling(&self, name: impl Into<String>) -> Self {
        Self { namespace: self.namespace.clone(), name: name.into() }
    }
}

impl From<&str> for QualifiedName {
    /// A name in the default namespace; nothing is split at dots.
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

/// `orders` or `shop.orders`: for people, not for SQL.
impl std::fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{namespace}.{}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// In files a name is one string; a dot or backslash inside a part is escaped with a backslash, so that
/// any name reads back as it was (JSON object keys must be strings).
impl Serialize for QualifiedName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let escape = |part: &str| part.replace('\\', "\\\\").replace('.', "\\.");
        match &self.namespace {
            Some(namespace) => {
                serializer.serialize_str(&format!("{}.{}", escape(namespace), escape(&self.name)))
            }
            None => serializer.serialize_str(&escape(&self.name)),
        }
    }
}

impl<'de> Deserialize<'de> for QualifiedName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut parts = vec![String::new()];
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, parts.last_mut()) {
                ('.', _) => parts.push(String::new()),
                ('\\', Some(part)) => part.extend(chars.next()),
                (_, Some(part)) => part.push(c),
                (_, None) => {}
            }
        }
        let name = parts.pop().unwrap_or_default();
        match parts.len() {
            0 => Ok(Self::new(name)),
            1 => Ok(Self { namespace: parts.pop(), name }),
            _ => Err(serde::de::Error::custom(format!(
                "`{text}` has more than one dot: escape those inside a name with a backslash"
            ))),
        }
    }
}
