//! The transaction in which the catalogue is read: one state of the database, and a search path under which
//! the names in expressions depend on the default namespace alone. Nothing in it stays.

use diesel::connection::{
    AnsiTransactionManager, SimpleConnection, TransactionManager, TransactionManagerStatus,
};
use diesel::pg::PgConnection;

use super::catalogue;
use crate::ReflectError;

/// Runs in a transaction (a savepoint inside the caller's) that is rolled back at the end. The function is
/// given the default namespace.
pub(super) fn in_scratch<T>(
    connection: &mut PgConnection,
    read: impl FnOnce(&mut PgConnection, String) -> Result<T, ReflectError>,
) -> Result<T, ReflectError> {
    let server = catalogue::server(connection)?;
    let inside_another = is_in_transaction(connection);
    AnsiTransactionManager::begin_transaction(connection)?;
    let result = settings(connection, &server.default_namespace, inside_another)
        .and_then(|()| read(connection, server.default_namespace));
    let ended = AnsiTransactionManager::rollback_transaction(connection);
    let value = result?;
    ended?;
    Ok(value)
}

fn is_in_transaction(connection: &mut PgConnection) -> bool {
    match AnsiTransactionManager::transaction_manager_status_mut(connection) {
        TransactionManagerStatus::Valid(status) => status.transaction_depth().is_some(),
        TransactionManagerStatus::InError => false,
    }
}

fn settings(connection: &mut PgConnection, namespace: &str, inside: bool) -> Result<(), ReflectError> {
    if !inside {
        connection.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
    }
    let path = format!("\"{}\"", namespace.replace('"', "\"\""));
    // Everything that has a say in how expressions are printed.
    connection.batch_execute(&format!(
        "SET LOCAL search_path = {path}; SET LOCAL quote_all_identifiers = off; \
         SET LOCAL standard_conforming_strings = on; SET LOCAL DateStyle = ISO; \
         SET LOCAL IntervalStyle = postgres; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = hex; \
         SET LOCAL TimeZone = 'UTC'; SET LOCAL client_min_messages = warning",
    ))?;
    Ok(())
}
