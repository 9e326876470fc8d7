use schemist_schema::{ColumnType, Engine, QualifiedName};

use heck::ToUpperCamelCase;

use super::{External, PathSyntax, TypeSyntax, external};
use crate::{Constant, Place, UnknownConstant};

/// The SQL type of a Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred {
    /// The type.
    pub ty: ColumnType,
    /// Whether an `Option` was found on the way, behind an alias.
    pub nullable: bool,
}

/// Why a Rust type has no SQL type.
#[derive(Debug, Clone, Default)]
pub struct Unresolved {
    /// Types to use instead; not empty where the type is known and cannot be kept.
    pub instead: &'static [&'static str],
    /// The part of the type that is the matter, where it is a name.
    pub name: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// Definitions the name could mean, or the one it means.
    pub definitions: Vec<(Place, String)>,
    /// More than one definition is possible.
    pub ambiguous: bool,
    /// What was probably meant: the words in the type, and those to put in their place.
    pub meant: Option<(String, String)>,
    /// What to write before the field, where it is not its SQL type.
    pub attribute: Option<&'static str>,
}

/// How paths in types are looked up: by the loader among all files, by the derive by their syntax alone.
pub trait Resolve {
    /// The SQL type behind a path.
    ///
    /// # Errors
    /// Where there is none.
    fn path(&self, path: &PathSyntax) -> Result<Inferred, Box<Unresolved>>;

    /// The value of a `const` that an attribute names: `#[model(table = TABLE)]`.
    ///
    /// # Errors
    /// Where the path leads to none, or its value cannot be told without a compiler. A lone item (the derive)
    /// knows no other items.
    fn constant(&self, _path: &PathSyntax) -> Result<Constant, Box<UnknownConstant>> {
        Err(Box::new(UnknownConstant {
            reason: "is not known here".to_owned(),
            help: Some("write the value itself".to_owned()),
            ..UnknownConstant::default()
        }))
    }
}

/// The SQL type of a Rust type (without the `Option` that the caller has taken off).
///
/// # Errors
/// Where there is none.
pub fn infer(ty: &TypeSyntax, resolve: &dyn Resolve) -> Result<Inferred, Box<Unresolved>> {
    match ty {
        TypeSyntax::Slice(inner) if inner.is("u8") => Ok(known(ColumnType::Binary)),
        TypeSyntax::Slice(inner) => array(inner, resolve),
        TypeSyntax::Path(path) => match path.arguments.as_slice() {
            [inner] if path.last() == "Option" => {
                let inner = infer(inner, resolve)?;
                Ok(Inferred { nullable: true, ..inner })
            }
            [inner] if path.last() == "Vec" && !inner.is("u8") => array(inner, resolve),
            _ => resolve.path(path),
        },
        TypeSyntax::Tuple(bounds) => range(bounds, resolve),
        TypeSyntax::Other => Err(Box::default()),
    }
}

/// `(Bound<T>, Bound<T>)`, which Diesel reads a range as.
fn range(bounds: &[TypeSyntax], resolve: &dyn Resolve) -> Result<Inferred, Box<Unresolved>> {
    let [low, high] = bounds else { return Err(Box::default()) };
    let (Some(element), true) = (low.inside("Bound"), low == high) else { return Err(Box::default()) };
    match range_over(&infer(element, resolve)?.ty, "range") {
        Some(name) => Ok(known(ColumnType::Named { name: QualifiedName::new(name), arguments: Vec::new() })),
        None => Err(Box::new(Unresolved {
            reason: Some("there is no range type over the type of its bounds".to_owned()),
            ..Unresolved::default()
        })),
    }
}

/// PostgreSQL's name for the range type (or, with this suffix, the multirange type) over a type.
pub(crate) fn range_over(element: &ColumnType, suffix: &str) -> Option<String> {
    let prefix = match element {
        ColumnType::Integer => "int4",
        ColumnType::BigInt => "int8",
        ColumnType::Numeric { .. } => "num",
        ColumnType::Timestamp { zone: false, .. } => "ts",
        ColumnType::Timestamp { zone: true, .. } => "tstz",
        ColumnType::Date => "date",
        _ => return None,
    };
    Some(format!("{prefix}{suffix}"))
}

/// PostgreSQL's elements may always be NULL, so `Vec<Option<T>>` is the same type.
fn array(element: &TypeSyntax, resolve: &dyn Resolve) -> Result<Inferred, Box<Unresolved>> {
    let element = element.without_option().0;
    if let TypeSyntax::Tuple(_) = element {
        return Err(either_of_ranges(&infer(element, resolve)?.ty));
    }
    let element = infer(element, resolve)?.ty;
    Ok(known(match element {
        ColumnType::Array(_) => element,
        element => ColumnType::Array(Box::new(element)),
    }))
}

/// Diesel reads both an array of ranges and a multirange as a `Vec` of bounds.
fn either_of_ranges(range: &ColumnType) -> Box<Unresolved> {
    let name = match range {
        ColumnType::Named { name, .. } => name.name.as_str(),
        _ => "int4range",
    };
    let name = name.to_upper_camel_case();
    let multi = name.replace("range", "multirange");
    Box::new(Unresolved {
        reason: Some("it could be a multirange as well as an array of ranges".to_owned()),
        help: Some(format!("say which: `#[model(type = {multi})]` or `#[model(type = Array({name}))]`")),
        ..Unresolved::default()
    })
}

fn known(ty: ColumnType) -> Inferred {
    Inferred { ty, nullable: false }
}

/// A type of the standard library or a well-known crate.
pub(crate) fn from_external(path: &PathSyntax, engine: Engine) -> Option<Result<Inferred, Box<Unresolved>>> {
    Some(match external(path, engine)? {
        External::Known(ty) => Ok(known(ty)),
        External::Unsupported { instead, reason } => Err(Box::new(Unresolved {
            instead,
            name: Some(path.last().to_owned()),
            reason: Some(reason.to_owned()),
            ..Unresolved::default()
        })),
    })
}
