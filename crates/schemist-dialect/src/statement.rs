/// One SQL statement of a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The text, without the final semicolon; lines are broken for a reader.
    pub sql: String,
    /// Whether it may stand inside a transaction with others. `false` for `CREATE INDEX CONCURRENTLY`, for
    /// an enum value that is used at once, and for SQLite's `PRAGMA foreign_keys`.
    pub transactional: bool,
}

impl Statement {
    /// A statement that may stand in a transaction.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), transactional: true }
    }

    /// A statement that must stand alone.
    pub fn outside_transaction(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), transactional: false }
    }
}
