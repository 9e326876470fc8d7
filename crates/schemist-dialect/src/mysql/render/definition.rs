//! Tables, keys and constraints as they stand in CREATE TABLE and behind ADD.

use schemist_schema::{Action, Constraint, ForeignKey, Index, IndexKey, IndexTarget, KeyColumn, Table};

use super::{Context, column};
use crate::Unsupported;
use crate::mysql::quoting::{quote, string_literal};
use crate::mysql::types;

pub(super) fn create_table(cx: Context<'_>, table: &Table) -> Result<String, Unsupported> {
    let mut lines = Vec::new();
    for item in &table.columns {
        // Here they take the collation of the table without a word.
        lines.push(column::definition(cx, None, item)?);
    }
    for index in &table.indexes {
        lines.push(self::index(cx, index)?);
    }
    for item in table.constraints() {
        lines.push(constraint(cx, table, &item)?);
    }
    let mut sql = format!("CREATE TABLE {} (\n    {}\n)", quote(&table.name.name), lines.join(",\n    "));
    for (key, value) in &table.options {
        sql.push(' ');
        sql.push_str(&table_option(key, value));
    }
    if let Some(comment) = table.comment.as_ref().filter(|c| !c.is_empty()) {
        sql.push_str(&format!(" COMMENT={}", string_literal(comment)));
    }
    Ok(sql)
}

/// `KEY=value`; what is no plain word is a string.
pub(super) fn table_option(key: &str, value: &str) -> String {
    let plain = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let value = if plain { value.to_owned() } else { string_literal(value) };
    match key {
        "engine" => format!("ENGINE={value}"),
        "collate" => format!("DEFAULT COLLATE={value}"),
        "row_format" => format!("ROW_FORMAT={}", value.to_ascii_uppercase()),
        other => format!("{}={value}", other.to_ascii_uppercase()),
    }
}

/// What an option is where nothing is said.
pub(super) fn default_option(cx: Context<'_>, key: &str) -> String {
    match key {
        "engine" => "ENGINE=InnoDB".to_owned(),
        "row_format" => "ROW_FORMAT=DEFAULT".to_owned(),
        "collate" => match cx.state.next.default_collation.as_ref() {
            Some(collation) => table_option(key, collation),
            None => "DEFAULT CHARACTER SET=DEFAULT DEFAULT COLLATE=DEFAULT".to_owned(),
        },
        "key_block_size" | "max_rows" | "min_rows" | "avg_row_length" | "checksum" => {
            format!("{}=0", key.to_ascii_uppercase())
        }
        other => format!("{}=DEFAULT", other.to_ascii_uppercase()),
    }
}

pub(super) fn add_constraint(
    cx: Context<'_>,
    table: &Table,
    item: &Constraint,
) -> Result<String, Unsupported> {
    Ok(format!("ADD {}", constraint(cx, table, item)?))
}

fn constraint(cx: Context<'_>, table: &Table, constraint: &Constraint) -> Result<String, Unsupported> {
    require_lengths(cx, table, constraint)?;
    let named = |name: &Option<String>| {
        name.as_ref().map(|n| format!("CONSTRAINT {} ", quote(n))).unwrap_or_default()
    };
    Ok(match constraint {
        Constraint::PrimaryKey(c) => format!("PRIMARY KEY ({}){}", keys(&c.columns), comment(&c.comment)),
        Constraint::Unique(c) => {
            let name = c.name.as_ref().map(|n| format!(" {}", quote(n))).unwrap_or_default();
            format!("UNIQUE INDEX{name} ({}){}", keys(&c.columns), comment(&c.comment))
        }
        Constraint::ForeignKey(c) => format!("{}{}", named(&c.name), foreign_key(c)),
        Constraint::Check(c) => format!("{}CHECK ({})", named(&c.name), c.expression),
        Constraint::Exclusion(_) => {
            return Err(Unsupported::new("only PostgreSQL has exclusion constraints"));
        }
    })
}

/// A key takes no TEXT or BLOB in full, but for the unique ones of MariaDB, which then hold a hash.
fn require_lengths(cx: Context<'_>, table: &Table, constraint: &Constraint) -> Result<(), Unsupported> {
    let whole = |c: &KeyColumn| c.prefix.is_none().then(|| c.name.clone());
    let names: Vec<String> = match constraint {
        Constraint::PrimaryKey(key) => key.columns.iter().filter_map(whole).collect(),
        Constraint::Unique(_) if cx.capabilities.unique_long_text => Vec::new(),
        Constraint::Unique(unique) => unique.columns.iter().filter_map(whole).collect(),
        Constraint::ForeignKey(key) => key.columns.clone(),
        Constraint::Check(_) | Constraint::Exclusion(_) => Vec::new(),
    };
    let large = names.iter().filter_map(|name| table.columns.named(name)).find(|c| types::is_large(&c.ty));
    match large {
        None => Ok(()),
        Some(column) => Err(Unsupported::new(format!(
            "a key cannot hold all of column {}, which is {}: write a type with a length, as in `type = Varchar(255)`",
            column.name,
            types::render(&column.ty)
        ))),
    }
}

fn foreign_key(key: &ForeignKey) -> String {
    let mut sql = format!(
        "FOREIGN KEY ({}) REFERENCES {} ({})",
        list(&key.columns),
        quote(&key.references.name),
        list(&key.references_columns)
    );
    if key.on_delete != Action::NoAction {
        sql.push_str(&format!(" ON DELETE {}", key.on_delete.as_sql()));
    }
    if key.on_update != Action::NoAction {
        sql.push_str(&format!(" ON UPDATE {}", key.on_update.as_sql()));
    }
    sql
}

pub(super) fn index(cx: Context<'_>, index: &Index) -> Result<String, Unsupported> {
    if index.predicate.is_some() || !index.include.is_empty() {
        return Err(Unsupported::new(
            "neither MariaDB nor MySQL has partial indexes or further columns in them",
        ));
    }
    let method = index.method.as_deref();
    let kind = match (index.unique, method) {
        (true, _) => "UNIQUE INDEX",
        (false, Some("fulltext")) => "FULLTEXT INDEX",
        (false, Some("spatial")) => "SPATIAL INDEX",
        (false, _) => "INDEX",
    };
    let name = index.name.as_ref().map(|n| format!(" {}", quote(n))).unwrap_or_default();
    let mut parts = Vec::new();
    for key in &index.keys {
        parts.push(index_key(cx, key)?);
    }
    let mut sql = format!("{kind}{name} ({})", parts.join(", "));
    if let Some(method) = method.filter(|m| !["fulltext", "spatial"].contains(m)) {
        sql.push_str(&format!(" USING {}", method.to_ascii_uppercase()));
    }
    for (key, value) in &index.options {
        sql.push_str(&match key.as_str() {
            "with_parser" | "parser" => format!(" WITH PARSER {}", quote(value)),
            "ignored" => " IGNORED".to_owned(),
            "invisible" => " INVISIBLE".to_owned(),
            other => format!(" {}={value}", other.to_ascii_uppercase()),
        });
    }
    sql.push_str(&comment(&index.comment));
    Ok(sql)
}

fn index_key(cx: Context<'_>, key: &IndexKey) -> Result<String, Unsupported> {
    match &key.target {
        IndexTarget::Column(name) => Ok(key_part(name, key.prefix, key.descending)),
        IndexTarget::Expression(_) if !cx.capabilities.index_expressions => {
            Err(Unsupported::new("MariaDB indexes columns only: index a generated column instead"))
        }
        IndexTarget::Expression(e) => Ok(format!("({e}){}", if key.descending { " DESC" } else { "" })),
    }
}

fn key_part(name: &str, prefix: Option<u32>, descending: bool) -> String {
    let prefix = prefix.map(|p| format!("({p})")).unwrap_or_default();
    format!("{}{prefix}{}", quote(name), if descending { " DESC" } else { "" })
}

fn keys(columns: &[KeyColumn]) -> String {
    let parts: Vec<String> = columns.iter().map(|c| key_part(&c.name, c.prefix, c.descending)).collect();
    parts.join(", ")
}

fn list(names: &[String]) -> String {
    names.iter().map(|n| quote(n)).collect::<Vec<_>>().join(", ")
}

fn comment(text: &Option<String>) -> String {
    match text.as_ref().filter(|t| !t.is_empty()) {
        Some(text) => format!(" COMMENT {}", string_literal(text)),
        None => String::new(),
    }
}
