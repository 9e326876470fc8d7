//! The bookkeeping, for any of Diesel's connections.

use std::any::Any;

use diesel::QueryResult;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::deserialize::QueryableByName;
use diesel::prelude::*;
use diesel::query_builder::SqlQuery;
use diesel::query_dsl::LoadQuery;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};

use schemist_schema::Engine;

use super::{Database, Session, Statements};
use crate::ledger::{Done, HalfWay, LedgerRow, LedgerTables, State};

impl<C> Database for C
where
    C: Session + diesel::Connection<TransactionManager = AnsiTransactionManager> + 'static,
    LedgerTables: QueryableByName<C::Backend>,
    SqlQuery: for<'q> LoadQuery<'q, C, LedgerTables>
        + for<'q> LoadQuery<'q, C, LedgerRow>
        + for<'q> LoadQuery<'q, C, TextRow>
        + for<'q> LoadQuery<'q, C, NumberRow>,
{
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }

    fn execute(&mut self, sql: &str) -> QueryResult<()> {
        self.batch_execute(sql)
    }

    fn commit(&mut self) -> QueryResult<()> {
        AnsiTransactionManager::commit_transaction(self)
    }

    fn rollback(&mut self) {
        // A commit that failed may have rolled back already, as SQLite does after some errors by itself; a broken
        // connection is rolled back by the server.
        if let Err(error) = AnsiTransactionManager::rollback_transaction(self) {
            tracing::debug!(%error, "rollback");
        }
    }

    fn state(&mut self) -> QueryResult<State> {
        let templates = Statements::of(self.engine()).templates;
        // Where a query that fails is seen by nobody, what is nearly always there is not asked for first.
        if self.engine() == Engine::Sqlite {
            match sql_query(templates.applied).load::<LedgerRow>(self) {
                Ok(rows) => return Ok(State::from_rows(LedgerTables::complete(), rows)),
                Err(error)
                    if ["no such table", "no such column"].iter().any(|w| error.to_string().contains(w)) => {}
                Err(error) => return Err(error),
            }
        }
        let tables: LedgerTables = sql_query(templates.tables).get_result(self)?;
        let rows: Vec<LedgerRow> = match tables {
            LedgerTables { diesel: false, .. } => Vec::new(),
            LedgerTables { ledger: false, .. } => sql_query(templates.applied_by_diesel).load(self)?,
            LedgerTables { diesel: true, ledger: true, .. } => {
                sql_query(Statements::of(self.engine()).applied(&tables)).load(self)?
            }
        };
        Ok(State::from_rows(tables, rows))
    }

    fn create_tables(&mut self, existing: &LedgerTables) -> QueryResult<()> {
        let statements = Statements::of(self.engine()).create_tables(existing);
        statements.iter().try_for_each(|sql| self.batch_execute(sql))
    }

    fn applied_among(&mut self, versions: &[&str]) -> QueryResult<Vec<String>> {
        let sql = Statements::of(self.engine()).applied_among(versions);
        let rows: Vec<TextRow> = sql_query(sql).load(self)?;
        Ok(rows.into_iter().filter_map(|row| row.value).collect())
    }

    fn statements_done(&mut self, version: &str) -> QueryResult<Option<i64>> {
        let sql = Statements::of(self.engine()).statements_done(version);
        self.number(&sql)
    }

    fn record_done(&mut self, done: &Done<'_>) -> QueryResult<()> {
        self.batch_execute(&Statements::of(self.engine()).record_done(done))
    }

    fn record_in_turn(&mut self, done: &Done<'_>, requires: &[&str]) -> QueryResult<()> {
        match Statements::of(self.engine()).record_in_turn(done, requires) {
            Some(sql) => self.batch_execute(&sql),
            None => self.record_done(done),
        }
    }

    fn record_half_way(&mut self, half_way: &HalfWay<'_>) -> QueryResult<()> {
        self.batch_execute(&Statements::of(self.engine()).record_half_way(half_way))
    }

    fn erase(&mut self, version: &str) -> QueryResult<()> {
        self.batch_execute(&Statements::of(self.engine()).erase(version))
    }

    fn erase_half_way(&mut self, version: &str) -> QueryResult<()> {
        self.batch_execute(&Statements::of(self.engine()).erase_half_way(version))
    }

    fn number(&mut self, sql: &str) -> QueryResult<Option<i64>> {
        let row: Option<NumberRow> = sql_query(sql).get_result(self).optional()?;
        Ok(row.and_then(|row| row.value))
    }

    fn texts(&mut self, sql: &str) -> QueryResult<Vec<Option<String>>> {
        let rows: Vec<TextRow> = sql_query(sql).load(self)?;
        Ok(rows.into_iter().map(|row| row.value).collect())
    }
}

#[derive(diesel::QueryableByName)]
pub(crate) struct TextRow {
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

#[derive(diesel::QueryableByName)]
pub(crate) struct NumberRow {
    #[diesel(sql_type = Nullable<BigInt>)]
    value: Option<i64>,
}
