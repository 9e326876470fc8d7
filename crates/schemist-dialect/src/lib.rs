//! One folder per engine, with the same file names in each: capabilities as data, type names, quoting,
//! canonical form, rendering. The only place where SQL text is built; no client library, no IO.

mod capabilities;
mod dependents;
mod enums;
mod error;
mod mysql;
mod naming;
mod postgres;
mod probe;
mod reserved;
mod script;
mod sequences;
mod sqlite;
mod statement;
mod values;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{
    ColumnType, Engine, Operation, Pair, QualifiedName, Referrers, Schema, SequenceOptions, Table,
    UnmanagedObject,
};

pub use capabilities::{Capabilities, Combining};
pub use dependents::Disturbance;
pub use error::{CANNOT_EXPRESS, Unsupported};
pub use naming::{NameKind, NameParts, Naming, TemplateError, conventional_name, truncated};
pub use probe::Probe;
pub use script::{split_script, split_script_of, statement_words};
pub use sqlite::lexer::sqlite_tokens;
pub use sqlite::table::settle_rowid;
pub use statement::Statement;

/// An engine at a version: what it can do, and how it says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    engine: Engine,
    capabilities: Capabilities,
}

impl Dialect {
    /// The engine at the version that is assumed where no server was asked: the bundled SQLite,
    /// PostgreSQL 15, MariaDB 10.11.
    pub fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self::at_version(engine, (3, 50)),
            Engine::Postgres => Self::at_version(engine, (15, 0)),
            Engine::Mysql => Self::at_version(engine, (10, 11)),
        }
    }

    /// The engine at a version: (major, minor). From 10 on it is MariaDB, before it MySQL.
    pub fn at_version(engine: Engine, version: (u32, u32)) -> Self {
        let capabilities = match engine {
            Engine::Sqlite => sqlite::capabilities::at_version(version),
            Engine::Postgres => postgres::capabilities::at_version(version),
            Engine::Mysql => mysql::capabilities::at_version(version),
        };
        Self { engine, capabilities }
    }

    /// Which engine.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// What it can do.
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// An identifier as it must be written: quoted where it needs to be (keyword, capital, odd character).
    pub fn quote(&self, identifier: &str) -> String {
        match self.engine {
            Engine::Sqlite => sqlite::quoting::quote(identifier),
            Engine::Postgres => postgres::quoting::quote(identifier),
            Engine::Mysql => mysql::quoting::quote(identifier),
        }
    }

    /// A qualified name as it must be written.
    pub fn quote_name(&self, name: &QualifiedName) -> String {
        match &name.namespace {
            Some(namespace) => format!("{}.{}", self.quote(namespace), self.quote(&name.name)),
            None => self.quote(&name.name),
        }
    }

    /// A string as a literal: quotes doubled; on PostgreSQL safe whatever `standard_conforming_strings` says.
    pub fn string_literal(&self, text: &str) -> String {
        match self.engine {
            Engine::Sqlite => sqlite::quoting::string_literal(text),
            Engine::Postgres => postgres::quoting::string_literal(text),
            Engine::Mysql => mysql::quoting::string_literal(text),
        }
    }

    /// A type from the text in which the engine reports it.
    pub fn parse_type(&self, text: &str) -> ColumnType {
        match self.engine {
            Engine::Sqlite => sqlite::types::parse(text),
            Engine::Postgres => postgres::types::parse(text),
            Engine::Mysql => mysql::types::parse(text),
        }
    }

    /// The display width that the engine reports with a type, where it is not the usual one (MariaDB's integers).
    pub fn display_width(&self, text: &str) -> Option<u32> {
        match self.engine {
            Engine::Sqlite | Engine::Postgres => None,
            Engine::Mysql => mysql::types::display_width(text),
        }
    }

    /// A type as it must be written.
    pub fn render_type(&self, ty: &ColumnType) -> String {
        match self.engine {
            Engine::Sqlite => sqlite::types::render(ty),
            Engine::Postgres => postgres::types::render(ty),
            Engine::Mysql => mysql::types::render(ty),
        }
    }

    /// Whether an index takes no more than the beginning of a column of this type.
    pub fn indexes_in_part(&self, ty: &ColumnType) -> bool {
        self.engine == Engine::Mysql && mysql::types::is_large(ty)
    }

    /// Whether a declared type needs no change where the database has `live`: another spelling of the same
    /// type. With `inferred` (the models did not write the type out) a type of the same meaning for the
    /// Rust field is as good: on SQLite any declared type of the same affinity.
    pub fn same_type(&self, declared: &ColumnType, live: &ColumnType, inferred: bool) -> bool {
        declared == live
            || match self.engine {
                Engine::Sqlite => sqlite::types::same(declared, live, inferred),
                Engine::Postgres => postgres::types::same(declared, live, inferred),
                Engine::Mysql => mysql::types::same(declared, live, inferred),
            }
    }

    /// Marks constraints whose names change with that of their table: those of MySQL that are called after it.
    pub fn mark_following_names(&self, schema: &mut Schema) {
        if self.engine == Engine::Mysql {
            mysql::following::mark(schema, &self.capabilities);
        }
    }

    /// An expression as the other stages can read it, who know nothing of the engine: MySQL's strings without
    /// escaped quotes.
    pub fn plain_expression(&self, sql: &str) -> String {
        match self.engine {
            Engine::Sqlite | Engine::Postgres => sql.to_owned(),
            Engine::Mysql => mysql::lexical::standard_strings(sql),
        }
    }

    /// An expression as the catalogue tells it, in the same form: MySQL's catalogue escapes it once more, and puts
    /// the character set before each string.
    pub fn catalogue_expression(&self, text: &str) -> String {
        match self.capabilities.escapes_catalogue {
            true => mysql::lexical::catalogue_expression(text),
            false => self.plain_expression(text),
        }
    }

    /// The text of a default that is a literal with a cast to the column's own type, which PostgreSQL adds by itself.
    pub fn own_literal(&self, sql: &str, ty: &ColumnType) -> Option<String> {
        (self.engine == Engine::Postgres).then(|| postgres::defaults::own_literal(sql, ty)).flatten()
    }

    /// Whether two defaults of a column are one literal, spelled with such a cast and without.
    pub fn same_literal(&self, a: &str, b: &str, ty: &ColumnType) -> bool {
        self.engine == Engine::Postgres && postgres::defaults::same_literal(a, b, ty)
    }

    /// Brings a declared schema into the form in which the engine would report it, as far as that is known
    /// without asking it: types, enums where the engine has none, serial columns, implied NOT NULL, comments
    /// where it keeps none. Idempotent; a reflected schema passes unchanged.
    pub fn canonicalize(&self, schema: &mut Schema) -> Vec<Diagnostic> {
        let mut diagnostics = enums::store(schema, self);
        diagnostics.extend(match self.engine {
            Engine::Sqlite => sqlite::canonical::canonicalize(schema, &self.capabilities),
            Engine::Postgres => postgres::canonical::canonicalize(schema, &self.capabilities),
            Engine::Mysql => mysql::canonical::canonicalize(schema, &self.capabilities),
        });
        diagnostics.extend(reserved::refused_names(schema, self.engine));
        diagnostics
    }

    /// The statements that carry out an operation; `state` is the schema just before and just after it.
    ///
    /// # Errors
    /// Where the engine cannot express it in place. On SQLite that is the rule for changed columns and
    /// constraints: see [`Dialect::rebuild_table`].
    pub fn render(&self, operation: &Operation, state: Pair<&Schema>) -> Result<Vec<Statement>, Unsupported> {
        match self.engine {
            Engine::Sqlite => sqlite::render::render(operation, state),
            Engine::Postgres => postgres::render::render(operation, state, &self.capabilities),
            Engine::Mysql => mysql::render::render(operation, state, &self.capabilities),
        }
    }

    /// The name the engine gives to the sequence of a serial or identity column of a table.
    pub fn owned_sequence_name(&self, table: &str, column: &str) -> String {
        postgres::sequences::owned_name(table, column)
    }

    /// The options of a sequence of a type without those that say what is assumed anyway.
    pub fn canonical_sequence_options(&self, options: &SequenceOptions, ty: &ColumnType) -> SequenceOptions {
        match self.engine {
            Engine::Mysql => mysql::sequences::canonical(options),
            Engine::Postgres | Engine::Sqlite => postgres::sequences::canonical(options, ty),
        }
    }

    /// Whether the statements of an operation use a value that one of `added` (see [`Dialect::values_added`])
    /// brings: PostgreSQL refuses that before the transaction that added it has ended.
    pub fn uses_new_value(&self, operation: &Operation, added: &[(QualifiedName, String)]) -> bool {
        self.engine == Engine::Postgres && postgres::new_values::used_by(operation, added)
    }

    /// The values that an operation adds to an enum type in place, without making the type anew.
    pub fn values_added(&self, operation: &Operation) -> Vec<(QualifiedName, String)> {
        match self.engine {
            Engine::Sqlite | Engine::Mysql => Vec::new(),
            Engine::Postgres => postgres::new_values::added_by(operation),
        }
    }

    /// What an operation takes from under views, triggers and the like, where the engine minds: on PostgreSQL.
    /// `state` is the schema just before and just after it.
    pub fn disturbs(&self, operation: &Operation, state: Pair<&Schema>) -> Disturbance {
        match self.engine {
            Engine::Postgres => postgres::dependents::disturbed_by(operation, state, &self.capabilities),
            _ => Disturbance::default(),
        }
    }

    /// The statement that takes an object outside the core out of the way; `None` where there is none, or none is
    /// needed because it goes with what it hangs on.
    pub fn remove_object(&self, object: &UnmanagedObject) -> Option<Statement> {
        match self.engine {
            Engine::Postgres => postgres::dependents::remove(object),
            _ => None,
        }
    }

    /// The statements that make an object outside the core again as it was; none where its definition is not known.
    pub fn restore_object(&self, object: &UnmanagedObject) -> Vec<Statement> {
        let details = object.ties.details.iter().filter(|_| object.definition.is_some());
        object.definition.iter().chain(details).map(|sql| Statement::new(sql.clone())).collect()
    }

    /// The statement that creates the extension which brings a type, operator class or function, where that is known.
    pub fn create_extension_for(&self, name: &str) -> Option<String> {
        let extension = postgres::extensions::extension_of(name).filter(|_| self.engine == Engine::Postgres);
        extension.map(|extension| format!("CREATE EXTENSION IF NOT EXISTS {}", self.quote(extension)))
    }

    /// The statement that creates the extension without which a server says such a thing, where that is known.
    pub fn create_extension_for_error(&self, message: &str) -> Option<String> {
        let extension = postgres::extensions::extension_for_error(message);
        let extension = extension.filter(|_| self.engine == Engine::Postgres);
        extension.map(|extension| format!("CREATE EXTENSION IF NOT EXISTS {}", self.quote(extension)))
    }

    /// The statement that creates an empty database, as the server came; `None` where a database is a file.
    pub fn create_database(&self, name: &str) -> Option<Statement> {
        let name = self.quote(name);
        match self.engine {
            // template0: nobody is connected to it.
            Engine::Postgres => Some(Statement::new(format!("CREATE DATABASE {name} TEMPLATE template0"))),
            Engine::Mysql => Some(Statement::new(format!("CREATE DATABASE {name}"))),
            Engine::Sqlite => None,
        }
    }

    /// The statement that drops a database, whoever is still connected to it.
    pub fn drop_database(&self, name: &str) -> Option<Statement> {
        let name = self.quote(name);
        match self.engine {
            Engine::Postgres => Some(Statement::new(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))),
            Engine::Mysql => Some(Statement::new(format!("DROP DATABASE IF EXISTS {name}"))),
            Engine::Sqlite => None,
        }
    }

    /// Whether the engine can carry out an operation on a table without building the table anew.
    /// `state` is the schema just before and just after it. Always true but on SQLite.
    pub fn alters_in_place(&self, operation: &Operation, state: Pair<&Schema>) -> bool {
        match self.engine {
            Engine::Sqlite => sqlite::rebuild::alters_in_place(operation, state, &self.capabilities),
            Engine::Postgres | Engine::Mysql => true,
        }
    }

    /// The statements that build a table anew and move its rows, for changes the engine cannot make in
    /// place: `table` is the table before and after (of one name), `state` the whole schema before and after,
    /// `referrers` who may refer to whom in both, `values` what is replaced in the rows of which column on the way.
    /// Where other rows could cascade away the statements are not transactional: see
    /// [`Dialect::script_prologue`].
    ///
    /// # Errors
    /// On an engine that does not need it.
    pub fn rebuild_table(
        &self,
        table: Pair<&Table>,
        state: Pair<&Schema>,
        referrers: &Referrers,
        values: &[(&str, &[Pair<String>])],
    ) -> Result<Vec<Statement>, Unsupported> {
        match self.engine {
            Engine::Sqlite => sqlite::rebuild::rebuild(table, state, referrers, values),
            Engine::Postgres | Engine::Mysql => {
                Err(Unsupported::new(format!("{} alters tables in place", self.engine)))
            }
        }
    }

    /// The statements that carry out several changes of one table at once, where the engine gains from that
    /// (`combines_alterations`): `state` is the schema before the first and after the last.
    ///
    /// # Errors
    /// Where the engine cannot express one of them, or does not combine them.
    pub fn alter_table(
        &self,
        table: &QualifiedName,
        operations: &[&Operation],
        state: Pair<&Schema>,
    ) -> Result<Vec<Statement>, Unsupported> {
        match self.engine {
            Engine::Mysql => mysql::render::alter_table(table, operations, state, &self.capabilities),
            Engine::Postgres => postgres::render::alter_columns(table, operations, state, &self.capabilities),
            Engine::Sqlite => Err(Unsupported::new("changes of a table are not combined on SQLite")),
        }
    }

    /// Whether the engine writes the whole table anew for an operation on one of its columns, and can do so for
    /// several of them at once ([`Combining::Rewrites`]).
    pub fn rewrites_table(&self, operation: &Operation) -> bool {
        self.engine == Engine::Postgres && postgres::render::rewrites_table(operation, &self.capabilities)
    }

    /// What goes before the statements of a script: where not all of them may stand in a transaction, SQLite
    /// needs foreign keys off and a transaction of the script's own.
    pub fn script_prologue(&self, transactional: bool) -> Vec<String> {
        match self.engine {
            Engine::Sqlite => sqlite::script::prologue(transactional),
            Engine::Postgres | Engine::Mysql => Vec::new(),
        }
    }

    /// What goes behind the statements of a script; see [`Dialect::script_prologue`].
    pub fn script_epilogue(&self, transactional: bool) -> Vec<String> {
        match self.engine {
            Engine::Sqlite => sqlite::script::epilogue(transactional),
            Engine::Postgres | Engine::Mysql => Vec::new(),
        }
    }
}
