//! The catalogue's rows and the tables' own texts to tables.

use std::collections::BTreeMap;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{
    Action, Column, ColumnType, Expression, ForeignKey, Generated, KeyColumn, PrimaryKey, QualifiedName,
    Table, Unique,
};

use super::catalogue::{Catalogue, ColumnRow, ForeignKeyRow, ObjectRow, UniqueRow};
use super::{create_index, create_table};

/// The text of a table or index could not be read: what the pragmas tell is all that is known.
const UNREADABLE: Code = Code::new("R101", "unreadable-declaration");

/// The rows about one table.
#[derive(Default)]
struct Rows<'c> {
    columns: Vec<&'c ColumnRow>,
    uniques: Vec<&'c UniqueRow>,
    foreign_keys: Vec<&'c ForeignKeyRow>,
    indexes: Vec<&'c ObjectRow>,
}

/// All ordinary tables that are not internal.
pub(super) fn tables(catalogue: &Catalogue, diagnostics: &mut Vec<Diagnostic>) -> Vec<Table> {
    let mut rows = rows_by_table(catalogue);
    let ordinary = catalogue.objects.iter().filter(|o| is_ordinary_table(o) && !is_internal(&o.name));
    let mut tables: Vec<Table> = ordinary
        .map(|object| table(object, rows.remove(key(&object.name).as_str()).unwrap_or_default(), diagnostics))
        .collect();
    spell_references(&mut tables);
    tables
}

pub(super) fn is_ordinary_table(object: &ObjectRow) -> bool {
    object.object_type == "table" && object.kind.as_deref().is_none_or(|kind| kind == "table")
}

/// Names of the engine, of Diesel and of Schemist itself.
pub(super) fn is_internal(name: &str) -> bool {
    name.starts_with("__") || name.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("sqlite_"))
}

fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn rows_by_table(catalogue: &Catalogue) -> BTreeMap<String, Rows<'_>> {
    let mut by_table: BTreeMap<String, Rows<'_>> = BTreeMap::new();
    for row in &catalogue.columns {
        by_table.entry(key(&row.table_name)).or_default().columns.push(row);
    }
    for row in &catalogue.uniques {
        by_table.entry(key(&row.table_name)).or_default().uniques.push(row);
    }
    for row in &catalogue.foreign_keys {
        by_table.entry(key(&row.table_name)).or_default().foreign_keys.push(row);
    }
    for row in catalogue.objects.iter().filter(|o| o.object_type == "index" && o.sql.is_some()) {
        by_table.entry(key(&row.tbl_name)).or_default().indexes.push(row);
    }
    by_table
}

fn table(object: &ObjectRow, rows: Rows<'_>, diagnostics: &mut Vec<Diagnostic>) -> Table {
    let sql = object.sql.as_deref().unwrap_or_default();
    let parsed = create_table::parse(sql).and_then(|table| agreeing(table, &rows));
    let mut table = parsed.unwrap_or_else(|reason| {
        diagnostics.push(unreadable(&format!("table {}", object.name), &reason));
        from_rows(&rows)
    });
    table.name = QualifiedName::new(&object.name);
    for row in rows.indexes.iter().filter(|row| !row.name.starts_with("__")) {
        match create_index::parse(row.sql.as_deref().unwrap_or_default(), &table) {
            Ok(index) => table.indexes.push(schemist_schema::Index { name: Some(row.name.clone()), ..index }),
            Err(reason) => diagnostics.push(unreadable(&format!("index {}", row.name), &reason)),
        }
    }
    schemist_dialect::settle_rowid(&mut table);
    table.sort();
    table
}

fn unreadable(object: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning(UNREADABLE, format!("the text of {object} could not be read: {reason}"))
        .with_subject(object)
        .with_note("its checks, names and conflict clauses are not known, so it cannot be compared exactly")
}

/// The parsed table where the engine sees the same columns, keys and foreign keys in it.
fn agreeing(mut table: Table, rows: &Rows<'_>) -> Result<Table, String> {
    if table.columns.len() != rows.columns.len() {
        return Err(format!("{} columns were found of {}", table.columns.len(), rows.columns.len()));
    }
    for (column, row) in table.columns.iter_mut().zip(&rows.columns) {
        if column.name != row.name || column.generated.is_some() != is_generated(row) {
            return Err(format!("column {} was found where {} is", column.name, row.name));
        }
        // The engine implies NOT NULL for keys of WITHOUT ROWID and STRICT tables.
        column.nullable = row.not_null == 0;
    }
    let key = table.primary_key.as_ref().map_or(0, |key| key.columns.len());
    if key != rows.columns.iter().filter(|row| row.key_position > 0).count() {
        return Err("its primary key was not found".to_owned());
    }
    let foreign_keys = foreign_key_ids(rows).len();
    if table.foreign_keys.len() != foreign_keys {
        return Err(format!("{} foreign keys were found of {foreign_keys}", table.foreign_keys.len()));
    }
    Ok(table)
}

fn is_generated(row: &ColumnRow) -> bool {
    matches!(row.hidden, 2 | 3)
}

fn foreign_key_ids(rows: &Rows<'_>) -> Vec<i64> {
    let mut ids: Vec<i64> = rows.foreign_keys.iter().map(|row| row.id).collect();
    ids.dedup();
    ids
}

/// What the pragmas alone tell.
fn from_rows(rows: &Rows<'_>) -> Table {
    let mut table = Table::new(QualifiedName::new(""));
    table.columns = rows.columns.iter().map(|row| column_from_row(row)).collect();
    let mut key: Vec<&&ColumnRow> = rows.columns.iter().filter(|row| row.key_position > 0).collect();
    key.sort_by_key(|row| row.key_position);
    if !key.is_empty() {
        table.primary_key = Some(PrimaryKey::on(key.into_iter().map(|row| row.name.as_str())));
    }
    table.uniques = uniques_from_rows(rows);
    for id in foreign_key_ids(rows) {
        let rows: Vec<&&ForeignKeyRow> = rows.foreign_keys.iter().filter(|row| row.id == id).collect();
        table.foreign_keys.extend(foreign_key_from_rows(&rows));
    }
    table
}

fn column_from_row(row: &ColumnRow) -> Column {
    let declared_type = String::from_utf8_lossy(row.declared_type.as_deref().unwrap_or_default());
    let mut column = Column::new(&row.name, ColumnType::Verbatim(declared_type.into_owned()));
    column.nullable = row.not_null == 0;
    column.default = row.default_value.as_deref().map(Expression::new);
    // The expression is in the text alone.
    column.generated =
        is_generated(row).then(|| Generated { expression: Expression::new("NULL"), stored: row.hidden == 3 });
    column
}

fn uniques_from_rows(rows: &Rows<'_>) -> Vec<Unique> {
    let mut names: Vec<&str> = rows.uniques.iter().map(|row| row.index_name.as_str()).collect();
    names.dedup();
    let unique = |name: &str| {
        let keys = rows.uniques.iter().filter(|row| row.index_name == name);
        let columns = keys.filter_map(|row| {
            let name = row.column_name.as_deref()?;
            Some(KeyColumn { descending: row.descending != 0, ..KeyColumn::new(name) })
        });
        Unique { columns: columns.collect(), ..Unique::default() }
    };
    names.into_iter().map(unique).collect()
}

fn foreign_key_from_rows(rows: &[&&ForeignKeyRow]) -> Option<ForeignKey> {
    let first = rows.first()?;
    let columns: Vec<&str> = rows.iter().map(|row| row.child_column.as_str()).collect();
    let parents: Vec<&str> = rows.iter().filter_map(|row| row.parent_column.as_deref()).collect();
    let mut key = ForeignKey::new(columns, QualifiedName::new(&first.parent), parents);
    key.on_update = action(&first.on_update);
    key.on_delete = action(&first.on_delete);
    Some(key)
}

fn action(text: &str) -> Action {
    match text {
        "RESTRICT" => Action::Restrict,
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        _ => Action::NoAction,
    }
}

/// Names are the same in any case: a foreign key names its table and columns as they are spelled there.
fn spell_references(tables: &mut [Table]) {
    let spelled: BTreeMap<String, (QualifiedName, Vec<String>)> = tables
        .iter()
        .map(|t| {
            let columns = t.columns.iter().map(|c| c.name.clone()).collect();
            (key(&t.name.name), (t.name.clone(), columns))
        })
        .collect();
    for table in tables {
        for foreign_key in &mut table.foreign_keys {
            let Some((name, columns)) = spelled.get(&key(&foreign_key.references.name)) else { continue };
            foreign_key.references = name.clone();
            for column in &mut foreign_key.references_columns {
                if let Some(spelled) = columns.iter().find(|c| c.eq_ignore_ascii_case(column)) {
                    column.clone_from(spelled);
                }
            }
        }
        table.sort();
    }
}
