//! What the compiler is told about the model as a whole: its table, its columns by name, and how the tables
//! it refers to are joined.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use schemist_model::{
    At, LoweredModel, PendingReference, Place,
    attributes::{Target, TargetColumns, TargetTable},
    is_rust_identifier,
    item::{Home, ModelItem},
};
use syn::{DeriveInput, Ident, ext::IdentExt, parse::Parser};

use crate::{
    columns::{Column, part_type},
    names::{hash, identifier, path_tokens, plain},
};

/// What the impls are made from.
pub(crate) struct Relations<'a> {
    pub(crate) input: &'a DeriveInput,
    /// The path of the table's module, as seen beside the struct.
    pub(crate) table: TokenStream,
    pub(crate) item: &'a ModelItem,
    pub(crate) model: &'a LoweredModel,
    pub(crate) columns: &'a [Column<'a>],
    /// Whether the `table!` is ours: to another belongs what its owner has written beside it.
    pub(crate) joins: bool,
    pub(crate) spans: Spans<'a>,
}

/// Where the compiler sees what stands at a place.
pub(crate) type Spans<'a> = &'a dyn Fn(Place) -> Option<(Span, Span)>;

fn span(spans: Spans<'_>, place: Place) -> Span {
    spans(place).map_or_else(Span::call_site, |(first, _)| first)
}

/// `schemist::Model`, `schemist::HasColumn`, the check of what is referred to, and `JoinTo`.
pub(crate) fn relations(relations: &Relations<'_>) -> TokenStream {
    let model = model(relations);
    let check = check_references(relations.input, &relations.model.references, relations.spans);
    let joins = joins(relations);
    quote! {
        #model
        #check
        #joins
    }
}

fn model(relations: &Relations<'_>) -> TokenStream {
    let name = &relations.input.ident;
    let table = &relations.table;
    let (generics, arguments, where_clause) = relations.input.generics.split_for_impl();
    let columns = by_name(relations.columns).into_iter().map(|(hash, ident)| {
        quote! {
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl #generics ::schemist::HasColumn<#hash> for #name #arguments #where_clause {
                type Column = #table::columns::#ident;
            }
        }
    });
    let names = format_ident!("ColumnsOf{}", plain(name));
    let fields = field_names(relations.columns);
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, missing_docs, non_snake_case, non_local_definitions, clippy::all)]
        const _: () = {
            #[derive(Debug)]
            pub struct #names {
                #(pub #fields: (),)*
            }
            #[automatically_derived]
            impl #generics ::schemist::Model for #name #arguments #where_clause {
                type Table = #table::table;
                type Names = #names;
            }
        };
        #(#columns)*
    }
}

/// The names of columns and fields that can be written without quotes.
fn field_names(columns: &[Column<'_>]) -> Vec<Ident> {
    let names = columns.iter().flat_map(|column| [column.name, column.field_name]);
    let names: BTreeSet<&str> =
        names.filter(|name| is_rust_identifier(name) || Ident::parse_any.parse_str(name).is_ok()).collect();
    names.into_iter().map(|name| identifier(name, Span::call_site())).collect()
}

/// As the command line looks columns up: by their own names first, then by their fields'.
fn by_name<'c>(columns: &'c [Column<'_>]) -> BTreeMap<u64, &'c Ident> {
    let own = columns.iter().map(|c| (hash(c.name), &c.ident));
    let mut found: BTreeMap<u64, &Ident> = own.collect();
    for column in columns {
        found.entry(hash(column.field_name)).or_insert(&column.ident);
    }
    found
}

/// What is referred to must be a model, and have the columns; each where it is named.
pub(crate) fn check_references(
    input: &DeriveInput,
    references: &[PendingReference],
    spans: Spans<'_>,
) -> TokenStream {
    let own = references.iter().filter(|r| r.declaration.home == Home::default());
    let checks = own.filter_map(|reference| {
        let target = &reference.declaration.target;
        let model = local_target(input, target, spans)?;
        let is_model = quote_spanned!(span(spans, target.table.place)=> is_model::<#model>(););
        let TargetColumns::Named(columns) = &target.columns else { return Some(is_model) };
        let columns = columns.iter().map(|column| {
            let span = span(spans, column.place);
            if Ident::parse_any.parse_str(&column.value).is_err() {
                let hash = hash(&column.value);
                return quote_spanned!(span=> has_column::<#model, #hash>(););
            }
            let name = identifier(&column.value, span);
            quote_spanned!(span=> let _ = |names: <#model as ::schemist::Model>::Names| names.#name;)
        });
        Some(quote!(#is_model #(#columns)*))
    });
    let checks: Vec<TokenStream> = checks.collect();
    if checks.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            fn is_model<M: ::schemist::Model>() {}
            fn has_column<M: ::schemist::HasColumn<NAME>, const NAME: u64>() {}
            fn references() {
                #(#checks)*
            }
        };
    }
}

/// The model that is referred to, as a type beside the struct that says so.
pub(crate) fn local_target(input: &DeriveInput, target: &Target, spans: Spans<'_>) -> Option<TokenStream> {
    let TargetTable::Model(path) = &target.table.value else { return None };
    let span = span(spans, target.table.place);
    if is_self(input, path) {
        let mut name = input.ident.clone();
        name.set_span(span);
        return Some(quote!(#name));
    }
    Some(path_tokens(path, span))
}

fn is_self(input: &DeriveInput, path: &[String]) -> bool {
    matches!(path, [only] if only == "Self" || *only == plain(&input.ident))
}

/// Where there is one way from the table to another, Diesel may take it without being told.
fn joins(relations: &Relations<'_>) -> TokenStream {
    if !relations.joins {
        return TokenStream::new();
    }
    let wanted = relations.model.references.iter().filter(|r| !r.declaration.options.no_join);
    let wanted: Vec<&PendingReference> = wanted.collect();
    let single = wanted.iter().filter(|reference| {
        let name = last_name(reference);
        let same = wanted.iter().filter(|other| last_name(other) == name);
        name.is_some_and(|name| plain(&relations.input.ident) != name && name != "Self") && same.count() == 1
    });
    let joins: Vec<TokenStream> = single.filter_map(|reference| relations.join(reference)).collect();
    if joins.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[doc(hidden)]
        #[allow(non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            #(#joins)*
        };
    }
}

fn last_name(reference: &PendingReference) -> Option<&str> {
    match &reference.declaration.target.table.value {
        TargetTable::Model(path) => path.last().map(String::as_str),
        TargetTable::Name(_) => None,
    }
}

/// As many as `schemist::__private::JoinKey` is implemented for.
const MOST_COLUMNS: usize = 8;

impl Relations<'_> {
    fn join(&self, reference: &PendingReference) -> Option<TokenStream> {
        let target = &reference.declaration.target;
        let table = &self.table;
        let own: Option<Vec<&Ident>> = reference.columns.iter().map(|name| self.column(name)).collect();
        let own = own.filter(|own| own.len() <= MOST_COLUMNS)?;
        let own = quote!((#(#table::columns::#own,)*));
        let span = span(self.spans, target.table.place);
        let model = self.target(reference)?;
        let referenced = self.referenced(target, &model);
        let parent = quote_spanned!(span=> <#model as ::schemist::Model>::Table);
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

    /// The model of a reference, which a part may have made.
    fn target(&self, reference: &PendingReference) -> Option<TokenStream> {
        let target = &reference.declaration.target;
        let home = reference.declaration.home;
        let TargetTable::Model(path) = &target.table.value else { return None };
        if home == Home::default() {
            return local_target(self.input, target, self.spans);
        }
        let above = self.item.fields.iter().find(|field| field.home() == home);
        let above = above.and_then(|field| field.embedded.as_ref()).map(|embedded| &embedded.path)?;
        let part = part_type(self.input, above)?;
        let hash = hash(&path.join("::"));
        Some(quote!(<#part as ::schemist::__private::PartTarget<#hash>>::Model))
    }

    /// The columns that are referred to: the only one, or a tuple.
    fn referenced(&self, target: &Target, model: &TokenStream) -> TokenStream {
        let TargetColumns::Named(columns) = &target.columns else {
            return quote!(<<#model as ::schemist::Model>::Table as ::diesel::Table>::PrimaryKey);
        };
        let columns = columns.iter().map(|column| {
            let hash = hash(&column.value);
            quote_spanned!(span(self.spans, column.place)=> <#model as ::schemist::HasColumn<#hash>>::Column)
        });
        let columns: Vec<TokenStream> = columns.collect();
        match columns.as_slice() {
            [only] => quote!(#only),
            several => quote!((#(#several),*)),
        }
    }

    /// The column of a name that the model's own attributes write.
    fn column(&self, name: &At<String>) -> Option<&Ident> {
        let by_name = self.columns.iter().find(|c| c.name == name.value);
        let found = by_name.or_else(|| self.columns.iter().find(|c| c.field_name == name.value));
        found.map(|column| &column.ident)
    }
}
