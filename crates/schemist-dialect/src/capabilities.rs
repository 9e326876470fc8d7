/// What an engine at a version can do: facts, not methods. Filled in by each engine's `capabilities.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Major and minor version of the server.
    pub version: (u32, u32),
    /// DDL can be rolled back.
    pub transactional_ddl: bool,
    /// Columns and constraints can be altered in place; otherwise the table is built anew.
    pub alters_columns: bool,
    /// Enum types exist.
    pub enum_types: bool,
    /// Tables and columns carry comments.
    pub comments: bool,
    /// Sequences and identity columns exist.
    pub sequences: bool,
    /// Namespaces (schemas) exist beside the default one.
    pub namespaces: bool,
    /// A constraint always has a name, and the name is part of what it is. Where false, constraints are
    /// compared by content alone.
    pub constraint_names: bool,
    /// `Users` and `users` are two names; otherwise ASCII letters of either case are the same.
    pub case_sensitive_names: bool,
    /// The engine re-spells expressions, so texts that differ may mean the same.
    pub respells_expressions: bool,
    /// Longest identifier in bytes; longer ones are truncated or refused by the server.
    pub max_identifier_bytes: Option<usize>,
    /// `NULLS NOT DISTINCT` exists (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// `ON DELETE SET NULL (columns)` exists (PostgreSQL 15).
    pub set_null_columns: bool,
    /// A foreign key can be declared only once the table and key it refers to are there.
    pub foreign_keys_need_target: bool,
    /// A primary key has a name. Where false it never has one, whatever the models say.
    pub primary_key_names: bool,
    /// The server is MariaDB rather than MySQL.
    pub is_mariadb: bool,
    /// Several changes of one table are one `ALTER TABLE`: each by itself would copy the table.
    pub combines_alterations: bool,
}
