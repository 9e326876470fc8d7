use clap::ValueEnum;
use schemist_schema::Engine;

/// An engine as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineName {
    Sqlite,
    #[value(alias = "postgresql")]
    Postgres,
    /// MariaDB or MySQL
    #[value(alias = "mariadb")]
    Mysql,
}

impl From<EngineName> for Engine {
    fn from(name: EngineName) -> Self {
        match name {
            EngineName::Sqlite => Engine::Sqlite,
            EngineName::Postgres => Engine::Postgres,
            EngineName::Mysql => Engine::Mysql,
        }
    }
}
