use std::collections::BTreeMap;

use diesel::mysql::MysqlConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use schemist_dialect::Dialect;
use schemist_schema::{Column, Columns, Engine, QualifiedName};

use super::version;
use crate::ReflectError;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    type_text: String,
}

pub(crate) fn relation_columns(
    connection: &mut MysqlConnection,
    names: &[QualifiedName],
) -> Result<BTreeMap<QualifiedName, Columns>, ReflectError> {
    let dialect = Dialect::at_version(Engine::Mysql, version(connection)?);
    let rows: Vec<Row> = sql_query(include_str!("sql/relation_columns.sql")).load(connection)?;
    let mut found: BTreeMap<QualifiedName, Columns> = BTreeMap::new();
    for row in rows {
        if let Some(name) = names.iter().find(|n| n.name.eq_ignore_ascii_case(&row.relation)) {
            let column = Column::new(row.name, dialect.parse_type(&row.type_text));
            found.entry(name.clone()).or_default().push(column);
        }
    }
    Ok(found)
}
