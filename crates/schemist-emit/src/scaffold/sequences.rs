//! Sequences that neither `identity` nor `serial` speaks of.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{ColumnType, Management, QualifiedName, Schema, Sequence, Table};

use crate::scaffold::attributes::{call, column, named_text};
use crate::scaffold::fields::sequence_options;
use crate::scaffold::probe::Probe;
use crate::scaffold::type_tokens::type_tokens;
use crate::scaffold::{Context, NOT_EXPRESSIBLE};

/// The table whose struct speaks of a sequence, by sequence; `None` where no table has to do with it.
pub(crate) type Homes = BTreeMap<QualifiedName, Option<QualifiedName>>;

/// The table that owns a sequence; else the first one that takes a default from it; else, as it must stand
/// somewhere to be managed, the one it is named after, or the first.
pub(crate) fn homes(schema: &Schema, probe: &Probe) -> Homes {
    let of_serial = |s: &Sequence| {
        let owner = s.owned_by.as_ref();
        owner.and_then(|(table, column)| probe.column(table, column)).is_some_and(|p| p.serial)
    };
    let spoken_of = schema.sequences.values().filter(|s| !of_serial(s));
    spoken_of.map(|s| (s.name.clone(), home(schema, s))).collect()
}

fn home(schema: &Schema, sequence: &Sequence) -> Option<QualifiedName> {
    if let Some((table, _)) = &sequence.owned_by {
        let can_say = written_name(&sequence.name, table).is_some();
        return (can_say && schema.tables.contains_key(table)).then(|| table.clone());
    }
    let takes_from_it = |table: &&Table| {
        table.columns.iter().filter_map(|c| c.default.as_ref()).any(|d| mentions(&d.sql, sequence))
    };
    let is_ours = |t: &&Table| t.origin.management() == Management::Full;
    let speaks = |t: &&Table| written_name(&sequence.name, &t.name).is_some();
    let can_say: Vec<&Table> = schema.tables.values().filter(is_ours).filter(speaks).collect();
    let gives_name = |t: &&&Table| {
        t.name.namespace == sequence.name.namespace && sequence.name.name.starts_with(&t.name.name)
    };
    let named_after = can_say.iter().filter(gives_name).max_by_key(|t| t.name.name.len());
    let user = can_say.iter().find(|t| takes_from_it(t));
    user.or(named_after).or(can_say.first()).map(|t| t.name.clone())
}

/// The name as it is written at a table: `namespace.name`, or the name alone within the table's namespace.
/// `None` where that would be read as another one.
fn written_name(sequence: &QualifiedName, table: &QualifiedName) -> Option<String> {
    let dotted = |part: &str| part.contains('.');
    match &sequence.namespace {
        Some(namespace) => (!dotted(namespace)).then(|| sequence.to_string()),
        None => (table.namespace.is_none() && !dotted(&sequence.name)).then(|| sequence.name.clone()),
    }
}

/// Whether a default is taken from a sequence: `nextval('shop.numbers'::regclass)`.
fn mentions(sql: &str, sequence: &Sequence) -> bool {
    sql.to_ascii_lowercase().contains("nextval(") && sql.contains(&sequence.name.name)
}

/// The `sequence(…)` of a struct.
pub(crate) fn attributes(cx: &Context<'_>, table: &Table) -> Vec<TokenStream> {
    let here = cx
        .schema
        .sequences
        .values()
        .filter(|s| cx.homes.get(&s.name).is_some_and(|home| home.as_ref() == Some(&table.name)));
    here.map(|sequence| {
        let name = written_name(&sequence.name, &table.name);
        let mut items: Vec<TokenStream> = named_text("name", name.as_deref()).into_iter().collect();
        if sequence.ty != ColumnType::BigInt {
            let ty = type_tokens(&sequence.ty, cx.dialect);
            items.push(quote!(type = #ty));
        }
        items.extend(sequence_options(&sequence.options));
        items.extend(sequence.owned_by.as_ref().map(|(_, owner)| {
            let owner = column(cx.field(table, owner));
            quote!(owned_by = #owner)
        }));
        items.extend(named_text("comment", sequence.comment.as_deref()));
        call("sequence", &items)
    })
    .collect()
}

/// A warning for each sequence that no model can speak of.
pub(crate) fn diagnostics(schema: &Schema, homes: &Homes) -> Vec<Diagnostic> {
    let homeless = homes.iter().filter(|(_, home)| home.is_none());
    let sequences = homeless.map(|(name, _)| {
        Diagnostic::warning(NOT_EXPRESSIBLE, format!("no model can speak of sequence {name}"))
            .with_subject(name.to_string())
            .with_note("it belongs to a table without a model, or there is no model to write it at")
    });
    let comments = schema.namespaces.iter().filter(|(_, n)| n.comment.is_some()).map(|(name, _)| {
        Diagnostic::warning(
            NOT_EXPRESSIBLE,
            format!("the comment on schema {name} has no place in the models"),
        )
        .with_subject(name.clone())
    });
    sequences.chain(comments).collect()
}
