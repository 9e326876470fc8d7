//! The attributes for structs that are there already.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use schemist_dialect::{Dialect, Naming};
use schemist_schema::{Column, QualifiedName, Schema, Table};

use crate::scaffold::constraints::Placed;
use crate::scaffold::conventions::Conventions;
use crate::scaffold::names::Names;
use crate::scaffold::probe::Probe;
use crate::scaffold::rust_types::RustType;
use crate::scaffold::sequences::{self, Homes};
use crate::scaffold::{Context, Derives, ScaffoldOptions, fields, tables};

/// What the attributes of a struct follow from.
pub(crate) struct Work<'a> {
    schema: &'a Schema,
    dialect: &'a Dialect,
    names: Names,
    conventions: Conventions,
    probe: Probe,
    homes: Homes,
    options: ScaffoldOptions,
    key_is_said: bool,
}

impl<'a> Work<'a> {
    /// With the structs in reach and their fields by column, and what each column's field is taken for.
    pub(crate) fn new(
        schema: &'a Schema,
        dialect: &'a Dialect,
        naming: &Naming,
        structs: BTreeMap<QualifiedName, String>,
        fields: BTreeMap<QualifiedName, BTreeMap<String, String>>,
        types: impl Fn(&QualifiedName, &Column) -> RustType,
    ) -> Self {
        let probe = Probe::with(schema, dialect, true, types);
        let mut homes = sequences::homes(schema, &probe);
        // What no column owns is not the struct's to speak of.
        homes.retain(|name, _| schema.sequences.get(name).is_some_and(|s| s.owned_by.is_some()));
        Self {
            names: Names::given(structs, fields),
            conventions: Conventions::of(schema, dialect, naming),
            schema,
            dialect,
            probe,
            homes,
            options: ScaffoldOptions { derives: Derives::none(), ..ScaffoldOptions::default() },
            key_is_said: false,
        }
    }

    pub(crate) fn dialect(&self) -> &Dialect {
        self.dialect
    }

    /// Where Diesel is told the primary key.
    pub(crate) fn with_key_said(mut self, key_is_said: bool) -> Self {
        self.key_is_said = key_is_said;
        self
    }

    fn context(&self) -> Context<'_> {
        Context {
            schema: self.schema,
            dialect: self.dialect,
            names: &self.names,
            conventions: &self.conventions,
            probe: &self.probe,
            homes: &self.homes,
            options: &self.options,
            key_is_said: self.key_is_said,
        }
    }
}

/// What a struct has to say.
pub(crate) fn of_struct(
    work: &Work<'_>,
    table: &Table,
    says_name: bool,
    comment: Option<TokenStream>,
) -> Vec<TokenStream> {
    let cx = work.context();
    tables::attributes(&cx, table, says_name, &Placed::of(&cx, table), comment)
}

/// What a field has to say.
pub(crate) fn of_field(
    work: &Work<'_>,
    table: &Table,
    column: &Column,
    says_name: bool,
    comment: Option<TokenStream>,
) -> Vec<TokenStream> {
    let cx = work.context();
    fields::attributes(&cx, table, column, says_name, &Placed::of(&cx, table), comment)
}
