use diesel::pg::PgConnection;
use schemist_diagnostics::Diagnostic;
use schemist_schema::{Pair, Schema};

use crate::ReflectError;

pub(crate) fn version(_connection: &mut PgConnection) -> Result<(u32, u32), ReflectError> {
    todo!()
}

pub(crate) fn reflect(_connection: &mut PgConnection) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
    todo!()
}

pub(crate) fn normalize(
    _connection: &mut PgConnection,
    _pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    todo!()
}
