use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text};
use schemist_schema::Engine;

use super::{DanglingRows, Database, LockState, Settings, failure};
use crate::TOOL_VERSION;
use crate::error::MigrateError;
use crate::ledger::{Done, HalfWay, LedgerRow, LedgerTables, State};
use crate::progress::Progress;
use crate::script::Script;

/// The two halves of the advisory lock: "sche", "mist". Advisory locks belong to one database.
const LOCK_KEY: (i32, i32) = (0x7363_6865, 0x6d69_7374);

/// The first and the longest pause between two attempts at the lock.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

impl Database for PgConnection {
    fn engine(&self) -> Engine {
        Engine::Postgres
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
        // A commit that failed has rolled back already; a broken connection is rolled back by the server.
        if let Err(error) = AnsiTransactionManager::rollback_transaction(self) {
            tracing::debug!(%error, "rollback");
        }
    }

    fn lock(&mut self, timeout: Duration, progress: &mut dyn Progress) -> Result<LockState, MigrateError> {
        // Attempts, not one waiting call: that would hold a snapshot, for which CREATE INDEX CONCURRENTLY of
        // the other migrator would wait in turn.
        let began = Instant::now();
        let mut pause = PAUSES.0;
        let mut told = false;
        loop {
            let attempt = try_lock(self);
            if attempt.map_err(|e| failure(Engine::Postgres, "take the migration lock", e))? {
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
        let unlocked = sql_query(include_str!("unlock.sql"))
            .bind::<Integer, _>(LOCK_KEY.0)
            .bind::<Integer, _>(LOCK_KEY.1)
            .execute(self);
        if let Err(error) = unlocked {
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
        let rows: Vec<Version> =
            sql_query(include_str!("applied_among.sql")).bind::<Array<Text>, _>(versions).load(self)?;
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
        sql_query(include_str!("erase.sql")).bind::<Text, _>(version).execute(self)?;
        Ok(())
    }

    fn erase_half_way(&mut self, version: &str) -> QueryResult<()> {
        sql_query(include_str!("erase_applying.sql")).bind::<Text, _>(version).execute(self)?;
        sql_query(include_str!("erase_reverting.sql")).bind::<Text, _>(version).execute(self)?;
        Ok(())
    }

    fn save_settings(&mut self, script: &Script<'_>) -> QueryResult<Settings> {
        if !script.text.to_ascii_lowercase().contains("search_path") {
            return Ok(Settings::default());
        }
        let row: Setting = sql_query(include_str!("search_path.sql")).get_result(self)?;
        Ok(Settings { search_path: Some(row.value), ..Settings::default() })
    }

    fn settle(&mut self, settings: &Settings) -> QueryResult<()> {
        // pg_dump empties the search path for the whole session; the bookkeeping would not find its tables.
        self.restore_settings(settings)
    }

    fn restore_settings(&mut self, settings: &Settings) -> QueryResult<()> {
        if let Some(search_path) = &settings.search_path {
            sql_query(include_str!("set_search_path.sql")).bind::<Text, _>(search_path).execute(self)?;
        }
        Ok(())
    }

    fn dangling_rows(&mut self) -> QueryResult<DanglingRows> {
        // PostgreSQL lets none come into being.
        Ok(DanglingRows::default())
    }

    fn checks_foreign_keys(&mut self) -> QueryResult<bool> {
        Ok(true)
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

#[derive(diesel::QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(diesel::QueryableByName)]
struct Locked {
    #[diesel(sql_type = Bool)]
    locked: bool,
}

#[derive(diesel::QueryableByName)]
struct Holder {
    #[diesel(sql_type = Integer)]
    pid: i32,
    #[diesel(sql_type = Nullable<Text>)]
    role: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    program: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    address: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    since: Option<String>,
}

fn try_lock(connection: &mut PgConnection) -> QueryResult<bool> {
    let row: Locked = sql_query(include_str!("lock.sql"))
        .bind::<Integer, _>(LOCK_KEY.0)
        .bind::<Integer, _>(LOCK_KEY.1)
        .get_result(connection)?;
    Ok(row.locked)
}

/// Who holds the lock, in words; as much as the server tells this role.
fn lock_holder(connection: &mut PgConnection) -> String {
    let rows: QueryResult<Vec<Holder>> = sql_query(include_str!("lock_holder.sql"))
        .bind::<Integer, _>(LOCK_KEY.0)
        .bind::<Integer, _>(LOCK_KEY.1)
        .load(connection);
    match rows.as_deref() {
        Ok([holder, ..]) => holder.in_words(),
        Ok([]) | Err(_) => "it has just ended".to_owned(),
    }
}

impl Holder {
    fn in_words(&self) -> String {
        let filled = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
        let mut words = format!("server process {}", self.pid);
        for (before, value) in [
            (" of role ", filled(&self.role)),
            (", program ", filled(&self.program)),
            (" from ", filled(&self.address)),
            (", connected since ", filled(&self.since)),
        ] {
            if let Some(value) = value {
                words.push_str(before);
                words.push_str(&value);
            }
        }
        words
    }
}
