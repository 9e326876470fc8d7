use schemist_schema::{Column, Pair, Referrers, Schema, Table};

use super::create::{create_table, default_operand, is_null};
use super::dependents;
use super::foreign_keys::{Verification, are_enforceable, refers_to, verification};
use super::lexer::sqlite_tokens;
use super::quoting::{quote, string_literal};
use super::render::create_indexes;
use super::table::{column_named, rowid_alias, rowid_name, same_name, table_named};
use crate::values::{literal_of, replaced};
use crate::{Statement, Unsupported};

pub(crate) use super::in_place::alters_in_place;

/// The name under which a table is built before it takes its place.
pub(super) fn scratch_name(table: &str) -> String {
    format!("__schemist_new_{table}")
}

/// The procedure of https://sqlite.org/lang_altertable.html#otheralter: the new table is filled under another
/// name, the old one dropped, the new one renamed. (Renaming the *old* one would make SQLite rewrite every
/// reference to it.) Steps 1, 2, 11 and 12, which belong to the whole script, are in [`super::script`].
pub(crate) fn rebuild(
    table: Pair<&Table>,
    state: Pair<&Schema>,
    referrers: &Referrers,
    values: Replaced<'_>,
) -> Result<Vec<Statement>, Unsupported> {
    let Pair { previous, next } = table;
    if next.columns.is_empty() {
        return Err(Unsupported::new("a table of SQLite needs at least one column"));
    }
    let dropped: Vec<&Column> =
        previous.columns.iter().filter(|c| column_named(next, &c.name).is_none()).collect();
    dependents::refuse_if_needed(&dropped, previous, state.previous)?;
    let keys_off = needs_foreign_keys_off(table, state, referrers);
    let Verification { before, after } = verify(table, state, referrers, keys_off);

    let name = quote(&next.name.name);
    let scratch = scratch_name(&next.name.name);
    let others = dependents::has_others(previous, state.previous);
    let mut sql: Vec<String> = Vec::new();
    if !keys_off && !next.foreign_keys.is_empty() {
        // Rows that violate a foreign key from before are counted in with the new table, out with the old.
        sql.push("PRAGMA defer_foreign_keys = ON".to_owned());
    }
    sql.extend(before);
    sql.push(format!("DROP TABLE IF EXISTS {}", quote(&scratch)));
    sql.push(create_table(&under_scratch_name(next, &scratch, others)?, &scratch));
    sql.extend(copy_rows(table, &scratch, values));
    sql.extend(keep_counter(table, &scratch));
    sql.push(format!("DROP TABLE {}", quote(&previous.name.name)));
    // Without it RENAME stops at a view or trigger that reads the table just dropped.
    sql.extend(others.then(|| "PRAGMA legacy_alter_table = ON".to_owned()));
    sql.push(format!("ALTER TABLE {} RENAME TO {name}", quote(&scratch)));
    sql.extend(others.then(|| "PRAGMA legacy_alter_table = OFF".to_owned()));
    sql.extend(create_indexes(next)?.into_iter().map(|statement| statement.sql));
    for trigger in dependents::own_triggers(previous, state.previous) {
        let definition = trigger.definition.clone();
        sql.push(
            definition.ok_or_else(|| {
                Unsupported::new(format!("the text of trigger {} is not known", trigger.name))
            })?,
        );
    }
    sql.extend(after);
    let statement = if keys_off { Statement::outside_transaction } else { Statement::new };
    Ok(sql.into_iter().map(statement).collect())
}

/// With foreign keys on, DROP TABLE deletes the rows one by one first: rows that refer to them would cascade
/// away. And where a foreign key of the table cannot be looked up, not even INSERT works.
fn needs_foreign_keys_off(table: Pair<&Table>, state: Pair<&Schema>, referrers: &Referrers) -> bool {
    let is_referred_to = |table: &Table, schema: &Schema| {
        let others = referrers.among(schema, &table.name).flat_map(|t| &t.foreign_keys);
        others.chain(&table.foreign_keys).any(|key| refers_to(key, table))
    };
    is_referred_to(table.previous, state.previous)
        || is_referred_to(table.next, state.next)
        || !are_enforceable(table.next, state.next)
}

/// What has to be verified: the table itself and those that refer to it. Where foreign keys stay on and
/// those of the table do not change, the engine does it.
fn verify(table: Pair<&Table>, state: Pair<&Schema>, referrers: &Referrers, keys_off: bool) -> Verification {
    if !keys_off && table.previous.foreign_keys == table.next.foreign_keys {
        return verification(&[], &[], "");
    }
    let after = checkable(table.next, state.next, referrers);
    let before = checkable(table.previous, state.previous, referrers);
    let before: Vec<&str> =
        before.into_iter().filter(|name| after.iter().any(|a| same_name(a, name))).collect();
    verification(&before, &after, &table.next.name.name)
}

/// The table and those that refer to it, as far as they have foreign keys that can be checked.
fn checkable<'s>(table: &'s Table, schema: &'s Schema, referrers: &'s Referrers) -> Vec<&'s str> {
    let refers = |t: &&Table| t.foreign_keys.iter().any(|key| refers_to(key, table));
    let others = referrers.among(schema, &table.name).filter(refers);
    let mut tables: Vec<&Table> = others.chain(table_named(schema, &table.name)).collect();
    tables.sort_by_key(|t| &t.name);
    tables.dedup_by_key(|t| &t.name);
    let tables = tables.into_iter().filter(|t| !t.foreign_keys.is_empty());
    tables.filter(|t| are_enforceable(t, schema)).map(|t| t.name.name.as_str()).collect()
}

/// The table as it has to be declared to be right after the rename, which follows the table's name into its
/// checks (but not in the legacy mode that other views and triggers call for). Nothing else of a table can
/// hold a qualified column.
fn under_scratch_name(table: &Table, scratch: &str, legacy: bool) -> Result<Table, Unsupported> {
    let mut table = table.clone();
    let name = table.name.name.clone();
    for expression in table.checks.iter_mut().map(|c| &mut c.expression) {
        let renamed = with_qualifier(&expression.sql, &name, scratch);
        if renamed != expression.sql && legacy {
            let reason = format!("a check of {name} names its own table: {}", expression.sql);
            return Err(Unsupported::new(reason).with_help("name the column without the table"));
        }
        expression.sql = renamed;
    }
    Ok(table)
}

/// The text with `table.column` as `scratch.column`.
fn with_qualifier(sql: &str, table: &str, scratch: &str) -> String {
    let tokens = sqlite_tokens(sql);
    let mut out = String::with_capacity(sql.len());
    for (i, token) in tokens.iter().enumerate() {
        let next = tokens.iter().skip(i + 1).find(|t| t.is_significant());
        let is_name = dependents::has_identifier(token.text, table) && !token.text.starts_with('\'');
        if is_name && next.is_some_and(|t| t.is_symbol(".")) {
            out.push_str(&quote(scratch));
        } else {
            out.push_str(token.text);
        }
    }
    out
}

/// A column of the new table and the expression over the old one that fills it.
struct Source {
    column: String,
    value: String,
}

/// Columns and what is replaced in their rows.
type Replaced<'a> = &'a [(&'a str, &'a [Pair<String>])];

/// `INSERT … SELECT` with the columns by name; `None` where there is nothing to fill.
fn copy_rows(table: Pair<&Table>, scratch: &str, values: Replaced<'_>) -> Option<String> {
    let mut sources: Vec<Source> = Vec::new();
    sources.extend(rowid_source(table));
    sources.extend(table.next.columns.iter().filter_map(|column| source(column, table.previous, values)));
    if sources.is_empty() {
        sources.extend(any_source(table.next));
    }
    let (columns, values): (Vec<String>, Vec<String>) =
        sources.into_iter().map(|source| (source.column, source.value)).unzip();
    // A conflict clause of the new table must not swallow rows.
    let insert = if has_conflict_clause(table.next) { "INSERT OR ABORT INTO" } else { "INSERT INTO" };
    (!columns.is_empty()).then(|| {
        format!(
            "{insert} {} ({})\nSELECT {}\nFROM {}",
            quote(scratch),
            columns.join(", "),
            values.join(", "),
            quote(&table.previous.name.name)
        )
    })
}

/// Row ids stay: full-text indexes and the like refer to them. An INTEGER PRIMARY KEY that was not there
/// takes them over.
fn rowid_source(table: Pair<&Table>) -> Option<Source> {
    let rowid = rowid_name([table.previous, table.next])?;
    match rowid_alias(table.next) {
        Some(alias) if column_named(table.previous, &alias.name).is_some() => None,
        Some(alias) => Some(Source { column: quote(&alias.name), value: rowid.to_owned() }),
        None => Some(Source { column: rowid.to_owned(), value: rowid.to_owned() }),
    }
}

/// `None` for a generated column, and for a new one, which takes its default.
fn source(column: &Column, previous: &Table, values: Replaced<'_>) -> Option<Source> {
    if column.generated.is_some() {
        return None;
    }
    let before = column_named(previous, &column.name)?;
    let replacements = values.iter().filter(|(name, _)| same_name(name, &column.name));
    let name = replacements.fold(quote(&before.name), |value, (_, pairs)| {
        replaced(&value, pairs, literal_of(Some(before), string_literal))
    });
    let value = match &column.default {
        Some(default) if before.nullable && !column.nullable && !is_null(default) => {
            format!("coalesce({name}, {})", default_operand(default))
        }
        _ => name,
    };
    Some(Source { column: quote(&column.name), value })
}

/// With no column in common there is still a row for each row.
fn any_source(next: &Table) -> Option<Source> {
    let column = next.columns.iter().find(|c| c.generated.is_none())?;
    let value = column.default.as_ref().map_or("NULL".to_owned(), default_operand);
    Some(Source { column: quote(&column.name), value })
}

fn has_conflict_clause(table: &Table) -> bool {
    table.columns.iter().any(|c| c.not_null_conflict.is_some())
        || table.primary_key.iter().any(|k| k.on_conflict.is_some())
        || table.uniques.iter().any(|u| u.on_conflict.is_some())
}

/// AUTOINCREMENT must not give out again what the old table gave out, even if those rows are gone.
fn keep_counter(table: Pair<&Table>, scratch: &str) -> Vec<String> {
    let counts = |table: &Table| table.columns.iter().any(|c| c.auto_increment);
    if !counts(table.previous) || !counts(table.next) {
        return Vec::new();
    }
    let (new, old) = (string_literal(scratch), string_literal(&table.previous.name.name));
    vec![
        format!("DELETE FROM sqlite_sequence WHERE name = {new}"),
        format!(
            "INSERT INTO sqlite_sequence (name, seq)\nSELECT {new}, seq FROM sqlite_sequence WHERE name = {old}"
        ),
    ]
}
