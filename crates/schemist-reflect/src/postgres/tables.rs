use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::Diagnostic;
use schemist_schema::sql::without_enclosing_parentheses;
use schemist_schema::{
    Action, Check, Column, ColumnType, Constraint, Deferrable, Exclusion, Expression, ForeignKey, Generated,
    KeyColumn, MatchType, Origin, PrimaryKey, QualifiedName, Table, Unique,
};

use super::catalogue::{ColumnRow, ConstraintRow, TableRow, TableRows};
use super::indexes::index;
use super::sequences::Sequences;
use super::settled::settled;
use super::{NOT_DESCRIBED, Names, dialect};

/// Whether the core can say all of it.
pub(super) fn is_core(row: &TableRow) -> bool {
    row.kind == "r" && !row.is_partition && !row.inherits && !row.is_typed
}

/// Diesel's and the tool's own.
pub(super) fn is_own(row: &TableRow) -> bool {
    row.name.starts_with("__")
}

/// Tables by their oids.
pub(super) struct Assembled {
    pub(super) core: BTreeMap<i64, Table>,
    /// Of a table with parents what is its own.
    pub(super) outside: BTreeMap<i64, Table>,
}

/// All tables but the tool's own.
pub(super) fn assemble(
    names: &Names,
    rows: TableRows,
    sequences: &Sequences,
    diagnostics: &mut Vec<Diagnostic>,
) -> Assembled {
    let core: BTreeSet<i64> = rows.tables.iter().filter(|row| is_core(row)).map(|row| row.oid).collect();
    let mut tables = BTreeMap::new();
    for row in rows.tables.iter().filter(|row| !is_own(row)) {
        tables.insert(row.oid, table(names, row));
    }
    for row in rows.columns {
        if let Some(table) = tables.get_mut(&row.table_oid) {
            let column = column(names, row, &table.name, sequences);
            table.columns.push(column);
        }
    }
    for row in rows.constraints {
        if let Some(table) = tables.get_mut(&row.table_oid) {
            if is_outside_the_core(&row) {
                continue;
            }
            if core.contains(&row.table_oid) {
                say_what_is_lost(&row, &table.name, diagnostics);
            }
            index_marks(&row, table);
            if let Some(constraint) = constraint(names, row) {
                table.push_constraint(constraint);
            }
        }
    }
    for row in rows.indexes {
        if let Some(table) = tables.get_mut(&row.table_oid) {
            if !row.is_valid && core.contains(&row.table_oid) {
                diagnostics.push(invalid_index(&row.name, &table.name));
            }
            table.indexes.push(index(row));
        }
    }
    tables.values_mut().for_each(Table::sort);
    let (core, outside) = tables.into_iter().partition(|(oid, _)| core.contains(oid));
    Assembled { core, outside }
}

fn table(names: &Names, row: &TableRow) -> Table {
    let mut table = Table::new(names.qualified(row.namespace.clone(), row.name.clone()));
    table.comment.clone_from(&row.comment);
    table.options = options(&row.options);
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            table.options.insert(name.to_owned(), value);
        }
    };
    set("unlogged", row.is_unlogged.then(|| "true".to_owned()));
    set("tablespace", row.tablespace.clone());
    set("access_method", row.access_method.clone());
    set(
        "replica_identity",
        match row.replica_identity.as_str() {
            "f" => Some("full".to_owned()),
            "n" => Some("nothing".to_owned()),
            _ => None,
        },
    );
    table
}

/// `name=value` each.
pub(super) fn options(list: &[String]) -> BTreeMap<String, String> {
    let pair = |option: &String| {
        let (name, value) = option.split_once('=').unwrap_or((option, "true"));
        (name.to_owned(), value.to_owned())
    };
    list.iter().map(pair).collect()
}

fn column(names: &Names, row: ColumnRow, table: &QualifiedName, sequences: &Sequences) -> Column {
    let options = column_options(&row);
    let ty = column_type(names, &row);
    let mut column = Column::new(row.name, ty);
    column.nullable = !row.not_null;
    column.options = options;
    column.collation = row.collation;
    column.comment = row.comment;
    match (row.generated.as_str(), row.expression) {
        ("", Some(default)) => column.default = Some(Expression::new(settled(&default))),
        (kind @ ("s" | "v"), Some(sql)) => {
            column.generated = Some(Generated { expression: bare(&sql), stored: kind == "s" });
        }
        _ => {}
    }
    if !row.identity.is_empty() {
        let always = row.identity == "a";
        column.identity = Some(sequences.identity(row.table_oid, &table.name, &column.name, always));
    }
    column
}

fn column_type(names: &Names, row: &ColumnRow) -> ColumnType {
    let enum_type = row.enum_namespace.clone().zip(row.enum_name.clone());
    match enum_type.map(|(namespace, name)| ColumnType::Enum(names.qualified(namespace, name))) {
        Some(ty) if row.is_array => ColumnType::Array(Box::new(ty)),
        Some(ty) => ty,
        None => dialect().parse_type(&row.ty),
    }
}

fn column_options(row: &ColumnRow) -> BTreeMap<String, String> {
    // What a server's builder adds to the list of options is not the schema's.
    let mut all = options(&row.options);
    all.retain(|name, _| matches!(name.as_str(), "n_distinct" | "n_distinct_inherited"));
    let storage = row.storage.as_deref().and_then(|s| match s {
        "p" => Some("plain"),
        "e" => Some("external"),
        "m" => Some("main"),
        "x" => Some("extended"),
        _ => None,
    });
    let compression = row.compression.as_deref().and_then(|c| match c {
        "p" => Some("pglz"),
        "l" => Some("lz4"),
        _ => None,
    });
    let values =
        [("storage", storage), ("compression", compression), ("statistics", row.statistics.as_deref())];
    for (name, value) in values {
        if let Some(value) = value {
            all.insert(name.to_owned(), value.to_owned());
        }
    }
    all
}

fn constraint(names: &Names, row: ConstraintRow) -> Option<Constraint> {
    let (name, comment, origin) = (Some(row.name), row.comment, Origin::default());
    let deferrable = match (row.is_deferrable, row.is_deferred) {
        (false, _) => Deferrable::NotDeferrable,
        (true, false) => Deferrable::InitiallyImmediate,
        (true, true) => Deferrable::InitiallyDeferred,
    };
    let keys = |columns: Vec<String>| columns.into_iter().map(KeyColumn::new).collect();
    Some(match row.kind.as_str() {
        "p" => Constraint::PrimaryKey(PrimaryKey {
            name,
            columns: keys(row.columns),
            include: row.include,
            deferrable,
            on_conflict: None,
            comment,
            origin,
        }),
        "u" => Constraint::Unique(Unique {
            name,
            columns: keys(row.columns),
            include: row.include,
            nulls_not_distinct: row.nulls_not_distinct,
            deferrable,
            on_conflict: None,
            comment,
            origin,
        }),
        "f" => Constraint::ForeignKey(ForeignKey {
            name,
            columns: row.columns,
            references: names.qualified(row.references_namespace?, row.references_table?),
            references_columns: row.references_columns,
            on_update: action(&row.on_update),
            on_delete: action(&row.on_delete),
            on_delete_columns: row.on_delete_columns,
            match_type: if row.match_type == "f" { MatchType::Full } else { MatchType::Simple },
            deferrable,
            not_valid: !row.is_validated,
            comment,
            origin,
        }),
        "c" => Constraint::Check(Check {
            name,
            expression: bare(&row.definition?),
            no_inherit: row.no_inherit,
            not_valid: !row.is_validated,
            comment,
            origin,
        }),
        "x" => {
            let definition = row.definition?;
            let definition =
                Expression::new(settled(definition.strip_prefix("EXCLUDE ").unwrap_or(&definition)));
            Constraint::Exclusion(Exclusion { name, definition, comment, origin })
        }
        _ => return None,
    })
}

fn action(code: &str) -> Action {
    match code {
        "r" => Action::Restrict,
        "c" => Action::Cascade,
        "n" => Action::SetNull,
        "d" => Action::SetDefault,
        _ => Action::NoAction,
    }
}

/// Marks on the index behind a constraint, which has no options of its own.
fn index_marks(row: &ConstraintRow, table: &mut Table) {
    if row.is_clustered {
        table.options.insert("cluster_on".to_owned(), row.name.clone());
    }
    if row.is_replica_identity {
        table.options.insert("replica_identity".to_owned(), format!("index {}", row.name));
    }
}

/// Without the parentheses of the clause it stands in.
pub(super) fn bare(sql: &str) -> Expression {
    Expression::new(settled(without_enclosing_parentheses(sql)))
}

/// What is read as an object that is not managed instead.
fn is_outside_the_core(row: &ConstraintRow) -> bool {
    matches!(row.kind.as_str(), "c" | "f") && (row.has_period || row.is_not_enforced)
}

fn say_what_is_lost(row: &ConstraintRow, table: &QualifiedName, diagnostics: &mut Vec<Diagnostic>) {
    if row.has_period {
        let message = format!("key `{}` of `{table}` is WITHOUT OVERLAPS, which is not compared", row.name);
        diagnostics
            .push(Diagnostic::warning(NOT_DESCRIBED, message).with_subject(format!("{table}: {}", row.name)));
    }
}

fn invalid_index(index: &str, table: &QualifiedName) -> Diagnostic {
    let message =
        format!("index `{index}` of `{table}` is invalid: it was not built to the end and is not used");
    Diagnostic::warning(NOT_DESCRIBED, message)
        .with_subject(index)
        .with_help("drop it, or REINDEX it; it is taken for a valid one here")
}
