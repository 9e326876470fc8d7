use crate::naming::{HASH, cut, truncated};

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
    /// Longest identifier, in bytes or characters; longer ones are truncated or refused by the server.
    pub max_identifier_bytes: Option<usize>,
    /// The length of an identifier is counted in characters rather than bytes.
    pub names_counted_in_characters: bool,
    /// `NULLS NOT DISTINCT` exists (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// `ON DELETE SET NULL (columns)` exists (PostgreSQL 15).
    pub set_null_columns: bool,
    /// A foreign key can be declared only once the table and key it refers to are there.
    pub foreign_keys_need_target: bool,
    /// A primary key has a name. Where false it never has one, whatever the models say.
    pub primary_key_names: bool,
    /// The server is MariaDB rather than MySQL: how some things are spelled, and where the catalogue has them.
    pub is_mariadb: bool,
    /// An index may hold expressions (not MariaDB; MySQL 8.0.13).
    pub index_expressions: bool,
    /// A computed column may be declared NOT NULL (not MariaDB).
    pub required_generated_columns: bool,
    /// There is a type for UUIDs (MariaDB 10.7, not MySQL).
    pub uuid_type: bool,
    /// The catalogue tells expressions as strings that are escaped (MySQL).
    pub escapes_catalogue: bool,
    /// A column stays under its name, and without AUTO_INCREMENT or with it, while others go by it: checks, computed
    /// columns, indexes over expressions, foreign keys (MySQL).
    pub holds_columns: bool,
    /// A unique constraint may be over a text without a length (MariaDB keeps a hash, MySQL refuses).
    pub unique_long_text: bool,
    /// The server renames checks that are called after their table with it (MySQL: `t_chk_1`).
    pub checks_follow_table: bool,
    /// Which changes of a table share a statement.
    pub combines_alterations: Combining,
    /// Views, triggers and the like keep what they name from being changed or dropped.
    pub objects_stand_in_the_way: bool,
    /// While a view or trigger names a table that is not there, tables can hardly be altered: the engine reads all
    /// definitions when it renames, and when it drops a column.
    pub definitions_must_resolve: bool,
}

impl Capabilities {
    /// The length of an identifier, as the engine counts it.
    pub fn length_of(&self, name: &str) -> usize {
        if self.names_counted_in_characters { name.chars().count() } else { name.len() }
    }

    /// A name that fits: see [`crate::truncated`].
    pub fn fitted(&self, name: &str) -> String {
        let Some(max) = self.max_identifier_bytes.filter(|max| self.length_of(name) > *max) else {
            return name.to_owned();
        };
        if !self.names_counted_in_characters {
            return truncated(name, Some(max));
        }
        let at = name.char_indices().nth(max.saturating_sub(HASH)).map_or(name.len(), |(at, _)| at);
        cut(name, at)
    }
}

#[cfg(test)]
mod tests {
    use schemist_schema::Engine;

    use crate::Dialect;

    #[test]
    fn names_are_cut_at_the_limit_of_each_engine() {
        let fitted = |engine, name: &str| Dialect::new(engine).capabilities().fitted(name);
        let accents = "é".repeat(64);
        assert_eq!(fitted(Engine::Mysql, &accents), accents);
        assert_eq!(fitted(Engine::Mysql, &"é".repeat(65)).chars().count(), 64);
        assert!(fitted(Engine::Postgres, &accents).len() <= 63);
        assert_eq!(fitted(Engine::Sqlite, &"x".repeat(500)).len(), 500);
        assert_eq!(fitted(Engine::Postgres, &"x".repeat(64)).len(), 63);
    }
}

/// Which changes of a table share a statement, because the engine gains from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combining {
    /// None: each stands alone.
    Nothing,
    /// Those for which the whole table is written anew, which then happens once.
    Rewrites,
    /// All.
    Everything,
}
