use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use diesel::sqlite::SqliteConnection;
use schemist_schema::Engine;

use super::{DanglingRows, Database, LockState, Settings};
use crate::TOOL_VERSION;
use crate::error::MigrateError;
use crate::ledger::{Done, HalfWay, LedgerRow, LedgerTables, State};
use crate::progress::Progress;
use crate::script::Script;

/// How many dangling rows a message names.
const EXAMPLES: usize = 5;

impl Database for SqliteConnection {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn execute(&mut self, sql: &str) -> QueryResult<()> {
        self.batch_execute(sql)
    }

    fn begin(&mut self) -> QueryResult<()> {
        // A deferred transaction would find out only half-way that another one writes.
        AnsiTransactionManager::begin_transaction_sql(self, "BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> QueryResult<()> {
        AnsiTransactionManager::commit_transaction(self)
    }

    fn rollback(&mut self) {
        // SQLite has rolled back itself after some errors; there is nothing open then.
        if let Err(error) = AnsiTransactionManager::rollback_transaction(self) {
            tracing::debug!(%error, "rollback");
        }
    }

    fn lock(&mut self, timeout: Duration, _: &mut dyn Progress) -> Result<LockState, MigrateError> {
        let before = read_integer(self, "PRAGMA busy_timeout").unwrap_or_default();
        set_busy_timeout(self, i64::try_from(timeout.as_millis()).unwrap_or(i64::MAX));
        Ok(LockState { busy_timeout: Some(before) })
    }

    fn unlock(&mut self, state: &LockState) {
        if let Some(milliseconds) = state.busy_timeout {
            set_busy_timeout(self, milliseconds);
        }
    }

    fn shares_lock(&self) -> bool {
        true
    }

    fn state(&mut self) -> QueryResult<State> {
        let tables: LedgerTables = sql_query(include_str!("tables.sql")).get_result(self)?;
        let rows: Vec<LedgerRow> = match tables {
            LedgerTables { diesel: false, .. } => Vec::new(),
            LedgerTables { ledger: false, .. } => {
                sql_query(include_str!("applied_by_diesel.sql")).load(self)?
            }
            LedgerTables { diesel: true, ledger: true } => {
                sql_query(include_str!("applied.sql")).load(self)?
            }
        };
        Ok(State::from_rows(tables, rows))
    }

    fn create_tables(&mut self, existing: LedgerTables) -> QueryResult<()> {
        if !existing.diesel {
            self.batch_execute(diesel::migration::CREATE_MIGRATIONS_TABLE)?;
        }
        if existing.ledger { Ok(()) } else { self.batch_execute(include_str!("create_ledger.sql")) }
    }

    fn applied_among(&mut self, versions: &[&str]) -> QueryResult<Vec<String>> {
        let list = serde_json::Value::from(versions).to_string();
        let rows: Vec<Version> =
            sql_query(include_str!("applied_among.sql")).bind::<Text, _>(list).load(self)?;
        Ok(rows.into_iter().map(|row| row.version).collect())
    }

    fn statements_done(&mut self, version: &str) -> QueryResult<Option<i64>> {
        let row: Option<Count> = sql_query(include_str!("statements_done.sql"))
            .bind::<Text, _>(version)
            .get_result(self)
            .optional()?;
        Ok(row.map(|row| row.value))
    }

    fn record_done(&mut self, done: &Done<'_>) -> QueryResult<()> {
        sql_query(include_str!("insert_applied.sql")).bind::<Text, _>(done.version).execute(self)?;
        sql_query(include_str!("record_done.sql"))
            .bind::<Text, _>(done.version)
            .bind::<Text, _>(done.up_checksum)
            .bind::<Nullable<Text>, _>(done.down_checksum)
            .bind::<BigInt, _>(done.duration_ms)
            .bind::<Text, _>(TOOL_VERSION)
            .bind::<BigInt, _>(i64::try_from(done.statements_done).unwrap_or(i64::MAX))
            .execute(self)?;
        Ok(())
    }

    fn record_half_way(&mut self, half_way: &HalfWay<'_>) -> QueryResult<()> {
        sql_query(include_str!("record_half_way.sql"))
            .bind::<Text, _>(half_way.version)
            .bind::<Nullable<Text>, _>(half_way.up_checksum)
            .bind::<Nullable<Text>, _>(half_way.down_checksum)
            .bind::<Text, _>(TOOL_VERSION)
            .bind::<Text, _>(half_way.state())
            .bind::<BigInt, _>(i64::try_from(half_way.statements_done).unwrap_or(i64::MAX))
            .bind::<Text, _>(half_way.statements_checksum)
            .execute(self)?;
        Ok(())
    }

    fn erase(&mut self, version: &str) -> QueryResult<()> {
        sql_query(include_str!("delete_applied.sql")).bind::<Text, _>(version).execute(self)?;
        sql_query(include_str!("delete_ledger.sql")).bind::<Text, _>(version).execute(self)?;
        Ok(())
    }

    fn erase_half_way(&mut self, version: &str) -> QueryResult<()> {
        sql_query(include_str!("erase_applying.sql")).bind::<Text, _>(version).execute(self)?;
        sql_query(include_str!("erase_reverting.sql")).bind::<Text, _>(version).execute(self)?;
        Ok(())
    }

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
        match settings.foreign_keys {
            Some(true) => self.batch_execute("PRAGMA foreign_keys = ON")?,
            Some(false) => self.batch_execute("PRAGMA foreign_keys = OFF")?,
            None => {}
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
}

#[derive(diesel::QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    value: i64,
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
