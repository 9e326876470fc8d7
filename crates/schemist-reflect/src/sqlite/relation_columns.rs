use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text};
use diesel::sqlite::SqliteConnection;
use schemist_dialect::Dialect;
use schemist_schema::{Column, Columns, Engine, QualifiedName};

use crate::ReflectError;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    type_text: Option<String>,
}

/// One by one: a view that is broken makes the query fail, and its name is to be told.
pub(crate) fn relation_columns(
    connection: &mut SqliteConnection,
    names: &[QualifiedName],
) -> Result<BTreeMap<QualifiedName, Columns>, ReflectError> {
    let dialect = Dialect::new(Engine::Sqlite);
    let mut found = BTreeMap::new();
    for name in names {
        let rows: Vec<Row> = sql_query(include_str!("relation_columns.sql"))
            .bind::<Text, _>(&name.name)
            .load(connection)
            .map_err(|error| ReflectError::Catalogue {
                object: name.to_string(),
                reason: error.to_string(),
            })?;
        let column = |row: Row| Column::new(row.name, dialect.parse_type(&row.type_text.unwrap_or_default()));
        if !rows.is_empty() {
            found.insert(name.clone(), rows.into_iter().map(column).collect());
        }
    }
    Ok(found)
}
