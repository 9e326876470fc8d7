use serde::{Deserialize, Serialize};

/// The database engines a schema can live in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// SQLite 3.35 and later (the version with `DROP COLUMN`).
    Sqlite,
    /// PostgreSQL 13 to 18.
    Postgres,
    /// MariaDB 10.11 and later, MySQL 8.
    Mysql,
}

impl Engine {
    /// All engines, in the order in which they are listed to users.
    pub const ALL: [Engine; 3] = [Engine::Sqlite, Engine::Postgres, Engine::Mysql];

    /// The lower-case name used in files, folders and configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
            Engine::Mysql => "mysql",
        }
    }
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
