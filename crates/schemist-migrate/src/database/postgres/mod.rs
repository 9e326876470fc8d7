use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Integer, Nullable, Text};
use schemist_dialect::Dialect;
use schemist_schema::Engine;

use super::index_build::IndexBuild;
use super::waiting::until_locked;
use super::{DanglingRows, Database, Effect, LockState, SavedTimeouts, Session, Settings, failure};
use crate::error::MigrateError;
use crate::progress::Progress;
use crate::runner::Timeouts;
use crate::script::Script;

/// The two halves of the advisory lock: "sche", "mist". Advisory locks belong to one database.
const LOCK_KEY: (i32, i32) = (0x7363_6865, 0x6d69_7374);

impl Session for PgConnection {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn begin(&mut self) -> QueryResult<()> {
        AnsiTransactionManager::begin_transaction_sql(self, "BEGIN")
    }

    fn lock(&mut self, timeout: Duration, progress: &mut dyn Progress) -> Result<LockState, MigrateError> {
        let attempt = |connection: &mut PgConnection| {
            try_lock(connection).map_err(|e| failure(Engine::Postgres, "take the migration lock", e))
        };
        until_locked(self, timeout, progress, attempt, lock_holder).map(|()| LockState::default())
    }

    fn unlock(&mut self, _: LockState) {
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

    fn set_timeouts(&mut self, timeouts: &Timeouts) -> QueryResult<SavedTimeouts> {
        let mut saved = SavedTimeouts::default();
        for language in self.texts(include_str!("language.sql"))?.into_iter().flatten() {
            if language.starts_with('!') {
                saved.speaks_otherwise = true;
                continue;
            }
            saved.statements.push(set_setting("lc_messages", &language));
            self.batch_execute(&set_setting("lc_messages", "C"))?;
        }
        for (name, timeout) in [("lock_timeout", timeouts.lock), ("statement_timeout", timeouts.statement)] {
            let Some(timeout) = timeout else { continue };
            let before = setting(self, name)?;
            saved.statements.push(set_setting(name, &before));
            self.batch_execute(&set_setting(name, &format!("{}ms", timeout.as_millis())))?;
        }
        Ok(saved)
    }

    fn restore_timeouts(&mut self, saved: &SavedTimeouts) {
        for sql in &saved.statements {
            if let Err(error) = self.batch_execute(sql) {
                tracing::debug!(%error, "restore a timeout");
            }
        }
    }

    fn save_settings(&mut self, script: &Script<'_>) -> QueryResult<Settings> {
        if !script.text.to_ascii_lowercase().contains("search_path") {
            return Ok(Settings::default());
        }
        Ok(Settings { search_path: Some(setting(self, "search_path")?), ..Settings::default() })
    }

    fn settle(&mut self, settings: &Settings) -> QueryResult<()> {
        // pg_dump empties the search path for the whole session; the bookkeeping would not find its tables.
        self.restore_settings(settings)
    }

    fn restore_settings(&mut self, settings: &Settings) -> QueryResult<()> {
        match &settings.search_path {
            Some(search_path) => self.batch_execute(&set_setting("search_path", search_path)),
            None => Ok(()),
        }
    }

    fn dangling_rows(&mut self) -> QueryResult<DanglingRows> {
        // PostgreSQL lets none come into being.
        Ok(DanglingRows::default())
    }

    fn checks_foreign_keys(&mut self) -> QueryResult<bool> {
        Ok(true)
    }

    fn set_foreign_key_checks(&mut self, _: bool) -> QueryResult<()> {
        Ok(())
    }

    fn fingerprint(&mut self, _: &str) -> QueryResult<Option<String>> {
        Ok(None)
    }

    fn effect(&mut self, sql: &str) -> QueryResult<Effect> {
        let (is_create, query) = match IndexBuild::of(sql) {
            Some(IndexBuild::Create { name, table }) => (
                true,
                sql_query(include_str!("index_of_table.sql")).bind::<Text, _>(table).bind::<Text, _>(name),
            ),
            Some(IndexBuild::Drop { index }) => (
                false,
                sql_query(include_str!("index.sql")).bind::<Text, _>(index.clone()).bind::<Text, _>(index),
            ),
            None => return Ok(Effect::Unknown),
        };
        let found: Option<Index> = query.get_result(self).optional()?;
        Ok(match (is_create, found) {
            (true, None) => Effect::Nothing,
            (true, Some(Index { valid: true, .. })) => Effect::Done,
            (true, Some(Index { valid: false, drop })) => Effect::Partial { undo: drop },
            (false, None) => Effect::Done,
            (false, Some(_)) => Effect::Nothing,
        })
    }
}

/// An index that a statement names, and the statement that drops it.
#[derive(diesel::QueryableByName)]
struct Index {
    #[diesel(sql_type = Bool)]
    valid: bool,
    #[diesel(sql_type = Text)]
    drop: String,
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

fn setting(connection: &mut PgConnection, name: &str) -> QueryResult<String> {
    let literal = Dialect::new(Engine::Postgres).string_literal(name);
    let values = connection.texts(&format!("SELECT current_setting({literal}) AS value"))?;
    Ok(values.into_iter().flatten().next().unwrap_or_default())
}

fn set_setting(name: &str, value: &str) -> String {
    let dialect = Dialect::new(Engine::Postgres);
    format!("SELECT set_config({}, {}, false)", dialect.string_literal(name), dialect.string_literal(value))
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
