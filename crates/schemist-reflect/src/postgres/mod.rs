mod array_casts;
mod catalogue;
mod equal_defaults;
mod indexes;
mod missing_types;
mod nested_conditions;
mod normalize;
mod outside_tables;
mod pieces;
mod relation_columns;
mod scratch;
mod scratch_types;
mod sequences;
mod session;
mod settled;
mod tables;
mod unmanaged;

use diesel::pg::PgConnection;
use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::{Engine, EnumType, Namespace, Origin, Pair, QualifiedName, Schema};

use crate::ReflectError;
use catalogue::{Catalogue, EnumRow};
pub(crate) use relation_columns::relation_columns;
use sequences::Sequences;

/// Something in the catalogue that the nouns cannot say.
const NOT_DESCRIBED: Code = Code::new("R111", "not-described");

pub(crate) fn version(connection: &mut PgConnection) -> Result<(u32, u32), ReflectError> {
    let version = catalogue::server(connection)?.version;
    let part = |number: i64| u32::try_from(number).unwrap_or_default();
    Ok((part(version / 10_000), part(version % 10_000)))
}

pub(crate) fn reflect(connection: &mut PgConnection) -> Result<(Schema, Vec<Diagnostic>), ReflectError> {
    let read = |connection: &mut PgConnection, namespace| Ok(Catalogue::read(connection, namespace)?);
    let catalogue = session::in_scratch(connection, read)?;
    Ok(assemble(catalogue))
}

pub(crate) fn normalize(
    connection: &mut PgConnection,
    pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    normalize::normalize(connection, pair)
}

fn assemble(catalogue: Catalogue) -> (Schema, Vec<Diagnostic>) {
    let names = Names { default_namespace: catalogue.default_namespace };
    let mut schema = Schema::default();
    let mut diagnostics = Vec::new();
    for row in catalogue.namespaces {
        if row.name != names.default_namespace {
            schema.namespaces.insert(row.name, Namespace { comment: row.comment });
        }
    }
    schema.enums = enums(&names, catalogue.enums);
    let sequences = Sequences::new(catalogue.sequences);
    schema.unmanaged =
        unmanaged::collect(&names, &catalogue.tables.tables, catalogue.objects, catalogue.ties);
    let descents = outside_tables::descents(&names, &catalogue.tables.tables);
    let tables = tables::assemble(&names, catalogue.tables, &sequences, &mut diagnostics);
    outside_tables::define(&mut schema.unmanaged, &tables.outside, &descents);
    let tables = tables.core;
    schema.sequences = sequences.free_and_owned(&names, &tables, &mut diagnostics);
    schema.tables = tables.into_values().map(|t| (t.name.clone(), t)).collect();
    (schema, diagnostics)
}

fn enums(names: &Names, rows: Vec<EnumRow>) -> std::collections::BTreeMap<QualifiedName, EnumType> {
    let enum_type = |row: EnumRow| {
        let name = names.qualified(row.namespace, row.name);
        let origin = Origin::default();
        (name.clone(), EnumType { name, values: row.values, comment: row.comment, origin })
    };
    rows.into_iter().map(enum_type).collect()
}

/// What is called what outside the catalogue.
struct Names {
    default_namespace: String,
}

impl Names {
    fn qualified(&self, namespace: String, name: String) -> QualifiedName {
        let namespace = Some(namespace).filter(|n| *n != self.default_namespace);
        QualifiedName::in_namespace(namespace, name)
    }
}

fn dialect() -> Dialect {
    Dialect::new(Engine::Postgres)
}
