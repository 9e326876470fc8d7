//! The rows of the catalogue.

use diesel::mysql::MysqlConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};
use schemist_dialect::Dialect;
use schemist_schema::Sequence;

use super::{exact, sequences};
use crate::ReflectError;

/// Who answers.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct Server {
    #[diesel(sql_type = Text)]
    pub(super) version: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) database: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) collation: String,
    #[diesel(sql_type = BigInt)]
    pub(super) connection: i64,
}

impl Server {
    pub(super) fn read(connection: &mut MysqlConnection) -> Result<Self, ReflectError> {
        Ok(sql_query(include_str!("sql/server.sql")).get_result(connection)?)
    }

    /// `10.11.6-MariaDB-log`, `8.0.36`; old replication clients were told `5.5.5-10.11.6-MariaDB`.
    pub(super) fn version_numbers(&self) -> Result<(u32, u32), ReflectError> {
        let text = match self.version.strip_prefix("5.5.5-") {
            Some(rest) if self.version.contains("MariaDB") => rest,
            _ => self.version.as_str(),
        };
        let mut parts = text.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse().ok());
        match (parts.next().flatten(), parts.next().flatten()) {
            (Some(major), Some(minor)) => Ok((major, minor)),
            _ => Err(ReflectError::Catalogue {
                object: "the version".to_owned(),
                reason: format!("`{}` is not one", self.version),
            }),
        }
    }
}

/// All that is read.
pub(super) struct Catalogue {
    pub(super) server: Server,
    pub(super) tables: Vec<TableRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) indexes: Vec<IndexRow>,
    pub(super) foreign_keys: Vec<ForeignKeyRow>,
    pub(super) checks: Vec<CheckRow>,
    pub(super) unmanaged: Vec<UnmanagedRow>,
    pub(super) sequences: Vec<Sequence>,
}

impl Catalogue {
    pub(super) fn read(
        connection: &mut MysqlConnection,
        server: Server,
        dialect: &Dialect,
    ) -> Result<Self, ReflectError> {
        let (indexes, checks) = match dialect.capabilities().is_mariadb {
            true => (include_str!("sql/indexes_mariadb.sql"), include_str!("sql/checks_mariadb.sql")),
            false => (include_str!("sql/indexes_mysql.sql"), include_str!("sql/checks_mysql.sql")),
        };
        let mut catalogue = Self {
            server,
            tables: sql_query(include_str!("sql/tables.sql")).load(connection)?,
            columns: sql_query(include_str!("sql/columns.sql")).load(connection)?,
            indexes: sql_query(indexes).load(connection)?,
            foreign_keys: sql_query(include_str!("sql/foreign_keys.sql")).load(connection)?,
            checks: sql_query(checks).load(connection)?,
            unmanaged: sql_query(include_str!("sql/unmanaged.sql")).load(connection)?,
            sequences: Vec::new(),
        };
        exact::complete(connection, &mut catalogue, dialect)?;
        if dialect.capabilities().is_mariadb {
            sequences::read(connection, &mut catalogue, dialect);
        }
        Ok(catalogue)
    }
}

#[derive(QueryableByName)]
pub(super) struct TableRow {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) engine: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) row_format: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) options: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct ColumnRow {
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) column_default: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) is_nullable: String,
    #[diesel(sql_type = Text)]
    pub(super) type_text: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) collation: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) extra: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) generation: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct IndexRow {
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = BigInt)]
    pub(super) non_unique: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) column_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) direction: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub(super) prefix: Option<i64>,
    #[diesel(sql_type = Text)]
    pub(super) index_type: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) expression: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) hidden: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct ForeignKeyRow {
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) column_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) target_database: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) target: String,
    #[diesel(sql_type = Text)]
    pub(super) target_column: String,
    #[diesel(sql_type = Text)]
    pub(super) on_update: String,
    #[diesel(sql_type = Text)]
    pub(super) on_delete: String,
}

#[derive(QueryableByName)]
pub(super) struct CheckRow {
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) expression: String,
    #[diesel(sql_type = BigInt)]
    pub(super) in_column: i64,
}

#[derive(QueryableByName)]
pub(super) struct UnmanagedRow {
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) table_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) definition: Option<String>,
}
