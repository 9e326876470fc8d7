use diesel::mysql::{Mysql, MysqlConnection};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::Error;
use diesel::sql_query;
use diesel::sql_types::{Blob, Untyped};
use schemist_dialect::Dialect;
use schemist_schema::Engine;

/// The columns of `SHOW CREATE` are called after what is shown, and their number differs between servers.
macro_rules! shown {
    ($row:ident, $column:literal) => {
        #[derive(diesel::QueryableByName)]
        struct $row {
            #[diesel(sql_type = Blob, column_name = $column)]
            sql: Vec<u8>,
        }
    };
}
shown!(Table, "Create Table");
shown!(View, "Create View");
shown!(Function, "Create Function");
shown!(Procedure, "Create Procedure");

/// How the server would make a table, sequence, view, function or procedure anew. MariaDB puts the bytes of a default
/// into it as they are: what is no UTF-8 comes as `\u{FFFD}`.
///
/// # Errors
/// Where there is none of the name, or the role may not see it.
pub fn show_create(connection: &mut MysqlConnection, kind: &str, name: &str) -> QueryResult<String> {
    let sql = format!("SHOW CREATE {kind} {}", Dialect::new(Engine::Mysql).quote(name));
    let text = match kind {
        "view" => shown(connection, sql).map(|View { sql }| sql),
        "function" => shown(connection, sql).map(|Function { sql }| sql),
        "procedure" => shown(connection, sql).map(|Procedure { sql }| sql),
        _ => shown(connection, sql).map(|Table { sql }| sql),
    };
    text.map(|text| String::from_utf8_lossy(&text).into_owned())
}

fn shown<Row: diesel::deserialize::FromSqlRow<Untyped, Mysql> + 'static>(
    connection: &mut MysqlConnection,
    sql: String,
) -> QueryResult<Row> {
    match sql_query(&sql).get_result(connection) {
        // MySQL from 8.0.22 on tells which columns there are only once such a statement ran, and Diesel asks before:
        // a statement that it keeps has told by then.
        Err(Error::DeserializationError(_)) => {
            Kept(&sql).execute(connection)?;
            Kept(&sql).get_result(connection)
        }
        known => known,
    }
}

/// A statement that stays prepared, which [`sql_query`] makes none of.
struct Kept<'a>(&'a str);

impl QueryFragment<Mysql> for Kept<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Mysql>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl QueryId for Kept<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Kept<'_> {
    type SqlType = Untyped;
}

impl<C> RunQueryDsl<C> for Kept<'_> {}
