use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::mysql::MysqlConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};
use schemist_schema::Engine;

use super::{DanglingRows, Database, LockState, Settings, failure};
use crate::TOOL_VERSION;
use crate::error::MigrateError;
use crate::ledger::{Done, HalfWay, LedgerRow, LedgerTables, State};
use crate::progress::Progress;
use crate::script::Script;

/// The first and the longest pause between two attempts at the lock.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

impl Database for MysqlConnection {
    fn engine(&self) -> Engine {
        Engine::Mysql
    }

    fn execute(&mut self, sql: &str) -> QueryResult<()> {
        self.batch_execute(sql)
    }

    fn begin(&mut self) -> QueryResult<()> {
        AnsiTransactionManager::begin_transaction_sql(self, "BEGIN")
    }

    fn commit(&mut self) -> QueryResult<()> {
        AnsiTransactionManager::commit_transaction(self)
    }

    fn rollback(&mut self) {
        // DDL has committed what was open; a broken connection is rolled back by the server.
        if let Err(error) = AnsiTransactionManager::rollback_transaction(self) {
            tracing::debug!(%error, "rollback");
        }
    }

    fn lock(&mut self, timeout: Duration, progress: &mut dyn Progress) -> Result<LockState, MigrateError> {
        let began = Instant::now();
        let mut pause = PAUSES.0;
        let mut told = false;
        loop {
            let attempt: QueryResult<Count> = sql_query(include_str!("lock.sql")).get_result(self);
            if attempt.map_err(|e| failure(Engine::Mysql, "take the migration lock", e))?.value == 1 {
                return Ok(LockState::default());
            }
            let waited = began.elapsed();
            if waited >= timeout {
                return Err(MigrateError::Locked { holder: lock_holder(self), waited });
            }
            if !told {
                progress.waiting(&lock_holder(self));
                told = true;
            }
            std::thread::sleep(pause.min(timeout.saturating_sub(waited)));
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    fn unlock(&mut self, _: &LockState) {
        // Where the connection broke, the server has let the lock go.
        if let Err(error) = self.batch_execute(include_str!("unlock.sql")) {
            tracing::debug!(%error, "unlock");
        }
    }

    fn shares_lock(&self) -> bool {
        false
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
        let rows: Vec<Version> = sql_query(include_str!("versions.sql")).load(self)?;
        Ok(rows.into_iter().map(|row| row.version).filter(|v| versions.contains(&v.as_str())).collect())
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
            .bind::<Text, _>(done.up_checksum)
            .bind::<Nullable<Text>, _>(done.down_checksum)
            .bind::<BigInt, _>(done.duration_ms)
            .bind::<Text, _>(TOOL_VERSION)
            .bind::<BigInt, _>(i64::try_from(done.statements_done).unwrap_or(i64::MAX))
            .bind::<Text, _>(done.version)
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
            .bind::<Text, _>(half_way.version)
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
        if !script.text.to_ascii_lowercase().contains("foreign_key_checks") {
            return Ok(Settings::default());
        }
        Ok(Settings { foreign_keys: Some(self.checks_foreign_keys()?), ..Settings::default() })
    }

    fn settle(&mut self, _: &Settings) -> QueryResult<()> {
        Ok(())
    }

    fn restore_settings(&mut self, settings: &Settings) -> QueryResult<()> {
        match settings.foreign_keys {
            Some(true) => self.batch_execute("SET SESSION foreign_key_checks = 1"),
            Some(false) => self.batch_execute("SET SESSION foreign_key_checks = 0"),
            None => Ok(()),
        }
    }

    fn dangling_rows(&mut self) -> QueryResult<DanglingRows> {
        // The server lets none come into being, unless a script turns its checks off.
        Ok(DanglingRows::default())
    }

    fn checks_foreign_keys(&mut self) -> QueryResult<bool> {
        let row: Count = sql_query(include_str!("foreign_key_checks.sql")).get_result(self)?;
        Ok(row.value != 0)
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

/// Who holds the lock, in words.
fn lock_holder(connection: &mut MysqlConnection) -> String {
    let row: QueryResult<Count> = sql_query(include_str!("lock_holder.sql")).get_result(connection);
    match row {
        Ok(Count { value }) if value > 0 => format!("server connection {value}"),
        Ok(_) | Err(_) => "it has just ended".to_owned(),
    }
}
