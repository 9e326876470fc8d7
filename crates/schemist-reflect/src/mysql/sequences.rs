//! Sequences, which MariaDB has since 10.3: each is a table of one row that holds its options. All of them are read with
//! one statement; where there is none, with none.

use diesel::mysql::MysqlConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use schemist_dialect::Dialect;
use schemist_schema::{ColumnType, QualifiedName, Sequence, SequenceOptions};

use super::catalogue::{Catalogue, TableRow};

/// What the catalogue calls a sequence, among its tables.
pub(super) const SEQUENCE: &str = "SEQUENCE";

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    place: i64,
    #[diesel(sql_type = BigInt)]
    start_value: i64,
    #[diesel(sql_type = BigInt)]
    minimum_value: i64,
    #[diesel(sql_type = BigInt)]
    maximum_value: i64,
    #[diesel(sql_type = BigInt)]
    step: i64,
    #[diesel(sql_type = BigInt)]
    cache_size: i64,
    #[diesel(sql_type = BigInt)]
    cycles: i64,
}

/// Adds the sequences to what was read. Who may see one and not read it has it among the objects outside the core.
pub(super) fn read(connection: &mut MysqlConnection, catalogue: &mut Catalogue, dialect: &Dialect) {
    let named: Vec<&TableRow> = catalogue.tables.iter().filter(|t| t.kind == SEQUENCE).collect();
    if named.is_empty() {
        return;
    }
    let select = |(place, row): (usize, &&TableRow)| {
        include_str!("sql/sequence.sql")
            .trim_end()
            .replace(":place", &place.to_string())
            .replace(":name", &dialect.quote(&row.name))
    };
    let all: Vec<String> = named.iter().enumerate().map(select).collect();
    let Ok(rows) = sql_query(all.join("\nUNION ALL\n")).load::<Row>(connection) else { return };
    let told = |row: &Row| Some(sequence(named.get(usize::try_from(row.place).ok()?)?, row, dialect));
    catalogue.sequences = rows.iter().filter_map(told).collect();
}

fn sequence(table: &TableRow, row: &Row, dialect: &Dialect) -> Sequence {
    let ty = ColumnType::BigInt;
    let options = SequenceOptions {
        start: Some(row.start_value),
        increment: Some(row.step),
        min: Some(row.minimum_value),
        max: Some(row.maximum_value),
        cache: Some(row.cache_size),
        cycle: row.cycles != 0,
    };
    Sequence {
        name: QualifiedName::new(&table.name),
        options: dialect.canonical_sequence_options(&options, &ty),
        ty,
        owned_by: None,
        comment: table.comment.clone().filter(|comment| !comment.is_empty()),
    }
}
