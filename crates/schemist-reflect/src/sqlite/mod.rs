//! SQLite: pragmas tell what the engine made of a declaration, the text in `sqlite_schema` what they leave
//! out (checks, names, collations, conflict clauses, …).

mod catalogue;
mod create_index;
mod create_table;
mod cursor;
mod equal_defaults;
mod external_content;
mod normalize;
mod relation_columns;
mod tables;
#[cfg(test)]
mod tests;
mod unmanaged;

use diesel::sqlite::SqliteConnection;
use schemist_diagnostics::Diagnostic;
use schemist_schema::{Pair, Schema};

use crate::ReflectError;
use catalogue::Catalogue;
pub(crate) use relation_columns::relation_columns;

pub(crate) fn version(connection: &mut SqliteConnection) -> Result<(u32, u32), ReflectError> {
    let text = catalogue::version(connection)?;
    let mut parts = text.split('.').map(|part| part.parse().ok());
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(major), Some(minor)) => Ok((major, minor)),
        _ => Err(ReflectError::Catalogue {
            object: "the version".to_owned(),
            reason: format!("`{text}` is not one"),
        }),
    }
}

pub(crate) fn reflect(connection: &mut SqliteConnection) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
    let catalogue = Catalogue::read(connection)?;
    let mut diagnostics = Vec::new();
    let mut schema = Schema::default();
    for table in tables::tables(&catalogue, &mut diagnostics) {
        schema.insert_table(table);
    }
    schema.unmanaged = unmanaged::unmanaged(&catalogue);
    Ok((schema, diagnostics))
}

pub(crate) fn normalize(
    connection: &mut SqliteConnection,
    pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    let version = version(connection)?;
    let diagnostics = normalize::refused_expressions(pair, version)?;
    equal_defaults::adopt(pair, version)?;
    Ok(diagnostics)
}
