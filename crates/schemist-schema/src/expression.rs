use serde::{Deserialize, Serialize};

use crate::sql;

/// A piece of SQL the engine evaluates: a default, a check, an index predicate.
///
/// Equality is equality of the text; [`Expression::same_tokens`] sees past spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expression {
    /// The text, without enclosing parentheses of the clause it stands in.
    pub sql: String,
}

impl Expression {
    /// An expression from its text.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into() }
    }

    /// Whether both are the same sequence of tokens: white space, comments, the case of unquoted words,
    /// needless quotes and enclosing parentheses do not count.
    pub fn same_tokens(&self, other: &Expression) -> bool {
        self.sql == other.sql || sql::canonical(&self.sql) == sql::canonical(&other.sql)
    }

    /// Whether an identifier of this name occurs in it.
    pub fn mentions(&self, identifier: &str) -> bool {
        sql::tokenize(&self.sql).iter().any(|token| token.is_identifier(identifier))
    }

    /// The expression after a column or table got another name: engines rewrite their own text on RENAME.
    pub fn renamed(&self, from: &str, to: &str) -> Expression {
        Expression { sql: sql::rename_identifier(&self.sql, from, to) }
    }
}

impl From<&str> for Expression {
    fn from(sql: &str) -> Self {
        Self::new(sql)
    }
}

impl std::fmt::Display for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sql)
    }
}
