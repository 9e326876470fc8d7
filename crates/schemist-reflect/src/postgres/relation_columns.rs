use std::collections::BTreeMap;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Text};
use schemist_schema::{Column, Columns, QualifiedName};

use super::{dialect, session};
use crate::ReflectError;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    namespace: String,
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    type_text: String,
}

pub(crate) fn relation_columns(
    connection: &mut PgConnection,
    names: &[QualifiedName],
) -> Result<BTreeMap<QualifiedName, Columns>, ReflectError> {
    session::in_scratch(connection, |connection, default_namespace| {
        let namespace = |name: &QualifiedName| name.namespace.clone().unwrap_or(default_namespace.clone());
        let namespaces: Vec<String> = names.iter().map(namespace).collect();
        let relations: Vec<&str> = names.iter().map(|name| name.name.as_str()).collect();
        let rows: Vec<Row> = sql_query(include_str!("sql/relation_columns.sql"))
            .bind::<Array<Text>, _>(&namespaces)
            .bind::<Array<Text>, _>(relations)
            .load(connection)?;
        let mut found: BTreeMap<QualifiedName, Columns> = BTreeMap::new();
        for row in rows {
            let wanted = names.iter().find(|n| n.name == row.relation && namespace(n) == row.namespace);
            if let Some(name) = wanted {
                let column = Column::new(row.name, dialect().parse_type(&row.type_text));
                found.entry(name.clone()).or_default().push(column);
            }
        }
        Ok(found)
    })
}
