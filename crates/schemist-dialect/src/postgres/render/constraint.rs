use schemist_schema::{
    Action, Check, Constraint, Deferrable, ForeignKey, KeyColumn, MatchType, Pair, QualifiedName,
};

use super::{Context, Rendered, alter_table, comment, list, one, qualified, quote};
use crate::{Statement, Unsupported};

pub(super) fn add(cx: Context<'_>, table: &QualifiedName, constraint: &Constraint) -> Rendered {
    let action = format!("ADD {}", definition(cx, constraint)?);
    let mut statements = vec![Statement::new(alter_table(table, &[action]))];
    statements.extend(comment::on_new_constraint(table, constraint));
    Ok(statements)
}

pub(super) fn drop(table: &QualifiedName, constraint: &Constraint) -> Rendered {
    let Some(name) = constraint.name() else {
        return Err(Unsupported::new("a constraint without a name cannot be dropped"));
    };
    one(alter_table(table, &[format!("DROP CONSTRAINT {}", quote(name))]))
}

/// To prove a constraint for the rows that are there takes a weaker lock than to declare it. There is no way to
/// declare a proved one unproved but to declare it anew.
pub(super) fn validate(cx: Context<'_>, table: &QualifiedName, constraint: Pair<&Constraint>) -> Rendered {
    if let (Some(name), false) = (constraint.next.name(), constraint.next.is_not_valid()) {
        return one(alter_table(table, &[format!("VALIDATE CONSTRAINT {}", quote(name))]));
    }
    let mut statements = drop(table, constraint.previous)?;
    statements.extend(add(cx, table, constraint.next)?);
    Ok(statements)
}

/// `CONSTRAINT name …`, as it stands in CREATE TABLE and ALTER TABLE.
pub(super) fn definition(cx: Context<'_>, constraint: &Constraint) -> Result<String, Unsupported> {
    let body = match constraint {
        Constraint::PrimaryKey(c) => {
            conflict_clause(c.on_conflict.as_ref())?;
            let include = include(&c.include);
            format!("PRIMARY KEY ({}){include}{}", keys(&c.columns), deferrable(c.deferrable))
        }
        Constraint::Unique(c) => {
            conflict_clause(c.on_conflict.as_ref())?;
            if c.nulls_not_distinct {
                cx.require(15, "NULLS NOT DISTINCT")?;
            }
            let nulls = if c.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
            let include = include(&c.include);
            format!("UNIQUE{nulls} ({}){include}{}", keys(&c.columns), deferrable(c.deferrable))
        }
        Constraint::ForeignKey(c) => foreign_key(cx, c)?,
        Constraint::Check(c) => check(c),
        Constraint::Exclusion(c) => format!("EXCLUDE {}", c.definition),
    };
    Ok(match constraint.name() {
        Some(name) => format!("CONSTRAINT {} {body}", quote(name)),
        None => body,
    })
}

/// A constraint that CREATE TABLE would turn into a valid one.
pub(super) fn is_not_valid(constraint: &Constraint) -> bool {
    constraint.is_not_valid()
}

fn check(check: &Check) -> String {
    let no_inherit = if check.no_inherit { " NO INHERIT" } else { "" };
    let not_valid = if check.not_valid { " NOT VALID" } else { "" };
    format!("CHECK ({}){no_inherit}{not_valid}", check.expression)
}

fn foreign_key(cx: Context<'_>, key: &ForeignKey) -> Result<String, Unsupported> {
    let mut sql = format!("FOREIGN KEY ({}) REFERENCES {}", list(&key.columns), qualified(&key.references));
    if !key.references_columns.is_empty() {
        sql.push_str(&format!(" ({})", list(&key.references_columns)));
    }
    match key.match_type {
        MatchType::Simple => {}
        MatchType::Full => sql.push_str(" MATCH FULL"),
        MatchType::Partial => return Err(Unsupported::new("PostgreSQL has no MATCH PARTIAL")),
    }
    if key.on_update != Action::NoAction {
        sql.push_str(&format!(" ON UPDATE {}", key.on_update.as_sql()));
    }
    if key.on_delete != Action::NoAction {
        sql.push_str(&format!(" ON DELETE {}", key.on_delete.as_sql()));
        if !key.on_delete_columns.is_empty() {
            cx.require(15, "ON DELETE SET NULL (columns)")?;
            sql.push_str(&format!(" ({})", list(&key.on_delete_columns)));
        }
    }
    sql.push_str(deferrable(key.deferrable));
    if key.not_valid {
        sql.push_str(" NOT VALID");
    }
    Ok(sql)
}

fn conflict_clause(clause: Option<&String>) -> Result<(), Unsupported> {
    match clause {
        Some(_) => Err(Unsupported::new("PostgreSQL has no ON CONFLICT clause in constraints")),
        None => Ok(()),
    }
}

fn keys(columns: &[KeyColumn]) -> String {
    list(columns.iter().map(|k| &k.name))
}

fn include(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!(" INCLUDE ({})", list(columns)) }
}

fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::NotDeferrable => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}
