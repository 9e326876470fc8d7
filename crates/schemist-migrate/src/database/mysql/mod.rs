use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection};
use diesel::mysql::MysqlConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};
use schemist_dialect::Dialect;
use schemist_reflect::show_create;
use schemist_schema::Engine;
use schemist_schema::sql::{TokenKind, significant, unquote};

use super::waiting::until_locked;
use super::{DanglingRows, Database, Effect, LockState, SavedTimeouts, Session, Settings, failure};
use crate::checksum;
use crate::error::MigrateError;
use crate::progress::Progress;
use crate::runner::Timeouts;
use crate::script::Script;

/// How many names of a statement are looked up: a statement that names more changes one of the first.
const NAMES: usize = 40;

impl Session for MysqlConnection {
    fn engine(&self) -> Engine {
        Engine::Mysql
    }

    fn begin(&mut self) -> QueryResult<()> {
        AnsiTransactionManager::begin_transaction_sql(self, "BEGIN")
    }

    fn lock(&mut self, timeout: Duration, progress: &mut dyn Progress) -> Result<LockState, MigrateError> {
        let attempt = |connection: &mut MysqlConnection| {
            let got = connection.number(include_str!("lock.sql"));
            got.map(|got| got == Some(1)).map_err(|e| failure(Engine::Mysql, "take the migration lock", e))
        };
        until_locked(self, timeout, progress, attempt, lock_holder).map(|()| LockState::default())
    }

    fn unlock(&mut self, _: LockState) {
        // Where the connection broke, the server has let the lock go.
        if let Err(error) = self.batch_execute(include_str!("unlock.sql")) {
            tracing::debug!(%error, "unlock");
        }
    }

    fn shares_lock(&self) -> bool {
        false
    }

    fn set_timeouts(&mut self, timeouts: &Timeouts) -> QueryResult<SavedTimeouts> {
        let mut saved = SavedTimeouts::default();
        for language in self.texts(include_str!("language.sql"))?.into_iter().flatten() {
            let language = Dialect::new(Engine::Mysql).string_literal(&language);
            saved.statements.push(format!("SET SESSION lc_messages = {language}"));
            self.batch_execute("SET SESSION lc_messages = 'en_US'")?;
        }
        if let Some(lock) = timeouts.lock {
            // In whole seconds, and not less than one.
            let seconds = lock.as_millis().div_ceil(1000).max(1);
            for name in ["lock_wait_timeout", "innodb_lock_wait_timeout"] {
                let before = self.number(&format!("SELECT CAST(@@{name} AS SIGNED) AS value"))?;
                saved
                    .statements
                    .push(format!("SET SESSION {name} = {}", before.unwrap_or(seconds_of_a_year())));
                self.batch_execute(&format!("SET SESSION {name} = {seconds}"))?;
            }
        }
        if let Some(statement) = timeouts.statement {
            let seconds = statement.as_secs_f64();
            // MariaDB's limit; MySQL has one for SELECT alone, in milliseconds.
            match self.batch_execute(&format!("SET SESSION max_statement_time = {seconds}")) {
                Ok(()) => saved.statements.push("SET SESSION max_statement_time = DEFAULT".to_owned()),
                Err(_) => {
                    self.batch_execute(&format!(
                        "SET SESSION max_execution_time = {}",
                        statement.as_millis()
                    ))?;
                    saved.statements.push("SET SESSION max_execution_time = DEFAULT".to_owned());
                }
            }
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
        if !script.text.to_ascii_lowercase().contains("foreign_key_checks") {
            return Ok(Settings::default());
        }
        Ok(Settings { foreign_keys: Some(self.checks_foreign_keys()?), ..Settings::default() })
    }

    fn settle(&mut self, _: &Settings) -> QueryResult<()> {
        Ok(())
    }

    fn restore_settings(&mut self, settings: &Settings) -> QueryResult<()> {
        settings.foreign_keys.map_or(Ok(()), |on| self.set_foreign_key_checks(on))
    }

    fn dangling_rows(&mut self) -> QueryResult<DanglingRows> {
        // The server lets none come into being, unless a script turns its checks off.
        Ok(DanglingRows::default())
    }

    fn checks_foreign_keys(&mut self) -> QueryResult<bool> {
        Ok(self.number(include_str!("foreign_key_checks.sql"))? != Some(0))
    }

    fn set_foreign_key_checks(&mut self, on: bool) -> QueryResult<()> {
        self.batch_execute(if on {
            "SET SESSION foreign_key_checks = 1"
        } else {
            "SET SESSION foreign_key_checks = 0"
        })
    }

    /// A statement that defines something commits by itself, so its record comes a moment later. The definitions of
    /// all that it names, before it runs, tell afterwards whether it took effect.
    fn fingerprint(&mut self, sql: &str) -> QueryResult<Option<String>> {
        let names = names(sql);
        if names.is_empty() {
            return Ok(None);
        }
        let dialect = Dialect::new(Engine::Mysql);
        let list: Vec<String> = names.iter().map(|name| dialect.string_literal(name)).collect();
        let mut definitions: Vec<String> = Vec::new();
        for (words, query) in DEFINITIONS {
            if names.iter().any(|name| words.iter().any(|word| name.eq_ignore_ascii_case(word))) {
                let query = query.replace(":names", &list.join(", "));
                definitions.extend(self.texts(&query)?.into_iter().flatten());
            }
        }
        let tables = include_str!("tables_named.sql").replace(":names", &list.join(", "));
        for table in self.texts(&tables)?.into_iter().flatten() {
            definitions.push(without_counter(&show_create(self, "table", &table)?));
        }
        Ok(Some(checksum(&definitions.join("\n"))))
    }

    fn effect(&mut self, _: &str) -> QueryResult<Effect> {
        Ok(Effect::Unknown)
    }
}

/// What is looked up beside tables and sequences, where a statement has one of the words before it: the catalogue of MariaDB opens every
/// table to find a view or a trigger.
const DEFINITIONS: [(&[&str], &str); 4] = [
    (&["view", "rename"], include_str!("definitions/views.sql")),
    (&["trigger"], include_str!("definitions/triggers.sql")),
    (&["function", "procedure", "package"], include_str!("definitions/routines.sql")),
    (&["database", "schema"], include_str!("definitions/schemas.sql")),
];

/// The identifiers in a statement, as far as they may name something that is there.
fn names(sql: &str) -> Vec<String> {
    let tokens = significant(sql);
    let named = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::QuotedIdentifier));
    let mut names: Vec<String> = Vec::new();
    for token in named {
        let name = unquote(token.text);
        if names.len() < NAMES && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What counts rows is no part of a definition.
pub(crate) fn without_counter(definition: &str) -> String {
    match definition.split_once(" AUTO_INCREMENT=") {
        Some((before, after)) => {
            format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        None => definition.to_owned(),
    }
}

/// The default of `lock_wait_timeout`.
const fn seconds_of_a_year() -> i64 {
    31_536_000
}

#[derive(diesel::QueryableByName)]
struct Holder {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    role: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    address: Option<String>,
}

/// Who holds the lock, in words; as much as the server tells this role.
fn lock_holder(connection: &mut MysqlConnection) -> String {
    let rows: QueryResult<Vec<Holder>> = sql_query(include_str!("lock_holder.sql")).load(connection);
    match rows.as_deref() {
        Ok([Holder { id, role, address }, ..]) => {
            let role = role.as_ref().map(|role| format!(" of {role}")).unwrap_or_default();
            let address = address.as_ref().map(|address| format!(" from {address}")).unwrap_or_default();
            format!("server connection {id}{role}{address}")
        }
        Ok([]) | Err(_) => "it has just ended".to_owned(),
    }
}
