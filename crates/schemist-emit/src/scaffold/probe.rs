//! What the tool will make of a bare declaration, found out by asking the dialect for its canonical form.

use std::collections::BTreeMap;

use schemist_dialect::Dialect;
use schemist_schema::{Column, ColumnType, Engine, QualifiedName, Schema, Sequence, Table};

use crate::scaffold::domains::base_type;
use crate::scaffold::names::Names;
use crate::scaffold::rust_types::{self, RustType};

/// What was found out, by table and column.
pub(crate) struct Probe {
    columns: BTreeMap<QualifiedName, BTreeMap<String, Probed>>,
}

/// What was found out about a column.
pub(crate) struct Probed {
    /// The type of the field.
    pub(crate) rust: RustType,
    /// The type of the field alone does not give the type of the column.
    pub(crate) explicit_type: bool,
    /// The word `serial` says all there is to say of its default and sequence.
    pub(crate) serial: bool,
}

impl Probe {
    pub(crate) fn of(schema: &Schema, names: &Names, dialect: &Dialect) -> Self {
        let rust = |_: &QualifiedName, column: &Column| match dialect.engine() {
            Engine::Postgres => rust_types::postgres(&base_type(schema, dialect, &column.ty), names),
            Engine::Mysql => rust_types::mysql(&column.ty),
            Engine::Sqlite => rust_types::sqlite(&dialect.render_type(&column.ty)),
        };
        // As the database has it, were it made anew.
        Self::with(schema, dialect, false, rust)
    }

    /// The same for fields that are there. `inferred`: a type that means the same for the field is as good.
    pub(crate) fn with(
        schema: &Schema,
        dialect: &Dialect,
        inferred: bool,
        rust: impl Fn(&QualifiedName, &Column) -> RustType,
    ) -> Self {
        let mut bare = Schema { enums: schema.enums.clone(), ..Schema::default() };
        for table in schema.tables.values() {
            let columns = table.columns.iter().map(|c| Column {
                serial: owned_sequence(schema, table, c).is_some(),
                nullable: c.nullable,
                ..Column::new(&c.name, rust(&table.name, c).neutral.unwrap_or_else(|| c.ty.clone()))
            });
            let mut bare_table = Table::new(table.name.clone());
            bare_table.columns = columns.collect();
            bare_table.primary_key = table.primary_key.clone();
            bare_table.options = table.options.clone();
            bare.tables.insert(table.name.clone(), bare_table);
        }
        // What it has to say of types that do not exist is the reason why they are written out.
        let _ = dialect.canonicalize(&mut bare);

        let mut columns = BTreeMap::new();
        for table in schema.tables.values() {
            let canonical = |c: &Column| bare.tables.get(&table.name).and_then(|t| t.columns.named(&c.name));
            let probed = table.columns.iter().map(|c| {
                let rust = rust(&table.name, c);
                let same = |b: &Column| dialect.same_type(&b.ty, &c.ty, inferred);
                let explicit_type = rust.neutral.is_none() || !canonical(c).is_some_and(same);
                let serial = canonical(c).is_some_and(|b| is_serial(schema, &bare, table, c, b));
                (c.name.clone(), Probed { rust, explicit_type, serial })
            });
            columns.insert(table.name.clone(), probed.collect());
        }
        Self { columns }
    }

    pub(crate) fn column(&self, table: &QualifiedName, column: &str) -> Option<&Probed> {
        self.columns.get(table)?.get(column)
    }
}

/// The sequence a column of integers owns and takes its default from.
fn owned_sequence<'s>(schema: &'s Schema, table: &Table, column: &Column) -> Option<&'s Sequence> {
    let integer = matches!(column.ty, ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt);
    let default = column.default.as_ref()?;
    if !integer || column.nullable || !default.sql.to_ascii_lowercase().starts_with("nextval(") {
        return None;
    }
    let owner = (&table.name, column.name.as_str());
    schema.sequences.values().find(|s| s.owned_by.as_ref().is_some_and(|(t, c)| (t, c.as_str()) == owner))
}

/// Whether declaring `serial` gave the default and the sequence that the column has.
fn is_serial(schema: &Schema, bare: &Schema, table: &Table, live: &Column, probed: &Column) -> bool {
    let (Some(sequence), Some(default)) = (owned_sequence(schema, table, live), &live.default) else {
        return false;
    };
    bare.sequences.get(&sequence.name) == Some(sequence)
        && probed.default.as_ref().is_some_and(|d| d.same_tokens(default))
}
