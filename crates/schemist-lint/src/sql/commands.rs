//! Commands that their words tell.

use schemist_schema::sql::Token;
use schemist_schema::{
    Engine, EnumType, Expression, Operation, Origin, Pair, QualifiedName, UnmanagedKind, UnmanagedObject,
};

use super::alter_table::drop_index;
use super::reader::{At, Reader};
use super::words::Words;
use crate::{Action, How};

/// What nothing has to be said of.
const HARMLESS: [&str; 57] = [
    "select",
    "table",
    "values",
    "show",
    "explain",
    "analyze",
    "analyse",
    "vacuum",
    "checkpoint",
    "discard",
    "listen",
    "notify",
    "use",
    "pragma",
    "comment on",
    "security label",
    "create view",
    "create or replace",
    "create temporary",
    "create temp",
    "create materialized view",
    "create recursive view",
    "create function",
    "create procedure",
    "create aggregate",
    "create operator",
    "create cast",
    "create collation",
    "create statistics",
    "create text search",
    "create publication",
    "create subscription",
    "create server",
    "create foreign",
    "create user",
    "create role",
    "create rule",
    "create event",
    "create language",
    "create database",
    "create schema",
    "alter default",
    "alter role",
    "alter user",
    "alter function",
    "alter procedure",
    "alter view",
    "alter materialized",
    "alter index",
    "alter database",
    "alter owner",
    "alter publication",
    "alter statistics",
    "alter operator",
    "alter collation",
    "alter aggregate",
    "alter trigger",
];

pub(super) fn read(reader: &mut Reader<'_>, at: At<'_>, mut words: Words<'_>) -> bool {
    let engine = reader.engine();
    let how = How::default();
    if transaction(reader, at, &mut words.clone()) || rows(reader, at, &mut words.clone()) {
        return true;
    }
    view(reader, at, &mut words.clone());
    if let Some(operation) = types(reader, &mut words.clone()) {
        reader.operation(at, how, operation);
        return true;
    }
    if words.take("drop") {
        return drop(reader, at, words);
    }
    if let Some(action) = access(&mut words.clone()).or_else(|| maintenance(&mut words.clone())) {
        let concurrently = words.has("concurrently");
        reader.action(at, How { concurrently, ..how }, action);
        return true;
    }
    if words.take("alter schema") {
        let (Some(from), true, Some(to)) = (words.identifier(), words.take("rename to"), words.identifier())
        else {
            return false;
        };
        reader.action(at, how, Action::RenameNamespace { from, to });
        return true;
    }
    if words.take("alter index") {
        words.take("if exists");
        let (Some(from), true, Some(to)) = (words.name(), words.take("rename to"), words.identifier()) else {
            reader.action(at, how, Action::Harmless);
            return true;
        };
        let table = reader.table_of_index(&from.name).map(|table| table.name.clone());
        match table {
            Some(table) => {
                let name = Pair::new(from.name, to);
                reader.operation(at, how, Operation::RenameIndex { table, name });
            }
            None => reader.action(at, how, Action::Harmless),
        }
        return true;
    }
    if engine == Engine::Mysql && words.take("rename table") {
        while let (Some(from), true, Some(to)) = (words.name(), words.take("to"), words.name()) {
            reader.operation(at, how.clone(), Operation::RenameTable { name: Pair::new(from, to) });
            words.symbol(",");
        }
        return true;
    }
    if engine == Engine::Mysql && words.take_any(&["create fulltext index", "create spatial index"]).is_some()
    {
        reader.action(at, how, Action::Harmless);
        return true;
    }
    if words.take_any(&["create trigger", "create or replace trigger", "create constraint trigger"]).is_some()
    {
        let mut rest = words.clone();
        while !rest.rest().is_empty() && !rest.take("on") {
            rest.skip();
        }
        let Some(table) = rest.name() else { return false };
        reader.action(at, how, Action::CreateTrigger { table });
        return true;
    }
    if words.take_any(&["create sequence", "alter sequence", "create virtual", "create or replace"]).is_some()
        || words.take_any(&HARMLESS).is_some()
    {
        reader.action(at, how, Action::Harmless);
        return true;
    }
    false
}

fn transaction(reader: &mut Reader<'_>, at: At<'_>, words: &mut Words<'_>) -> bool {
    let action = if words.take_any(&["begin", "start transaction"]).is_some() {
        Action::Begin
    } else if words.take_any(&["commit", "rollback to", "rollback", "end"]).is_some() {
        Action::End
    } else if words.take_any(&["savepoint", "release"]).is_some() {
        Action::Harmless
    } else if words.take("set") {
        let setting = words.take_any(&["local", "session", "global"]);
        let of_locks = words.take_any(&["lock_timeout", "lock_wait_timeout", "innodb_lock_wait_timeout"]);
        let of_statements =
            words.take_any(&["statement_timeout", "max_statement_time", "max_execution_time"]);
        if words.take_any(&["timezone", "time zone"]).is_some() {
            let zone = |token: &Token<'_>| token.text.trim_matches('\'').to_ascii_lowercase();
            let is_utc =
                words.rest().iter().map(zone).any(|zone| ["utc", "etc/utc", "gmt"].contains(&&*zone));
            reader.action(at, How::default(), Action::SetTimeZone { is_utc });
            return true;
        }
        match (of_locks, of_statements, setting) {
            (Some(_), _, _) => Action::SetTimeout { for_locks: true },
            (None, Some(_), _) => Action::SetTimeout { for_locks: false },
            (None, None, _) => Action::Harmless,
        }
    } else {
        return false;
    };
    reader.action(at, How::default(), action);
    true
}

fn rows(reader: &mut Reader<'_>, at: At<'_>, words: &mut Words<'_>) -> bool {
    let change = |verb, table, is_filtered| Action::ChangeRows { verb, table, is_filtered };
    let verb = words.take_any(&[
        "update",
        "delete from",
        "insert",
        "replace",
        "merge",
        "copy",
        "with",
        "load data",
        "truncate",
    ]);
    let action = match verb {
        Some("update") => {
            words.take("only");
            let table = words.name();
            change("UPDATE", table, words.has("where"))
        }
        Some("delete from") => {
            words.take("only");
            let table = words.name();
            change("DELETE", table, words.has("where"))
        }
        Some("insert" | "replace") => {
            words.take_any(&["or replace", "or ignore", "ignore"]);
            words.take("into");
            change("INSERT", words.name(), true)
        }
        Some("merge") => {
            words.take("into");
            change("MERGE", words.name(), true)
        }
        Some("copy" | "load data") => change("COPY", None, true),
        Some("with") => {
            let changes = ["update", "delete", "insert"].into_iter().any(|verb| words.has(verb));
            match changes {
                true => change("WITH", None, words.has("where") || words.has("insert")),
                false => Action::Harmless,
            }
        }
        Some("truncate") => {
            words.take("table");
            words.take("only");
            let Some(table) = words.name() else { return false };
            Action::Truncate { table, cascade: words.has("cascade") }
        }
        _ => return false,
    };
    reader.action(at, How::default(), action);
    true
}

/// A view is known from then on, with the tables that it reads.
fn view(reader: &mut Reader<'_>, at: At<'_>, words: &mut Words<'_>) {
    if words.take_any(&["create view", "create or replace view"]).is_none() {
        return;
    }
    words.take("if not exists");
    let Some(name) = words.name() else { return };
    let definition = Expression::new(at.place.text());
    let tables = reader.schema.tables.keys().filter(|table| definition.mentions(&table.name));
    let depends_on = tables.cloned().collect();
    reader.schema.unmanaged.push(UnmanagedObject {
        definition: Some(definition.sql),
        depends_on,
        ..UnmanagedObject::new(UnmanagedKind::View, name)
    });
}

/// Enum types and namespaces.
fn types(reader: &Reader<'_>, words: &mut Words<'_>) -> Option<Operation> {
    if words.take("create schema") {
        words.take("if not exists");
        return words.identifier().map(|name| Operation::CreateNamespace { name });
    }
    if words.take("create type") {
        let name = words.name()?;
        if !words.take("as enum") {
            return None;
        }
        let enum_type = EnumType { name, values: strings(words), comment: None, origin: Origin::default() };
        return Some(Operation::CreateEnum { enum_type });
    }
    if !words.take("alter type") {
        return None;
    }
    let name = words.name()?;
    if words.take("rename to") {
        let next = name.sibling(words.identifier()?);
        return Some(Operation::RenameEnum { name: Pair::new(name, next) });
    }
    if words.take("rename value") {
        let from = words.string()?;
        words.take("to");
        return Some(Operation::RenameEnumValue { name, value: Pair::new(from, words.string()?) });
    }
    if words.take("add value") {
        words.take("if not exists");
        let added = words.string()?;
        let previous = reader.schema.enums.get(&name).map(|e| e.values.clone()).unwrap_or_default();
        let place = words.take_any(&["before", "after"]);
        let neighbour = words.string();
        let at = neighbour.and_then(|neighbour| previous.iter().position(|value| *value == neighbour));
        let mut next = previous.clone();
        match (place, at) {
            (Some("before"), Some(at)) => next.insert(at, added),
            (Some(_), Some(at)) => next.insert(at + 1, added),
            _ => next.push(added),
        }
        return Some(Operation::AlterEnum { name, values: Pair::new(previous, next) });
    }
    None
}

fn strings(words: &mut Words<'_>) -> Vec<String> {
    let mut values = Vec::new();
    words.symbol("(");
    while let Some(value) = words.string() {
        values.push(value);
        words.symbol(",");
    }
    values
}

/// Who may see what, and what extensions and domains there are.
fn access(words: &mut Words<'_>) -> Option<Action> {
    if let Some(verb) = words.take_any(&["grant", "revoke"]) {
        return Some(Action::Access { what: format!("what somebody may do ({})", verb.to_uppercase()) });
    }
    if words.take_any(&["create policy", "alter policy"]).is_some() {
        let name = words.identifier()?;
        return Some(Action::Access { what: format!("policy {name}") });
    }
    let extension = [("create extension", "create"), ("alter extension", "alter")];
    for (phrase, verb) in extension {
        if words.take(phrase) {
            words.take("if not exists");
            return words.identifier().map(|name| Action::Extension { verb, name });
        }
    }
    if words.take("create domain") {
        let name = words.name()?;
        return Some(match words.has("check") {
            true => Action::DomainConstraint { name, is_altered: false },
            false => Action::Harmless,
        });
    }
    if words.take("alter domain") {
        let name = words.name()?;
        let adds = words.take_any(&["add", "set not null"]).is_some() && !words.has("valid");
        return Some(match adds {
            true => Action::DomainConstraint { name, is_altered: true },
            false => Action::Harmless,
        });
    }
    None
}

/// What touches no definition.
fn maintenance(words: &mut Words<'_>) -> Option<Action> {
    if words.take("reindex") {
        let mut rest = words.clone();
        while !rest.rest().is_empty()
            && rest.take_any(&["index", "table", "schema", "database", "system"]).is_none()
        {
            rest.skip();
        }
        rest.take("concurrently");
        return Some(Action::Reindex {
            name: rest.name().unwrap_or_else(|| QualifiedName::new("everything")),
        });
    }
    if words.take("refresh materialized view") {
        words.take("concurrently");
        return words.name().map(|view| Action::Refresh { view });
    }
    if words.take("vacuum") {
        if !words.has("full") {
            return Some(Action::Harmless);
        }
        if words.symbol("(") {
            while !words.rest().is_empty() && !words.symbol(")") {
                words.skip();
            }
        }
        while words.take_any(&["full", "freeze", "verbose", "analyze"]).is_some() {}
        return Some(Action::Repack { command: "VACUUM FULL", table: words.name() });
    }
    if words.take("cluster") {
        words.take("verbose");
        return Some(Action::Repack { command: "CLUSTER", table: words.name() });
    }
    if words.take("optimize") {
        words.take("local");
        words.take("table");
        return Some(Action::Repack { command: "OPTIMIZE TABLE", table: words.name() });
    }
    None
}

/// `DROP` of anything.
fn drop(reader: &mut Reader<'_>, at: At<'_>, mut words: Words<'_>) -> bool {
    let engine = reader.engine();
    const KINDS: [&str; 31] = [
        "table",
        "temporary table",
        "index",
        "schema",
        "database",
        "sequence",
        "type",
        "view",
        "materialized view",
        "function",
        "procedure",
        "trigger",
        "extension",
        "policy",
        "domain",
        "rule",
        "aggregate",
        "operator",
        "cast",
        "collation",
        "statistics",
        "publication",
        "subscription",
        "role",
        "user",
        "server",
        "foreign",
        "event",
        "language",
        "owned",
        "text search",
    ];
    let Some(kind) = words.take_any(&KINDS) else { return false };
    let concurrently = words.take("concurrently");
    words.take("if exists");
    let mut how = How { concurrently, cascade: words.has("cascade"), ..How::default() };
    let mut names = Vec::new();
    while let Some(name) = words.name() {
        names.push(name);
        if !words.symbol(",") {
            break;
        }
    }
    if names.is_empty() {
        return false;
    }
    if engine == Engine::Mysql && words.has("algorithm") {
        how.algorithm = words.has("copy").then(|| "COPY".to_owned());
    }
    for name in names {
        match kind {
            "table" => {
                let table = Box::new(reader.table(&name));
                reader.operation(at, how.clone(), Operation::DropTable { table });
            }
            "index" => {
                let on = words.clone();
                let mut on = on;
                let table = match on.take("on") {
                    true => on.name(),
                    false => reader.table_of_index(&name.name).map(|table| table.name.clone()),
                };
                match table {
                    Some(table) => drop_index(reader, at, how.clone(), &table, &name.name),
                    None => {
                        let kind = kind.to_owned();
                        reader.action(at, how.clone(), Action::DropOther { kind, name });
                    }
                }
            }
            "schema" if engine != Engine::Mysql => {
                reader.operation(at, how.clone(), Operation::DropNamespace { name: name.name });
            }
            "database" | "schema" => {
                reader.action(at, how.clone(), Action::DropDatabase { name: name.name });
            }
            "sequence" if reader.schema.sequences.contains_key(&name) => {
                if let Some(sequence) = reader.schema.sequences.get(&name).cloned() {
                    reader.operation(at, how.clone(), Operation::DropSequence { sequence });
                }
            }
            "type" if reader.schema.enums.contains_key(&name) => {
                if let Some(enum_type) = reader.schema.enums.get(&name).cloned() {
                    reader.operation(at, how.clone(), Operation::DropEnum { enum_type });
                }
            }
            "extension" => {
                reader.action(at, how.clone(), Action::Extension { verb: "drop", name: name.name });
            }
            "policy" => {
                reader.action(at, how.clone(), Action::Access { what: format!("policy {}", name.name) });
            }
            "temporary table" => reader.action(at, how.clone(), Action::Harmless),
            _ => {
                let kind = kind.to_owned();
                reader.action(at, how.clone(), Action::DropOther { kind, name });
            }
        }
    }
    true
}
