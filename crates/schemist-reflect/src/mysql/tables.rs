//! Rows of the catalogue to tables.

use std::collections::BTreeMap;

use schemist_dialect::Dialect;
use schemist_schema::sql::{significant, without_enclosing_parentheses};
use schemist_schema::{
    Action, Check, Column, ColumnType, Expression, ForeignKey, Generated, Index, IndexKey, IndexTarget,
    KeyColumn, PrimaryKey, QualifiedName, Schema, Table, Unique,
};

use super::catalogue::{Catalogue, CheckRow, ColumnRow, IndexRow, TableRow};
use super::unmanaged::unmanaged;

pub(super) fn schema(catalogue: &Catalogue, dialect: &Dialect) -> Schema {
    let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
    let mut collations: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &catalogue.tables {
        if row.name.starts_with("__") {
            continue;
        }
        if row.kind == "BASE TABLE" {
            tables.insert(&row.name, table(row, &catalogue.server.collation));
            collations.insert(&row.name, row.collation.as_deref().unwrap_or_default());
        }
    }
    let in_columns = catalogue.checks.iter().filter(|c| c.in_column != 0);
    let checks: BTreeMap<(&str, &str), &CheckRow> =
        in_columns.map(|c| ((c.table_name.as_str(), c.name.as_str()), c)).collect();
    for row in &catalogue.columns {
        if let Some(table) = tables.get_mut(row.table_name.as_str()) {
            let check = checks.get(&(row.table_name.as_str(), row.name.as_str())).copied();
            let collation = collations.get(row.table_name.as_str()).copied().unwrap_or_default();
            let mut column = column(row, check, collation, dialect);
            if let (Some(default), Some(database)) = (&mut column.default, &catalogue.server.database) {
                default.sql = without_database(&default.sql, database);
            }
            table.columns.push(column);
        }
    }
    for rows in catalogue.indexes.chunk_by(|a, b| (&a.table_name, &a.name) == (&b.table_name, &b.name)) {
        if let Some(first) = rows.first()
            && let Some(table) = tables.get_mut(first.table_name.as_str())
        {
            add_index(table, first, rows, dialect);
        }
    }
    add_foreign_keys(catalogue, &mut tables);
    for row in catalogue.checks.iter().filter(|c| c.in_column == 0) {
        if let Some(table) = tables.get_mut(row.table_name.as_str()) {
            table.checks.push(Check::new(Some(row.name.clone()), expression(&row.expression, dialect)));
        }
    }
    let default_collation = Some(catalogue.server.collation.to_ascii_lowercase());
    let mut schema = Schema { default_collation, ..Schema::default() };
    for table in tables.into_values() {
        schema.insert_table(table);
    }
    schema.sequences = catalogue.sequences.iter().map(|s| (s.name.clone(), s.clone())).collect();
    schema.unmanaged = unmanaged(catalogue);
    schema
}

fn table(row: &TableRow, database_collation: &str) -> Table {
    let mut table = Table::new(QualifiedName::new(&row.name));
    table.comment = row.comment.clone().filter(|c| !c.is_empty());
    for (key, value) in create_options(row.options.as_deref().unwrap_or_default()) {
        table.options.insert(key, value);
    }
    if let Some(engine) = row.engine.as_ref().map(|e| e.to_ascii_lowercase()).filter(|e| e != "innodb") {
        table.options.insert("engine".to_owned(), engine);
    }
    for assumed in ["transactional", "page_checksum"] {
        // Aria says so of every table for which nothing was said.
        if table.options.get(assumed).is_some_and(|value| value == "1") {
            table.options.remove(assumed);
        }
    }
    if table.options.contains_key("row_format")
        && let Some(format) = &row.row_format
    {
        table.options.insert("row_format".to_owned(), format.to_ascii_lowercase());
    }
    if let Some(collation) = row.collation.as_ref().filter(|c| *c != database_collation) {
        table.options.insert("collate".to_owned(), collation.to_ascii_lowercase());
    }
    table
}

/// `row_format=COMPRESSED key_block_size=8`, with quotes around what is no word.
fn create_options(text: &str) -> Vec<(String, String)> {
    let unquoted = |part: &str| part.trim_matches(|c| matches!(c, '`' | '\'' | '"')).to_owned();
    let pairs = text.split_ascii_whitespace().filter_map(|option| option.split_once('='));
    pairs
        .map(|(key, value)| (unquoted(key).to_ascii_lowercase(), unquoted(value).to_ascii_lowercase()))
        .collect()
}

fn column(row: &ColumnRow, check: Option<&CheckRow>, table_collation: &str, dialect: &Dialect) -> Column {
    let mut column = Column::new(&row.name, dialect.parse_type(&row.type_text));
    column.nullable = row.is_nullable == "YES";
    column.comment = row.comment.clone().filter(|c| !c.is_empty());
    let extra = row.extra.clone().unwrap_or_default();
    let lower = extra.to_ascii_lowercase();
    column.auto_increment = lower.contains("auto_increment");
    if let Some(at) = lower.find("on update ") {
        let rest = extra.get(at + "on update ".len()..).unwrap_or_default();
        let word = rest.split_ascii_whitespace().next().unwrap_or_default();
        column.options.insert("on_update".to_owned(), word.to_owned());
    }
    // `text /*M!100301 COMPRESSED*/`: in the type, and of the storage.
    if row.type_text.ends_with("COMPRESSED*/") {
        column.options.insert("compressed".to_owned(), "true".to_owned());
    }
    if let Some(width) = dialect.display_width(&row.type_text) {
        column.options.insert("display_width".to_owned(), width.to_string());
    }
    if lower.contains("invisible") {
        column.options.insert("invisible".to_owned(), "true".to_owned());
    }
    if let Some(generation) = row.generation.as_ref().filter(|g| !g.is_empty()) {
        let stored = lower.contains("stored") || lower.contains("persistent");
        column.generated =
            Some(Generated { expression: Expression::new(expression(generation, dialect)), stored });
    } else {
        column.default = default(row, &column, &lower, dialect).map(Expression::new);
    }
    let collation = row.collation.as_ref().filter(|c| *c != table_collation);
    column.collation = collation.map(|c| c.to_ascii_lowercase());
    if let Some(check) = check {
        let longtext = row.type_text.eq_ignore_ascii_case("longtext");
        if longtext && is_json_check(&check.expression, &row.name) {
            // MariaDB's JSON is this.
            column.ty = ColumnType::Json;
            column.collation = None;
        } else {
            column.options.insert("check".to_owned(), expression(&check.expression, dialect));
        }
    }
    column
}

/// A sequence that gives a default is told with the database it is in. In its own one it needs none, and in another
/// the name would lead back to the first.
fn without_database(sql: &str, database: &str) -> String {
    let database = database.replace('`', "``");
    let functions = ["nextval", "lastval"].into_iter();
    functions.fold(sql.to_owned(), |sql, function| {
        sql.replace(&format!("{function}(`{database}`."), &format!("{function}("))
    })
}

fn is_json_check(expression: &str, column: &str) -> bool {
    match significant(expression).as_slice() {
        [name, open, argument, close] => {
            name.is_word("json_valid")
                && open.is_symbol("(")
                && argument.is_identifier(column)
                && close.is_symbol(")")
        }
        _ => false,
    }
}

/// MariaDB tells SQL; MySQL the value, or an expression without its parentheses.
fn default(row: &ColumnRow, column: &Column, extra: &str, dialect: &Dialect) -> Option<String> {
    let text = row.column_default.as_ref()?;
    if dialect.capabilities().is_mariadb {
        return (!text.eq_ignore_ascii_case("null")).then(|| dialect.plain_expression(text));
    }
    if extra.contains("default_generated") {
        return Some(expression(text, dialect));
    }
    if let ColumnType::Named { name, .. } = &column.ty
        && ["binary", "varbinary"].contains(&name.name.as_str())
        && let Some(digits) = text.strip_prefix("0x")
    {
        return Some(bytes(digits, dialect));
    }
    let number =
        !text.is_empty() && text.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let numeric = match &column.ty {
        ColumnType::Boolean
        | ColumnType::SmallInt
        | ColumnType::Integer
        | ColumnType::BigInt
        | ColumnType::Real
        | ColumnType::Double
        | ColumnType::Numeric { .. } => true,
        ColumnType::Named { name, .. } => {
            ["int", "decimal", "float", "double", "year"].iter().any(|word| name.name.contains(word))
        }
        _ => false,
    };
    let is_bits = matches!(column.ty, ColumnType::Bit { .. }) && text.starts_with("b'");
    Some(if numeric && number || is_bits || text.starts_with("CURRENT_TIMESTAMP") {
        text.clone()
    } else {
        dialect.string_literal(text)
    })
}

/// Bytes, which MySQL tells as hexadecimal digits, as whoever wrote them may have: as text where they are that.
fn bytes(digits: &str, dialect: &Dialect) -> String {
    let byte = |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
    let is_text = |bytes: &Vec<u8>| bytes.iter().all(|b| (b' '..=b'~').contains(b));
    match bytes.filter(is_text).and_then(|bytes| String::from_utf8(bytes).ok()) {
        Some(text) => dialect.string_literal(&text),
        None => format!("0x{digits}"),
    }
}

/// Without parentheses around all of it, and with strings as everybody reads them.
fn expression(text: &str, dialect: &Dialect) -> String {
    without_enclosing_parentheses(&dialect.catalogue_expression(text)).to_owned()
}

fn add_index(table: &mut Table, first: &IndexRow, rows: &[IndexRow], dialect: &Dialect) {
    let spatial = first.index_type == "SPATIAL" || first.index_type == "RTREE";
    let fulltext = first.index_type == "FULLTEXT";
    let prefix =
        |row: &IndexRow| row.prefix.filter(|_| !spatial && !fulltext).and_then(|p| u32::try_from(p).ok());
    let descending = |row: &IndexRow| row.direction.as_deref() == Some("D");
    let columns: Option<Vec<KeyColumn>> = rows
        .iter()
        .map(|row| {
            let name = row.column_name.clone()?;
            Some(KeyColumn { descending: descending(row), prefix: prefix(row), ..KeyColumn::new(name) })
        })
        .collect();
    let comment = first.comment.clone().filter(|c| !c.is_empty());
    // Indexes of MEMORY are hashes where nothing else is said; those of all others are trees, whatever is said.
    let is_memory = table.options.get("engine").is_some_and(|engine| engine == "memory");
    let is_tree = is_memory && first.index_type == "BTREE";
    match columns {
        Some(columns) if first.name == "PRIMARY" => {
            table.primary_key = Some(PrimaryKey { columns, comment, ..PrimaryKey::default() });
        }
        Some(columns) if first.non_unique == 0 && first.hidden.is_none() && !is_tree => {
            table.uniques.push(Unique {
                name: Some(first.name.clone()),
                columns,
                comment,
                ..Unique::default()
            });
        }
        _ => {
            let mut index = Index::on_columns::<String>(Some(first.name.clone()), []);
            index.keys = rows
                .iter()
                .map(|row| {
                    let mut key = match (&row.column_name, &row.expression) {
                        (Some(name), _) => IndexKey::column(name),
                        (None, sql) => {
                            IndexKey::expression(expression(sql.as_deref().unwrap_or_default(), dialect))
                        }
                    };
                    key.descending = descending(row);
                    key.prefix = prefix(row).filter(|_| matches!(key.target, IndexTarget::Column(_)));
                    key
                })
                .collect();
            index.unique = first.non_unique == 0;
            index.method = match (fulltext, spatial) {
                (true, _) => Some("fulltext".to_owned()),
                (_, true) => Some("spatial".to_owned()),
                _ => is_tree.then(|| "btree".to_owned()),
            };
            if let Some(hidden) = &first.hidden {
                index.options.insert(hidden.clone(), "true".to_owned());
            }
            index.comment = comment;
            table.indexes.push(index);
        }
    }
}

fn add_foreign_keys(catalogue: &Catalogue, tables: &mut BTreeMap<&str, Table>) {
    let groups = catalogue.foreign_keys.chunk_by(|a, b| (&a.table_name, &a.name) == (&b.table_name, &b.name));
    for rows in groups {
        let Some(first) = rows.first() else { continue };
        let Some(table) = tables.get_mut(first.table_name.as_str()) else { continue };
        let target = QualifiedName::in_namespace(first.target_database.clone(), &first.target);
        let mut key = ForeignKey::new(
            rows.iter().map(|r| r.column_name.clone()),
            target,
            rows.iter().map(|r| r.target_column.clone()),
        );
        key.name = Some(first.name.clone());
        key.on_delete = action(&first.on_delete);
        key.on_update = action(&first.on_update);
        table.foreign_keys.push(key);
    }
}

/// InnoDB checks at once: RESTRICT and NO ACTION are the same.
fn action(text: &str) -> Action {
    match text {
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        _ => Action::NoAction,
    }
}
