//! The catalogue as it is read: twelve queries, whatever the size of the database.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::query_builder::SqlQuery;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text};

/// Who answers.
#[derive(QueryableByName)]
pub(super) struct ServerRow {
    #[diesel(sql_type = Text)]
    pub(super) default_namespace: String,
    /// `server_version_num`: 150004 is 15.4.
    #[diesel(sql_type = BigInt)]
    pub(super) version: i64,
}

#[derive(QueryableByName)]
pub(super) struct NamespaceRow {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct EnumRow {
    #[diesel(sql_type = Text)]
    pub(super) namespace: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) values: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct TableRow {
    #[diesel(sql_type = BigInt)]
    pub(super) oid: i64,
    #[diesel(sql_type = Text)]
    pub(super) namespace: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    /// `pg_class.relkind`: `r`, `p` or `f`.
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Bool)]
    pub(super) is_partition: bool,
    #[diesel(sql_type = Bool)]
    pub(super) inherits: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_typed: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) parent_namespace: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) parent_name: Option<String>,
    /// As they stand in SQL.
    #[diesel(sql_type = Array<Text>)]
    pub(super) parents: Vec<String>,
    /// What follows `PARTITION BY`.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) partition_key: Option<String>,
    /// `FOR VALUES …` or `DEFAULT`.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) partition_bound: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) is_unlogged: bool,
    /// `pg_class.relreplident`.
    #[diesel(sql_type = Text)]
    pub(super) replica_identity: String,
    /// `name=value` each.
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) tablespace: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) access_method: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct ColumnRow {
    #[diesel(sql_type = BigInt)]
    pub(super) table_oid: i64,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    /// As `format_type` prints it.
    #[diesel(sql_type = Text, column_name = "type")]
    pub(super) ty: String,
    #[diesel(sql_type = Bool)]
    pub(super) is_array: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) enum_namespace: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) enum_name: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) not_null: bool,
    /// The default, or what the column is generated from.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) expression: Option<String>,
    /// `pg_attribute.attgenerated`.
    #[diesel(sql_type = Text)]
    pub(super) generated: String,
    /// `pg_attribute.attidentity`.
    #[diesel(sql_type = Text)]
    pub(super) identity: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) collation: Option<String>,
    /// `pg_attribute.attstorage`.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) storage: Option<String>,
    /// `pg_attribute.attcompression`.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) compression: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) statistics: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct ConstraintRow {
    #[diesel(sql_type = BigInt)]
    pub(super) table_oid: i64,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    /// `pg_constraint.contype`.
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) columns: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) include: Vec<String>,
    #[diesel(sql_type = Bool)]
    pub(super) is_deferrable: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_deferred: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_validated: bool,
    #[diesel(sql_type = Bool)]
    pub(super) no_inherit: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) references_namespace: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) references_table: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) references_columns: Vec<String>,
    /// `pg_constraint.confupdtype`.
    #[diesel(sql_type = Text)]
    pub(super) on_update: String,
    /// `pg_constraint.confdeltype`.
    #[diesel(sql_type = Text)]
    pub(super) on_delete: String,
    #[diesel(sql_type = Array<Text>)]
    pub(super) on_delete_columns: Vec<String>,
    /// `pg_constraint.confmatchtype`.
    #[diesel(sql_type = Text)]
    pub(super) match_type: String,
    #[diesel(sql_type = Bool)]
    pub(super) nulls_not_distinct: bool,
    #[diesel(sql_type = Bool)]
    pub(super) has_period: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_not_enforced: bool,
    /// A check's expression, an exclusion's whole definition.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) definition: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) is_clustered: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_replica_identity: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct IndexRow {
    #[diesel(sql_type = BigInt)]
    pub(super) table_oid: i64,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Bool)]
    pub(super) is_unique: bool,
    #[diesel(sql_type = Text)]
    pub(super) method: String,
    /// The whole CREATE INDEX.
    #[diesel(sql_type = Text)]
    pub(super) definition: String,
    /// Each key's column or expression as it stands in the definition.
    #[diesel(sql_type = Array<Text>)]
    pub(super) keys: Vec<String>,
    /// Each key's column; `None` for an expression.
    #[diesel(sql_type = Array<Nullable<Text>>)]
    pub(super) columns: Vec<Option<String>>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) include: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) predicate: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) nulls_not_distinct: bool,
    #[diesel(sql_type = Array<Text>)]
    pub(super) options: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) tablespace: Option<String>,
    #[diesel(sql_type = Bool)]
    pub(super) is_clustered: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_replica_identity: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_valid: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

#[derive(QueryableByName)]
pub(super) struct SequenceRow {
    #[diesel(sql_type = Text)]
    pub(super) namespace: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text, column_name = "type")]
    pub(super) ty: String,
    #[diesel(sql_type = BigInt)]
    pub(super) start: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) increment: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) min: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) max: i64,
    #[diesel(sql_type = BigInt)]
    pub(super) cache: i64,
    #[diesel(sql_type = Bool)]
    pub(super) cycle: bool,
    #[diesel(sql_type = Bool)]
    pub(super) is_unlogged: bool,
    /// It is behind an identity column; `None` where no column owns it.
    #[diesel(sql_type = Nullable<Bool>)]
    pub(super) is_identity: Option<bool>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub(super) owner_oid: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) owner_column: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) comment: Option<String>,
}

/// A view, function, trigger, policy, type, extension and whatever else is outside the core.
#[derive(QueryableByName)]
pub(super) struct ObjectRow {
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    /// Of the object, or of the table whose privileges and flags it stands for.
    #[diesel(sql_type = BigInt)]
    pub(super) oid: i64,
    /// Nothing where it is that of the table.
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) namespace: Option<String>,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) table_namespace: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) table_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) definition: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) removal: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    pub(super) details: Vec<String>,
}

/// What an object outside the core names, or what of the core names it.
#[derive(QueryableByName)]
pub(super) struct TieRow {
    /// `relation` for a view or a table outside the core, else the kind of the object.
    #[diesel(sql_type = Text)]
    pub(super) kind: String,
    #[diesel(sql_type = BigInt)]
    pub(super) oid: i64,
    /// `relation`, `column`, `type`, `function`, `constraint` or `needed_by`.
    #[diesel(sql_type = Text)]
    pub(super) tie: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) namespace: Option<String>,
    /// Of the table where it is a column or constraint; for `needed_by` all of it in words.
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub(super) part: Option<String>,
}

/// Which tables are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    /// Those that stay.
    Permanent,
    /// The session's own.
    Temporary,
}

/// Tables and what is on them.
pub(super) struct TableRows {
    pub(super) tables: Vec<TableRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) constraints: Vec<ConstraintRow>,
    pub(super) indexes: Vec<IndexRow>,
}

impl TableRows {
    pub(super) fn read(connection: &mut PgConnection, which: Tables) -> QueryResult<Self> {
        let temporary = which == Tables::Temporary;
        let of_tables = |sql: &str| sql_query(sql).bind::<Bool, _>(temporary);
        Ok(Self {
            tables: of_tables(include_str!("sql/tables.sql")).load(connection)?,
            columns: of_tables(include_str!("sql/columns.sql")).load(connection)?,
            constraints: of_tables(include_str!("sql/constraints.sql")).load(connection)?,
            indexes: of_tables(include_str!("sql/indexes.sql")).load(connection)?,
        })
    }
}

/// All of a database.
pub(super) struct Catalogue {
    pub(super) default_namespace: String,
    pub(super) namespaces: Vec<NamespaceRow>,
    pub(super) enums: Vec<EnumRow>,
    pub(super) tables: TableRows,
    pub(super) sequences: Vec<SequenceRow>,
    pub(super) objects: Vec<ObjectRow>,
    pub(super) ties: Vec<TieRow>,
}

impl Catalogue {
    pub(super) fn read(connection: &mut PgConnection, default_namespace: String) -> QueryResult<Self> {
        Ok(Self {
            default_namespace,
            namespaces: whole(include_str!("sql/namespaces.sql")).load(connection)?,
            enums: enums(connection)?,
            tables: TableRows::read(connection, Tables::Permanent)?,
            sequences: whole(include_str!("sql/sequences.sql")).load(connection)?,
            objects: objects(connection)?,
            ties: whole(include_str!("sql/ties.sql")).load(connection)?,
        })
    }
}

pub(super) fn server(connection: &mut PgConnection) -> QueryResult<ServerRow> {
    whole(include_str!("sql/server.sql")).get_result(connection)
}

fn objects(connection: &mut PgConnection) -> QueryResult<Vec<ObjectRow>> {
    let queries = [
        include_str!("sql/views.sql"),
        include_str!("sql/routines.sql"),
        include_str!("sql/attachments.sql"),
    ];
    let mut objects = Vec::new();
    for query in queries {
        objects.extend(whole(query).load::<ObjectRow>(connection)?);
    }
    Ok(objects)
}

pub(super) fn enums(connection: &mut PgConnection) -> QueryResult<Vec<EnumRow>> {
    whole(include_str!("sql/enums.sql")).load(connection)
}

fn whole(sql: &str) -> SqlQuery {
    sql_query(sql)
}
