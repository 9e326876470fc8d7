//! Engine options: each key belongs to one engine, and counts there alone.

use std::collections::BTreeMap;

use schemist_schema::Engine;

use super::{node::Node, reader};
use crate::{
    codes,
    problem::{Context, Problem},
};

/// Engine options as declared, by engine and lower-case name; a flag's value is `true`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OptionsDeclaration {
    by_engine: BTreeMap<Engine, BTreeMap<String, String>>,
}

impl OptionsDeclaration {
    /// Those for an engine.
    pub fn for_engine(&self, engine: Engine) -> BTreeMap<String, String> {
        self.by_engine.get(&engine).cloned().unwrap_or_default()
    }
}

/// What options can be set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Table,
    Column,
}

/// `options(sqlite(strict), postgres(fillfactor = 70))`; without the engine around it a key counts on the engine
/// that has it.
pub(crate) fn options(cx: &mut Context, node: &Node, of: Of, into: &mut OptionsDeclaration) {
    let Some(arguments) = reader::arguments(cx, node, "options(postgres(fillfactor = 70))") else { return };
    for entry in arguments {
        match (entry.word().and_then(engine), &entry.key.arguments, &entry.value) {
            (Some(engine), Some(inner), None) => {
                inner.iter().for_each(|option| take(cx, option, Some(engine), of, into));
            }
            _ => take(cx, entry, None, of, into),
        }
    }
}

fn engine(word: &str) -> Option<Engine> {
    match word {
        "sqlite" => Some(Engine::Sqlite),
        "postgres" => Some(Engine::Postgres),
        "mysql" => Some(Engine::Mysql),
        _ => None,
    }
}

fn take(cx: &mut Context, option: &Node, engine: Option<Engine>, of: Of, into: &mut OptionsDeclaration) {
    let Some((key, value)) = reader::option_value(cx, option) else { return };
    let lower = key.to_lowercase();
    let owners: Vec<Engine> = match engine {
        Some(engine) => vec![engine],
        None => Engine::ALL.into_iter().filter(|e| is_known(*e, of, &lower)).collect(),
    };
    let known = owners.iter().all(|engine| is_known(*engine, of, &lower));
    if owners.is_empty() || !known {
        unknown(cx, option, &key, engine, of);
        return;
    }
    for owner in owners {
        if into.by_engine.entry(owner).or_default().insert(lower.clone(), value.clone()).is_some() {
            let message = format!("the option `{key}` is given more than once");
            cx.push(Problem::error(codes::REPEATED_ATTRIBUTE, option.place, message));
        }
    }
}

fn unknown(cx: &mut Context, option: &Node, key: &str, engine: Option<Engine>, of: Of) {
    let (whose, known): (String, Vec<&str>) = match engine {
        Some(engine) => (engine.to_string(), names(engine, of).to_vec()),
        None => ("an engine".to_owned(), Engine::ALL.iter().flat_map(|e| names(*e, of)).copied().collect()),
    };
    let what = match of {
        Of::Table => "table",
        Of::Column => "column",
    };
    let message = match engine {
        Some(_) => format!("a {what} of {whose} has no option `{key}`"),
        None => format!("no engine has an option `{key}` of a {what}"),
    };
    let problem = Problem::error(codes::UNKNOWN_OPTION, option.key.head, message);
    let elsewhere =
        Engine::ALL.into_iter().find(|e| Some(*e) != engine && is_known(*e, of, &key.to_lowercase()));
    cx.push(match elsewhere {
        Some(other) => problem.help(format!("it is one of {other}")),
        None => problem.did_you_mean(key, option.key.head, known),
    });
}

fn is_known(engine: Engine, of: Of, key: &str) -> bool {
    // The table that holds what is too long for a row has the same parameters.
    let key = match engine {
        Engine::Postgres => key.strip_prefix("toast.").unwrap_or(key),
        Engine::Sqlite | Engine::Mysql => key,
    };
    names(engine, of).contains(&key)
}

fn names(engine: Engine, of: Of) -> &'static [&'static str] {
    match (engine, of) {
        (Engine::Sqlite, Of::Table) => &["strict", "without_rowid"],
        (Engine::Sqlite, Of::Column) => &[],
        (Engine::Postgres, Of::Table) => POSTGRES_TABLE,
        (Engine::Postgres, Of::Column) => {
            &["storage", "compression", "statistics", "n_distinct", "n_distinct_inherited"]
        }
        (Engine::Mysql, Of::Table) => MYSQL_TABLE,
        (Engine::Mysql, Of::Column) => {
            &["charset", "check", "compressed", "display_width", "invisible", "on_update", "srid"]
        }
    }
}

/// https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-STORAGE-PARAMETERS, and what is said
/// of a table elsewhere.
const POSTGRES_TABLE: &[&str] = &[
    "access_method",
    "autovacuum_analyze_scale_factor",
    "autovacuum_analyze_threshold",
    "autovacuum_enabled",
    "autovacuum_freeze_max_age",
    "autovacuum_freeze_min_age",
    "autovacuum_freeze_table_age",
    "autovacuum_multixact_freeze_max_age",
    "autovacuum_multixact_freeze_min_age",
    "autovacuum_multixact_freeze_table_age",
    "autovacuum_vacuum_cost_delay",
    "autovacuum_vacuum_cost_limit",
    "autovacuum_vacuum_insert_scale_factor",
    "autovacuum_vacuum_insert_threshold",
    "autovacuum_vacuum_max_threshold",
    "autovacuum_vacuum_scale_factor",
    "autovacuum_vacuum_threshold",
    "cluster_on",
    "fillfactor",
    "log_autovacuum_min_duration",
    "parallel_workers",
    "replica_identity",
    "tablespace",
    "toast_tuple_target",
    "unlogged",
    "user_catalog_table",
    "vacuum_index_cleanup",
    "vacuum_max_eager_freeze_failure_rate",
    "vacuum_truncate",
];

/// https://mariadb.com/kb/en/create-table/#table-options and
/// https://dev.mysql.com/doc/refman/8.4/en/create-table.html; `auto_increment` is the first number.
const MYSQL_TABLE: &[&str] = &[
    "auto_increment",
    "autoextend_size",
    "avg_row_length",
    "charset",
    "checksum",
    "collate",
    "compression",
    "delay_key_write",
    "encrypted",
    "encryption",
    "encryption_key_id",
    "engine",
    "insert_method",
    "key_block_size",
    "max_rows",
    "min_rows",
    "pack_keys",
    "page_checksum",
    "page_compressed",
    "page_compression_level",
    "row_format",
    "secondary_engine",
    "stats_auto_recalc",
    "stats_persistent",
    "stats_sample_pages",
    "tablespace",
    "transactional",
];
