//! The catalogue as it is read: four queries, whatever the size of the database.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use diesel::sqlite::SqliteConnection;

/// A row of `sqlite_schema`.
#[derive(QueryableByName)]
pub(super) struct ObjectRow {
    /// `table`, `index`, `view` or `trigger`.
    #[diesel(sql_type = Text, column_name = "type")]
    pub(super) object_type: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    /// The table (or view) it hangs on.
    #[diesel(sql_type = Text)]
    pub(super) tbl_name: String,
    /// Nothing for the indexes behind constraints.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) sql: Option<String>,
    /// Of a table: `table`, `virtual` or `shadow`.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) kind: Option<String>,
}

/// A row of `pragma_table_xinfo`.
#[derive(QueryableByName)]
pub(super) struct ColumnRow {
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Binary>)]
    pub(super) declared_type: Option<Vec<u8>>,
    #[diesel(sql_type = BigInt)]
    pub(super) not_null: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) default_value: Option<String>,
    /// From 1; 0 for a column outside the primary key.
    #[diesel(sql_type = BigInt)]
    pub(super) key_position: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) hidden: i64,
}

/// A column of the index behind a UNIQUE constraint.
#[derive(QueryableByName)]
pub(super) struct UniqueRow {
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = Text)]
    pub(super) index_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) column_name: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub(super) descending: i64,
}

/// A row of `pragma_foreign_key_list`.
#[derive(QueryableByName)]
pub(super) struct ForeignKeyRow {
    #[diesel(sql_type = Text)]
    pub(super) table_name: String,
    #[diesel(sql_type = BigInt)]
    pub(super) id: i64,
    #[diesel(sql_type = Text)]
    pub(super) parent: String,
    #[diesel(sql_type = Text)]
    pub(super) child_column: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) parent_column: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) on_update: String,
    #[diesel(sql_type = Text)]
    pub(super) on_delete: String,
}

#[derive(QueryableByName)]
struct VersionRow {
    #[diesel(sql_type = Text)]
    version: String,
}

/// All that is read.
pub(super) struct Catalogue {
    pub(super) objects: Vec<ObjectRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) uniques: Vec<UniqueRow>,
    pub(super) foreign_keys: Vec<ForeignKeyRow>,
}

impl Catalogue {
    pub(super) fn read(connection: &mut SqliteConnection) -> QueryResult<Self> {
        Ok(Self {
            objects: sql_query(include_str!("objects.sql")).load(connection)?,
            columns: sql_query(include_str!("columns.sql")).load(connection)?,
            uniques: sql_query(include_str!("unique_keys.sql")).load(connection)?,
            foreign_keys: sql_query(include_str!("foreign_keys.sql")).load(connection)?,
        })
    }
}

/// The version of the library, e.g. `3.50.2`.
pub(super) fn version(connection: &mut SqliteConnection) -> QueryResult<String> {
    sql_query("SELECT sqlite_version() AS version")
        .get_result::<VersionRow>(connection)
        .map(|row| row.version)
}
