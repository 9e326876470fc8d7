//! What a domain of PostgreSQL is underneath, which is what Diesel reads.

use schemist_dialect::Dialect;
use schemist_schema::sql::significant;
use schemist_schema::{ColumnType, QualifiedName, Schema, UnmanagedKind};

/// The type without domains.
pub(crate) fn base_type(schema: &Schema, dialect: &Dialect, ty: &ColumnType) -> ColumnType {
    // A domain can stand on another one, and never on itself.
    let mut ty = ty.clone();
    for _ in 0..16 {
        match step(schema, dialect, &ty) {
            Some(base) => ty = base,
            None => break,
        }
    }
    ty
}

fn step(schema: &Schema, dialect: &Dialect, ty: &ColumnType) -> Option<ColumnType> {
    match ty {
        ColumnType::Array(element) => Some(ColumnType::Array(Box::new(step(schema, dialect, element)?))),
        ColumnType::Named { name, .. } => Some(dialect.parse_type(&definition(schema, name)?)),
        _ => None,
    }
}

/// `integer` in `CREATE DOMAIN public.year AS integer CONSTRAINT …`.
fn definition(schema: &Schema, name: &QualifiedName) -> Option<String> {
    let is_it = |object: &&schemist_schema::UnmanagedObject| {
        object.kind == UnmanagedKind::Type && object.name == *name
    };
    let sql = schema.unmanaged.iter().find(is_it)?.definition.as_deref()?;
    let tokens = significant(sql);
    let is_domain = tokens.get(1).is_some_and(|token| token.text.eq_ignore_ascii_case("domain"));
    let from = tokens.iter().position(|token| token.text.eq_ignore_ascii_case("as"))?;
    let ends = ["collate", "default", "constraint", "not", "null", "check"];
    let is_end = |text: &str| ends.iter().any(|word| text.eq_ignore_ascii_case(word));
    let of_type = tokens.get(from + 1..)?.iter().take_while(|token| !is_end(token.text));
    let last = of_type.last()?;
    let first = tokens.get(from + 1)?;
    is_domain.then(|| sql.get(first.start..last.end()).unwrap_or_default().to_owned())
}
