//! A schema as annotated Rust models, which read back as that schema.
//!
//! Only what differs from the convention is written. What the convention makes of a model is not assumed
//! but asked of the dialect ([`probe`]): each column is first declared bare, brought into canonical form,
//! and given an explicit type wherever that is not what the database has.

mod attributes;
mod constraints;
mod conventions;
mod derives;
mod docs;
pub(crate) mod domains;
mod enums;
mod expressible;
mod fields;
mod files;
pub(crate) mod for_structs;
mod names;
mod needs;
mod options;
pub(crate) mod print;
mod probe;
mod relations;
pub(crate) mod rust_types;
mod selection;
mod sequences;
mod tables;
mod type_tokens;
mod unmanaged;

#[cfg(test)]
mod tests;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::Schema;

pub use conventions::naming_of;
pub use derives::Derives;
pub use needs::Needs;
pub use options::{Layout, ScaffoldOptions};
pub use relations::{describable, describe};
pub use selection::{Selection, only};

/// Objects that stay outside of the models.
pub const UNMANAGED: Code = Code::new("E101", "unmanaged-objects");
/// A table that Diesel cannot use, as it has no primary key.
pub const NO_PRIMARY_KEY: Code = Code::new("E102", "no-primary-key");
/// Something the grammar of the models cannot say.
pub const NOT_EXPRESSIBLE: Code = Code::new("E103", "not-in-the-grammar");

/// The codes of this module, for the list of all.
pub const CODES: [Code; 3] = [UNMANAGED, NO_PRIMARY_KEY, NOT_EXPRESSIBLE];

/// What [`scaffold`] wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scaffolded {
    /// Paths relative to the folder, with the texts; the first is the root that declares the others.
    pub files: Vec<(String, String)>,
    /// What could not be said, and what stays outside.
    pub diagnostics: Vec<Diagnostic>,
    /// What a program depends on with these models.
    pub needs: Needs,
}

/// The part of a schema that models can speak of, and what there is to say about the rest.
pub(crate) fn expressible_part(schema: &Schema) -> (Schema, Vec<Diagnostic>) {
    expressible::part(schema)
}

/// The models of a schema in the engine's canonical form.
pub fn scaffold(schema: &Schema, dialect: &Dialect, options: &ScaffoldOptions) -> Scaffolded {
    let (schema, mut diagnostics) = expressible::part(schema);
    let schema = &schema;
    let names = names::Names::of(schema);
    let conventions = conventions::Conventions::of(schema, dialect, &options.naming);
    let probe = probe::Probe::of(schema, &names, dialect);
    let homes = sequences::homes(schema, &probe);
    let cx = Context {
        schema,
        dialect,
        names: &names,
        conventions: &conventions,
        probe: &probe,
        homes: &homes,
        options,
        key_is_said: false,
    };

    let enums: Vec<files::Item> = schema.enums.values().map(|e| enums::item(&cx, e)).collect();
    let tables: Vec<files::Item> = schema.tables.values().map(|t| tables::item(&cx, t)).collect();

    diagnostics.extend(tables::diagnostics(schema));
    diagnostics.extend(sequences::diagnostics(schema, &homes));
    diagnostics.extend(unmanaged::diagnostics(schema));
    let header = unmanaged::header(schema, dialect.engine());
    Scaffolded { files: files::files(&header, enums, tables, options), diagnostics, needs: needs::needs(&cx) }
}

/// What all parts of the scaffold look at.
#[derive(Clone, Copy)]
struct Context<'a> {
    schema: &'a Schema,
    dialect: &'a Dialect,
    names: &'a names::Names,
    conventions: &'a conventions::Conventions,
    probe: &'a probe::Probe,
    homes: &'a sequences::Homes,
    options: &'a ScaffoldOptions,
    /// Diesel is told the primary key where the model stands, and the model reads that.
    key_is_said: bool,
}
