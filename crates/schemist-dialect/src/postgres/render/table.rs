use std::collections::BTreeMap;

use schemist_schema::{CommentTarget, Constraint, Deferrable, KeyColumn, Pair, QualifiedName, Table};

use super::{Context, Rendered, alter_table, column, comment, constraint, index, options, qualified, quote};
use crate::Statement;

/// Options that are no storage parameters.
const SPECIAL: [&str; 5] = ["unlogged", "tablespace", "access_method", "replica_identity", "cluster_on"];

pub(super) fn create(cx: Context<'_>, table: &Table) -> Rendered {
    let mut statements = vec![Statement::new(create_table(cx, table)?)];
    for column in &table.columns {
        statements.extend(column::set_options(cx, &table.name, column));
    }
    for late in constraints(table).late {
        statements.extend(constraint::add(cx, &table.name, &late)?);
    }
    for index in &table.indexes {
        statements.extend(index::create(cx, &table.name, index)?);
    }
    statements.extend(marks(&table.name, Pair::new(&BTreeMap::new(), &table.options)));
    statements.extend(comments(table));
    Ok(statements)
}

pub(super) fn set_options(
    cx: Context<'_>,
    table: &QualifiedName,
    change: Pair<&BTreeMap<String, String>>,
) -> Rendered {
    let mut statements = Vec::new();
    let mut alter = |action: String| statements.push(Statement::new(alter_table(table, &[action])));
    let Pair { previous, next } = change.map(|o| o.get("unlogged").is_some_and(|v| v == "true"));
    if previous != next {
        alter(if next { "SET UNLOGGED".to_owned() } else { "SET LOGGED".to_owned() });
    }
    let Pair { previous, next } = change.map(|o| o.get("access_method"));
    if previous != next {
        cx.require(15, "SET ACCESS METHOD")?;
        alter(format!("SET ACCESS METHOD {}", next.map_or("heap".to_owned(), |m| quote(m))));
    }
    let Pair { previous, next } = change.map(|o| o.get("tablespace"));
    if previous != next {
        alter(format!("SET TABLESPACE {}", next.map_or("pg_default".to_owned(), |t| quote(t))));
    }
    options::changes(change, &SPECIAL).into_iter().for_each(&mut alter);
    statements.extend(marks(table, change));
    Ok(statements)
}

/// The constraints of a new table.
#[derive(Default)]
struct Constraints {
    inline: Vec<Constraint>,
    /// CREATE TABLE would make something else of them: of one that is not valid a valid one; of a second key
    /// over the same columns none at all.
    late: Vec<Constraint>,
}

fn constraints(table: &Table) -> Constraints {
    let mut found = Constraints::default();
    let mut keys = Vec::new();
    for item in table.constraints() {
        let key = key(&item);
        if constraint::is_not_valid(&item) || key.as_ref().is_some_and(|k| keys.contains(k)) {
            found.late.push(item);
        } else {
            found.inline.push(item);
        }
        keys.extend(key);
    }
    found
}

/// What the server takes for the same key.
fn key(constraint: &Constraint) -> Option<(Vec<String>, Vec<String>, bool, Deferrable)> {
    let names = |columns: &[KeyColumn]| columns.iter().map(|c| c.name.clone()).collect();
    match constraint {
        Constraint::PrimaryKey(c) => Some((names(&c.columns), c.include.clone(), false, c.deferrable)),
        Constraint::Unique(c) => {
            Some((names(&c.columns), c.include.clone(), c.nulls_not_distinct, c.deferrable))
        }
        Constraint::ForeignKey(_) | Constraint::Check(_) | Constraint::Exclusion(_) => None,
    }
}

fn create_table(cx: Context<'_>, table: &Table) -> Result<String, crate::Unsupported> {
    let mut lines = Vec::new();
    for column in &table.columns {
        lines.push(column::definition(cx, &table.name, column)?);
    }
    for item in &constraints(table).inline {
        lines.push(constraint::definition(cx, item)?);
    }
    let is_true = |option: &str| table.options.get(option).is_some_and(|v| v == "true");
    let unlogged = if is_true("unlogged") { "UNLOGGED " } else { "" };
    let body = if lines.is_empty() { String::new() } else { format!("\n    {}\n", lines.join(",\n    ")) };
    let mut sql = format!("CREATE {unlogged}TABLE {} ({body})", qualified(&table.name));
    if let Some(method) = table.options.get("access_method") {
        sql.push_str(&format!(" USING {}", quote(method)));
    }
    let parameters = options::parameters(&table.options, &SPECIAL);
    if !parameters.is_empty() {
        sql.push_str(&format!(" WITH ({})", parameters.join(", ")));
    }
    if let Some(tablespace) = table.options.get("tablespace") {
        sql.push_str(&format!(" TABLESPACE {}", quote(tablespace)));
    }
    Ok(sql)
}

/// The replica identity and the index that CLUSTER goes by, where they are not marked at an index.
fn marks(table: &QualifiedName, options: Pair<&BTreeMap<String, String>>) -> Vec<Statement> {
    let mut actions = Vec::new();
    let Pair { previous, next } = options.map(|o| o.get("replica_identity"));
    if previous != next {
        actions.push(match next.map(String::as_str) {
            None => "REPLICA IDENTITY DEFAULT".to_owned(),
            Some("full") => "REPLICA IDENTITY FULL".to_owned(),
            Some("nothing") => "REPLICA IDENTITY NOTHING".to_owned(),
            Some(other) => {
                let index = other.strip_prefix("index ").unwrap_or(other);
                format!("REPLICA IDENTITY USING INDEX {}", quote(index))
            }
        });
    }
    let Pair { previous, next } = options.map(|o| o.get("cluster_on"));
    if previous != next {
        actions.push(match next {
            Some(index) => format!("CLUSTER ON {}", quote(index)),
            None => "SET WITHOUT CLUSTER".to_owned(),
        });
    }
    actions.into_iter().map(|a| Statement::new(alter_table(table, &[a]))).collect()
}

fn comments(table: &Table) -> Vec<Statement> {
    let mut statements = Vec::new();
    statements.extend(comment::on_new(CommentTarget::Table(table.name.clone()), table.comment.as_deref()));
    for column in &table.columns {
        let on = CommentTarget::Column(table.name.clone(), column.name.clone());
        statements.extend(comment::on_new(on, column.comment.as_deref()));
    }
    for item in constraints(table).inline {
        statements.extend(comment::on_new_constraint(&table.name, &item));
    }
    statements
}
