//! What the compiler is told about the model as a whole: its table, its columns by name, and how the tables
//! it refers to are joined.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use schemist_model::{
    At, PendingReference, Place,
    attributes::{Target, TargetColumns, TargetTable},
};
use syn::{DeriveInput, Ident};

use crate::names::identifier;

/// A column by its names: in the database, of the field, for Diesel.
pub(crate) struct NamedColumn<'a> {
    pub(crate) name: &'a str,
    pub(crate) field: &'a str,
    pub(crate) ident: &'a Ident,
}

/// What the impls are made from.
pub(crate) struct Relations<'a> {
    pub(crate) input: &'a DeriveInput,
    /// The path of the table's module, as seen beside the struct.
    pub(crate) table: TokenStream,
    pub(crate) columns: Vec<NamedColumn<'a>>,
    pub(crate) references: &'a [PendingReference],
    /// Whether the `table!` is ours: to another belongs what its owner has written beside it.
    pub(crate) joins: bool,
    pub(crate) spans: &'a dyn Fn(Place) -> Option<(Span, Span)>,
}

/// `schemist::Model`, `schemist::HasColumn`, the check of what is referred to, and `JoinTo`.
pub(crate) fn relations(relations: &Relations<'_>) -> TokenStream {
    let model = model(relations);
    let check = check_references(relations);
    let joins = joins(relations);
    quote! {
        #model
        #[doc(hidden)]
        #[allow(dead_code, non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            #check
            #joins
        };
    }
}

fn model(relations: &Relations<'_>) -> TokenStream {
    let name = &relations.input.ident;
    let table = &relations.table;
    let (generics, arguments, where_clause) = relations.input.generics.split_for_impl();
    let columns = by_name(&relations.columns).into_iter().map(|(hash, ident)| {
        quote! {
            #[automatically_derived]
            impl #generics ::schemist::HasColumn<#hash> for #name #arguments #where_clause {
                type Column = #table::columns::#ident;
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #generics ::schemist::Model for #name #arguments #where_clause {
            type Table = #table::table;
        }
        #(#columns)*
    }
}

/// As the command line looks columns up: by their own names first, then by their fields'.
fn by_name<'c>(columns: &'c [NamedColumn<'_>]) -> BTreeMap<u64, &'c Ident> {
    let own = columns.iter().map(|c| (hash(c.name), c.ident));
    let mut found: BTreeMap<u64, &Ident> = own.collect();
    for column in columns {
        found.entry(hash(column.field)).or_insert(column.ident);
    }
    found
}

/// FNV-1a: the names of a model's columns are few, and the compiler has no strings as parameters.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

impl Relations<'_> {
    fn span(&self, place: Place) -> Span {
        (self.spans)(place).map_or_else(Span::call_site, |(first, _)| first)
    }

    /// The model of a reference as a type.
    fn target(&self, target: &Target) -> Option<TokenStream> {
        let TargetTable::Model(path) = &target.table.value else { return None };
        let span = self.span(target.table.place);
        if self.is_self(path) {
            let mut name = self.input.ident.clone();
            name.set_span(span);
            return Some(quote!(#name));
        }
        let segments = path.iter().map(|segment| match segment.as_str() {
            "crate" | "self" | "super" => Ident::new(segment, span),
            name => identifier(name, span),
        });
        Some(quote_spanned!(span=> #(#segments)::*))
    }

    fn is_self(&self, path: &[String]) -> bool {
        let own = self.input.ident.to_string();
        matches!(path, [only] if only == "Self" || *only == own.trim_start_matches("r#"))
    }

    /// The column of a name that the model's own attributes write.
    fn column(&self, name: &At<String>) -> Option<&Ident> {
        let by_name = self.columns.iter().find(|c| c.name == name.value);
        let found = by_name.or_else(|| self.columns.iter().find(|c| c.field == name.value));
        found.map(|column| column.ident)
    }
}

fn check_references(relations: &Relations<'_>) -> TokenStream {
    let checks = relations.references.iter().filter_map(|reference| {
        let target = &reference.declaration.target;
        let model = relations.target(target)?;
        let span = relations.span(target.table.place);
        let is_model = quote_spanned!(span=> is_model::<#model>(););
        let TargetColumns::Named(columns) = &target.columns else { return Some(is_model) };
        let columns = columns.iter().map(|column| {
            let hash = hash(&column.value);
            quote_spanned!(relations.span(column.place)=> has_column::<#model, #hash>();)
        });
        Some(quote!(#is_model #(#columns)*))
    });
    let checks: Vec<TokenStream> = checks.collect();
    if checks.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn is_model<M: ::schemist::Model>() {}
        fn has_column<M: ::schemist::HasColumn<NAME>, const NAME: u64>() {}
        fn references() {
            #(#checks)*
        }
    }
}

/// Where there is one way from the table to another, Diesel may take it without being told.
fn joins(relations: &Relations<'_>) -> TokenStream {
    if !relations.joins {
        return TokenStream::new();
    }
    let wanted = relations.references.iter().filter(|r| !r.declaration.options.no_join);
    let wanted: Vec<&PendingReference> = wanted.collect();
    let single = wanted.iter().filter(|reference| {
        let name = last_name(reference);
        let same = wanted.iter().filter(|other| last_name(other) == name);
        name.is_some_and(|name| relations.input.ident != name && name != "Self") && same.count() == 1
    });
    single.filter_map(|reference| join(relations, reference)).collect()
}

fn last_name(reference: &PendingReference) -> Option<&str> {
    match &reference.declaration.target.table.value {
        TargetTable::Model(path) => path.last().map(String::as_str),
        TargetTable::Name(_) => None,
    }
}

fn join(relations: &Relations<'_>, reference: &PendingReference) -> Option<TokenStream> {
    let target = &reference.declaration.target;
    let parent = relations.target(target)?;
    let table = &relations.table;
    let own: Option<Vec<&Ident>> = reference.columns.iter().map(|name| relations.column(name)).collect();
    let own = own.filter(|own| own.len() <= MOST_COLUMNS)?;
    let span = relations.span(target.table.place);
    let parent = quote_spanned!(span=> <#parent as ::schemist::Model>::Table);
    let referenced = match &target.columns {
        TargetColumns::Named(columns) => {
            let model = relations.target(target)?;
            let columns: Vec<TokenStream> = columns
                .iter()
                .map(|column| {
                    let hash = hash(&column.value);
                    let span = relations.span(column.place);
                    quote_spanned!(span=> <#model as ::schemist::HasColumn<#hash>>::Column)
                })
                .collect();
            match columns.as_slice() {
                [only] => quote!(#only),
                several => quote!((#(#several),*)),
            }
        }
        TargetColumns::PrimaryKey | TargetColumns::Implicit => {
            quote_spanned!(span=> <#parent as ::diesel::Table>::PrimaryKey)
        }
    };
    let own = quote!((#(#table::columns::#own,)*));
    let child = quote_spanned!(span=> #table::table);
    let either_way = [(&child, &parent), (&parent, &child)].map(|(left, right)| {
        quote_spanned! {span=>
            impl ::diesel::JoinTo<#right> for #left {
                type FromClause = #right;
                type OnClause = ::schemist::__private::On<#own, #referenced>;

                fn join_target(right: #right) -> (Self::FromClause, Self::OnClause) {
                    (right, ::schemist::__private::on::<#own, #referenced>())
                }
            }
        }
    });
    Some(either_way.into_iter().collect())
}

/// As many as `schemist::__private::JoinKey` is implemented for.
const MOST_COLUMNS: usize = 8;
