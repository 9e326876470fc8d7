//! What the runner asks of an engine. [`Session`] is what differs: each engine has a folder with the same file names,
//! the SQL in `.sql` files there. [`Database`] is all of it; the bookkeeping is the same for every engine.

#[cfg(feature = "postgres")]
mod index_build;
mod lock_timeout;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
mod records;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statements;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod waiting;

use std::any::Any;
use std::time::Duration;

use diesel::QueryResult;
use diesel::result::{DatabaseErrorKind, Error};
use schemist_reflect::Connection;
use schemist_schema::Engine;

use crate::error::MigrateError;
use crate::ledger::{Done, HalfWay, LedgerTables, State};
use crate::progress::Progress;
use crate::runner::Timeouts;
use crate::script::Script;

pub(crate) use lock_timeout::is_lock_timeout;
#[cfg(feature = "mysql")]
pub(crate) use mysql::without_counter;
pub(crate) use statements::Statements;

/// What is an engine's own.
pub(crate) trait Session {
    fn engine(&self) -> Engine;

    /// Opens a transaction that will write; waits for its turn where the engine locks with it.
    fn begin(&mut self) -> QueryResult<()>;

    /// One migrator at a time from here on.
    fn lock(&mut self, timeout: Duration, progress: &mut dyn Progress) -> Result<LockState, MigrateError>;
    fn unlock(&mut self, state: LockState);
    /// Whether others can change what is applied between two transactions of a locked run: on SQLite those that do not
    /// know of its lock, which lies in a file beside.
    fn shares_lock(&self) -> bool;

    /// Limits how long a statement waits for locks, and how long it runs; has messages in English, where that is allowed,
    /// since some are told by their words alone. What was set before comes back.
    fn set_timeouts(&mut self, timeouts: &Timeouts) -> QueryResult<SavedTimeouts>;
    fn restore_timeouts(&mut self, saved: &SavedTimeouts);

    /// The settings of the session that a script is going to change.
    fn save_settings(&mut self, script: &Script<'_>) -> QueryResult<Settings>;
    /// Brings back, inside the transaction, what the bookkeeping needs.
    fn settle(&mut self, settings: &Settings) -> QueryResult<()>;
    /// Brings the settings back, outside a transaction.
    fn restore_settings(&mut self, settings: &Settings) -> QueryResult<()>;

    /// Rows that point to nothing, counted in the open transaction; with a few of them in words.
    fn dangling_rows(&mut self) -> QueryResult<DanglingRows>;
    /// Whether the session checks foreign keys.
    fn checks_foreign_keys(&mut self) -> QueryResult<bool>;
    fn set_foreign_key_checks(&mut self, on: bool) -> QueryResult<()>;

    /// What can be seen of the things that a statement names, as a checksum; `None` where the engine needs none,
    /// because a statement takes effect together with its record.
    fn fingerprint(&mut self, sql: &str) -> QueryResult<Option<String>>;
    /// What the catalogue tells of a statement that may have run.
    fn effect(&mut self, sql: &str) -> QueryResult<Effect>;
}

/// An engine's side of a run.
pub(crate) trait Database: Session {
    /// The connection itself, for migrations in Rust.
    fn as_any(&mut self) -> &mut dyn Any;

    /// Runs one statement, or several of the bookkeeping.
    fn execute(&mut self, sql: &str) -> QueryResult<()>;
    fn commit(&mut self) -> QueryResult<()>;
    /// Rolls back what is open, if anything is. A failure leaves nothing to do: a broken connection is rolled back
    /// by the server.
    fn rollback(&mut self);

    /// Reads what is applied, without writing anything.
    fn state(&mut self) -> QueryResult<State>;
    /// Creates the tables that do not exist; where they do, not even the privilege to create is needed.
    fn create_tables(&mut self, existing: &LedgerTables) -> QueryResult<()>;
    /// Which of these versions are applied.
    fn applied_among(&mut self, versions: &[&str]) -> QueryResult<Vec<String>>;
    /// How many statements of a half-way revision are done; none where it is not half-way.
    fn statements_done(&mut self, version: &str) -> QueryResult<Option<i64>>;
    fn record_done(&mut self, done: &Done<'_>) -> QueryResult<()>;
    /// The same, which fails where the revision is applied already, or one of those that it needs is not.
    fn record_in_turn(&mut self, done: &Done<'_>, requires: &[&str]) -> QueryResult<()>;
    fn record_half_way(&mut self, half_way: &HalfWay<'_>) -> QueryResult<()>;
    /// Forgets that a revision is applied, or half-way.
    fn erase(&mut self, version: &str) -> QueryResult<()>;
    /// Forgets only that it is half-way.
    fn erase_half_way(&mut self, version: &str) -> QueryResult<()>;
    /// The one number that a query finds; none where it finds no row.
    fn number(&mut self, sql: &str) -> QueryResult<Option<i64>>;
    /// The rows of a query of one text column, named `value`.
    fn texts(&mut self, sql: &str) -> QueryResult<Vec<Option<String>>>;
}

/// What [`Session::unlock`] brings back.
#[derive(Debug, Default)]
pub(crate) struct LockState {
    /// Milliseconds that the session waited for locks before, where that was changed.
    pub(crate) busy_timeout: Option<i64>,
    /// Let go with this.
    #[cfg(feature = "sqlite")]
    pub(crate) run_lock: Option<sqlite::RunLock>,
    /// Why the lock is not held for the whole run.
    pub(crate) shared_because: Option<String>,
}

/// What [`Session::set_timeouts`] leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SavedTimeouts {
    /// The statements that bring back what it changed.
    pub(crate) statements: Vec<String>,
    /// Whether the server's messages are in another language than English all the same.
    pub(crate) speaks_otherwise: bool,
}

/// Settings of a session, as they were before a script.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) foreign_keys: Option<bool>,
    pub(crate) legacy_alter_table: Option<bool>,
    pub(crate) search_path: Option<String>,
}

/// Rows whose foreign key points to nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DanglingRows {
    pub(crate) count: usize,
    pub(crate) examples: Vec<String>,
}

/// What is there of a statement's effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The catalogue does not tell.
    Unknown,
    Nothing,
    Done,
    /// Half of it: an INVALID index that a failed build left behind. The statement takes it away.
    Partial {
        undo: String,
    },
}

/// The engine's side of a connection.
pub(crate) fn database(connection: &mut Connection) -> Result<&mut dyn Database, MigrateError> {
    let engine = connection.engine();
    match connection {
        #[cfg(feature = "sqlite")]
        Connection::Sqlite(connection) => Ok(connection),
        #[cfg(feature = "postgres")]
        Connection::Postgres(connection) => Ok(connection),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => Ok(connection),
        _ => Err(MigrateError::EngineNotBuilt { engine }),
    }
}

/// The error for a failure outside the statements of a revision: `action` completes "cannot …".
pub(crate) fn failure(engine: Engine, action: impl Into<String>, source: Error) -> MigrateError {
    let action = action.into();
    let reason = source.to_string();
    if is_locked(engine, &reason) {
        let holder = "another process is writing to the database file".to_owned();
        return MigrateError::Locked { holder, waited: Duration::ZERO };
    }
    if is_read_only(&source) {
        return MigrateError::ReadOnly { action, reason, engine };
    }
    if reason.contains("permission denied") || reason.contains("must be owner of") {
        return MigrateError::Privilege { action, reason };
    }
    MigrateError::Database { action, source }
}

fn is_locked(engine: Engine, reason: &str) -> bool {
    engine == Engine::Sqlite && reason.contains("database is locked")
}

/// Whether the whole database refuses to be written to; SQLite finds out only at the first write.
pub(crate) fn is_read_only(error: &Error) -> bool {
    if let Error::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, _) = error {
        return true;
    }
    let reason = error.to_string();
    reason.contains("readonly database") || reason.contains("read-only transaction")
}
