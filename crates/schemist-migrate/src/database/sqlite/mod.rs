mod run_lock;

use std::path::Path;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use diesel::sqlite::SqliteConnection;
use schemist_schema::Engine;

pub(crate) use run_lock::RunLock;

use super::waiting::until_locked;
use super::{DanglingRows, Effect, LockState, SavedTimeouts, Session, Settings};
use crate::error::MigrateError;
use crate::progress::Progress;
use crate::runner::Timeouts;
use crate::script::Script;

/// How many dangling rows a message names.
const EXAMPLES: usize = 5;

impl Session for SqliteConnection {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn begin(&mut self) -> QueryResult<()> {
        // A deferred transaction would find out only half-way that another one writes.
        AnsiTransactionManager::begin_transaction_sql(self, "BEGIN IMMEDIATE")
    }

    fn lock(&mut self, timeout: Duration, progress: &mut dyn Progress) -> Result<LockState, MigrateError> {
        let Place { busy_timeout, file } = place(self);
        set_busy_timeout(self, i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX));
        let mut state = LockState { busy_timeout: Some(busy_timeout), ..LockState::default() };
        let Some(path) = RunLock::beside(&file) else { return Ok(state) };
        let attempt = |_: &mut Self| match RunLock::try_take(&path) {
            Ok(None) => Ok(false),
            Ok(Some(lock)) => {
                state.run_lock = Some(lock);
                Ok(true)
            }
            Err(error) => {
                state.shared_because = Some(without_run_lock(&path, &error));
                Ok(true)
            }
        };
        let locked = until_locked(self, timeout, progress, attempt, |_| RunLock::holder(&path));
        match locked {
            Ok(()) => Ok(state),
            Err(error) => {
                self.unlock(state);
                Err(error)
            }
        }
    }

    fn unlock(&mut self, state: LockState) {
        if let Some(milliseconds) = state.busy_timeout {
            set_busy_timeout(self, milliseconds);
        }
        drop(state.run_lock);
    }

    fn shares_lock(&self) -> bool {
        true
    }

    fn set_timeouts(&mut self, _: &Timeouts) -> QueryResult<SavedTimeouts> {
        // The one lock there is is waited for as long as for another migrator; nothing limits a statement.
        Ok(SavedTimeouts::default())
    }

    fn restore_timeouts(&mut self, _: &SavedTimeouts) {}

    fn save_settings(&mut self, script: &Script<'_>) -> QueryResult<Settings> {
        if !script.sets_foreign_keys && !script.text.to_ascii_lowercase().contains("pragma") {
            return Ok(Settings::default());
        }
        Ok(Settings {
            foreign_keys: Some(self.checks_foreign_keys()?),
            legacy_alter_table: Some(read_integer(self, "PRAGMA legacy_alter_table")? != 0),
            search_path: None,
        })
    }

    fn settle(&mut self, _: &Settings) -> QueryResult<()> {
        Ok(())
    }

    fn restore_settings(&mut self, settings: &Settings) -> QueryResult<()> {
        if let Some(on) = settings.foreign_keys {
            self.set_foreign_key_checks(on)?;
        }
        match settings.legacy_alter_table {
            Some(true) => self.batch_execute("PRAGMA legacy_alter_table = ON"),
            Some(false) => self.batch_execute("PRAGMA legacy_alter_table = OFF"),
            None => Ok(()),
        }
    }

    fn dangling_rows(&mut self) -> QueryResult<DanglingRows> {
        let rows: Vec<Dangling> = sql_query("PRAGMA foreign_key_check").load(self)?;
        let examples = rows.iter().take(EXAMPLES).map(Dangling::in_words).collect();
        Ok(DanglingRows { count: rows.len(), examples })
    }

    fn checks_foreign_keys(&mut self) -> QueryResult<bool> {
        Ok(read_integer(self, "PRAGMA foreign_keys")? != 0)
    }

    fn set_foreign_key_checks(&mut self, on: bool) -> QueryResult<()> {
        self.batch_execute(if on { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" })
    }

    fn fingerprint(&mut self, _: &str) -> QueryResult<Option<String>> {
        Ok(None)
    }

    fn effect(&mut self, _: &str) -> QueryResult<Effect> {
        // VACUUM and ATTACH, which cannot stand in a transaction, may be repeated.
        Ok(Effect::Unknown)
    }
}

/// A row of `PRAGMA foreign_key_check`.
#[derive(diesel::QueryableByName)]
struct Dangling {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    rowid: Option<i64>,
    #[diesel(sql_type = Text)]
    parent: String,
}

impl Dangling {
    fn in_words(&self) -> String {
        match self.rowid {
            Some(rowid) => format!("{} (rowid {rowid}) → {}", self.table, self.parent),
            None => format!("{} → {}", self.table, self.parent),
        }
    }
}

/// Where the database lies, and how long the session waits for locks.
#[derive(diesel::QueryableByName)]
struct Place {
    #[diesel(sql_type = BigInt)]
    busy_timeout: i64,
    /// Empty in memory.
    #[diesel(sql_type = Text)]
    file: String,
}

fn place(connection: &mut SqliteConnection) -> Place {
    // In one query; one by one where a table of the schema's name or an exclusive lock is in its way.
    sql_query(include_str!("place.sql")).get_result(connection).unwrap_or_else(
        |error: diesel::result::Error| {
            tracing::debug!(%error, "where the database lies");
            let busy_timeout = read_integer(connection, "PRAGMA busy_timeout").unwrap_or_default();
            let databases: Vec<Attached> =
                sql_query("PRAGMA database_list").load(connection).unwrap_or_default();
            let file = databases.into_iter().find(|d| d.name == "main").and_then(|d| d.file);
            Place { busy_timeout, file: file.unwrap_or_default() }
        },
    )
}

/// A row of `PRAGMA database_list`.
#[derive(diesel::QueryableByName)]
struct Attached {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    file: Option<String>,
}

fn without_run_lock(path: &Path, error: &std::io::Error) -> String {
    format!(
        "cannot lock {} for the whole run ({error}); others that migrate at the same time may take turns with this one, each revision is applied once all the same",
        path.display()
    )
}

/// A pragma's one number. Its column has the pragma's name (`timeout` for `busy_timeout`): read by place.
fn read_integer(connection: &mut SqliteConnection, pragma: &str) -> QueryResult<i64> {
    let value: i32 = diesel::dsl::sql::<Integer>(pragma).get_result(connection)?;
    Ok(i64::from(value))
}

/// A pragma takes no bound value. The most that SQLite takes is an `int`.
fn set_busy_timeout(connection: &mut SqliteConnection, milliseconds: i64) {
    let milliseconds = milliseconds.clamp(0, i64::from(i32::MAX));
    if let Err(error) = connection.batch_execute(&format!("PRAGMA busy_timeout = {milliseconds}")) {
        tracing::debug!(%error, "busy_timeout");
    }
}
