use schemist_diagnostics::Span;
use schemist_dialect::Dialect;
use schemist_schema::{Engine, Operation, QualifiedName, Schema, Table};
use sqlparser::ast::Statement;
use sqlparser::dialect::{MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::Parser;

use super::place::Place;
use super::words::Words;
use super::{alter_table, commands, create};
use crate::{Action, Change, How, What};

/// Reads statement after statement, and keeps the schema up to date.
pub(super) struct Reader<'r> {
    pub(super) dialect: &'r Dialect,
    pub(super) schema: &'r mut Schema,
    pub(super) changes: Vec<Change<'static>>,
}

/// Where what is read stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) statement: usize,
    pub(super) place: Place<'a>,
}

impl Reader<'_> {
    pub(super) fn read(&mut self, statement: usize, place: Place<'_>) {
        let at = At { statement, place };
        let mut words = self.words(place);
        let is_read = if words.take("alter table") {
            alter_table::read(self, at, words)
        } else if words
            .take_any(&["create table", "create index", "create unique index", "create unlogged table"])
            .is_some()
        {
            create::read(self, at)
        } else {
            commands::read(self, at, words)
        };
        if !is_read {
            self.unknown(at);
        }
    }

    pub(super) fn engine(&self) -> Engine {
        self.dialect.engine()
    }

    pub(super) fn words<'a>(&self, place: Place<'a>) -> Words<'a> {
        Words::of(place.text(), self.engine())
    }

    /// What `sqlparser` makes of one statement.
    pub(super) fn parse(&self, sql: &str) -> Option<Statement> {
        let parsed = match self.engine() {
            Engine::Postgres => Parser::parse_sql(&PostgreSqlDialect {}, sql),
            Engine::Mysql => Parser::parse_sql(&MySqlDialect {}, sql),
            Engine::Sqlite => Parser::parse_sql(&SQLiteDialect {}, sql),
        };
        parsed.ok().and_then(|mut statements| statements.pop().filter(|_| statements.is_empty()))
    }

    /// Notes a change of the schema, and carries it out on what is known of it.
    pub(super) fn operation(&mut self, at: At<'_>, how: How, operation: Operation) {
        // What is not known cannot be changed; the statement is looked at all the same.
        let _ = self.schema.apply(&operation);
        self.push(at, how, What::Operation(std::borrow::Cow::Owned(operation)));
    }

    pub(super) fn action(&mut self, at: At<'_>, how: How, action: Action) {
        self.push(at, how, What::Action(action));
    }

    pub(super) fn unknown(&mut self, at: At<'_>) {
        let words: Vec<&str> = at.place.text().split_whitespace().take(4).collect();
        self.action(at, How::default(), Action::Unknown { words: words.join(" ") });
    }

    fn push(&mut self, at: At<'_>, how: How, what: What<'static>) {
        let span: Option<Span> = Some(at.place.span());
        self.changes.push(Change { what, how, span, statement: at.statement });
    }

    /// A table as it is known, or an empty one of the name.
    pub(super) fn table(&self, name: &QualifiedName) -> Table {
        self.schema.tables.get(name).cloned().unwrap_or_else(|| Table::new(name.clone()))
    }

    /// The table that has an index.
    pub(super) fn table_of_index(&self, index: &str) -> Option<&Table> {
        self.schema.tables.values().find(|table| table.index(index).is_some())
    }
}
