//! Names as `sqlparser` has them.

use schemist_schema::{Engine, QualifiedName};
use sqlparser::ast::{Ident, ObjectName};

use super::words::{folded, qualified};

pub(super) fn identifier(ident: &Ident, engine: Engine) -> String {
    match ident.quote_style {
        Some(_) => ident.value.clone(),
        None => folded(&ident.value, engine),
    }
}

pub(super) fn name(object: &ObjectName, engine: Engine) -> QualifiedName {
    let mut parts: Vec<String> =
        object.0.iter().filter_map(|part| part.as_ident()).map(|ident| identifier(ident, engine)).collect();
    let name = parts.pop().unwrap_or_default();
    qualified(parts.pop(), name, engine)
}

pub(super) fn identifiers(idents: &[Ident], engine: Engine) -> Vec<String> {
    idents.iter().map(|ident| identifier(ident, engine)).collect()
}
