//! `Insertable`, `AsChangeset` and `Selectable` for structs that embed parts. Diesel's own derives ask the
//! part, which can answer for one table and without a prefix only. These go through the columns one by one:
//! a hidden struct has a field for each, and Diesel's derive on that does the rest.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use schemist_model::{
    item::ModelItem,
    single::{GivenPart, read_model_with},
    table_name,
};
use syn::{DeriveInput, Generics, Ident, Path, Type, parse_quote};

use crate::{
    columns::{diesel_ident, part_type, syntax},
    gather::{Derive, Part},
    names::{hash, identifier},
    sql_types::{ENGINE, argument_of, transparent},
    told::told_without,
};

pub(crate) fn expand(derive: Derive, input: &DeriveInput, parts: &[Part]) -> TokenStream {
    let given: Vec<GivenPart<'_>> = parts.iter().map(Part::given).collect();
    // What is wrong with it is the business of `Model`, which not every struct with rows has.
    let single = read_model_with(input, &given, ENGINE);
    let Some((item, model)) = &single.item else { return not_a_struct(input) };
    let paths = model.columns.iter().map(|column| (column.field, column.path.as_slice()));
    let leaves = paths.filter_map(|(field, path)| Leaf::new(input, parts, item.fields.get(field)?, path));
    let leaves: Vec<Leaf<'_>> = leaves.collect();
    let rows = Rows { input, table: table(input, item), leaves: &leaves };
    let tokens = match derive {
        Derive::Selectable => rows.selectable(),
        Derive::Insertable => rows.insertable(),
        Derive::AsChangeset => rows.changeset(),
        Derive::Model | Derive::Embed => TokenStream::new(),
    };
    quote! {
        #[doc(hidden)]
        #[allow(non_local_definitions, unused_qualifications, dead_code, missing_docs, missing_debug_implementations, clippy::all)]
        const _: () = {
            #tokens
        };
    }
}

fn not_a_struct(input: &DeriveInput) -> TokenStream {
    syn::Error::new(input.ident.span(), "a row is a struct with named fields, one for each column or part")
        .into_compile_error()
}

/// The module where Diesel's own derives look for it.
fn table(input: &DeriveInput, item: &ModelItem) -> Path {
    let told = item.attributes.diesel_table.as_ref();
    let told = told.and_then(|path| syn::parse_str(&path.value.join("::")).ok());
    told.unwrap_or_else(|| identifier(&table_name(&item.name), input.ident.span()).into())
}

/// A column, and the fields that lead to it.
struct Leaf<'a> {
    /// Each field on the way, and whether it is an `Option`.
    path: Vec<(&'a Ident, bool)>,
    syntax: &'a syn::Field,
    /// Its name for Diesel.
    column: Ident,
    /// Its type without `Option`.
    inner: TokenStream,
}

impl<'a> Leaf<'a> {
    fn new(
        input: &'a DeriveInput,
        parts: &'a [Part],
        field: &schemist_model::item::Field,
        names: &[String],
    ) -> Option<Self> {
        let at = |end: usize| syntax(input, parts, names.get(..end)?);
        let path: Option<Vec<(&Ident, bool)>> = (1..=names.len())
            .map(|end| at(end).and_then(|field| Some((field.ident.as_ref()?, is_option(&field.ty)))))
            .collect();
        let syntax = at(names.len())?;
        let (last, above) = names.split_last()?;
        let inner = match part_type(input, above) {
            Some(part) => {
                let hash = hash(last);
                quote!(<#part as ::schemist::__private::PartField<#hash>>::Inner)
            }
            None => {
                let inner = argument_of(&syntax.ty, "Option").unwrap_or_else(|| transparent(&syntax.ty));
                quote!(#inner)
            }
        };
        Some(Self { path: path?, syntax, column: diesel_ident(field, syntax)?, inner })
    }

    fn is_optional(&self) -> bool {
        self.path.iter().any(|(_, optional)| *optional)
    }
}

fn is_option(ty: &Type) -> bool {
    argument_of(ty, "Option").is_some()
}

/// The columns of one field: one, or those of a part.
enum Node<'n, 'a> {
    Column(usize, &'n Leaf<'a>),
    Part(&'n Ident, bool, Vec<(usize, &'n Leaf<'a>)>),
}

/// The columns by their fields at a depth, in their order.
fn nodes<'n, 'a>(leaves: &[(usize, &'n Leaf<'a>)], depth: usize) -> Vec<Node<'n, 'a>> {
    let mut nodes: Vec<Node<'n, 'a>> = Vec::new();
    for &(index, leaf) in leaves {
        let Some((ident, optional)) = leaf.path.get(depth) else { continue };
        if leaf.path.len() == depth + 1 {
            nodes.push(Node::Column(index, leaf));
            continue;
        }
        match nodes.last_mut() {
            Some(Node::Part(same, _, leaves)) if same == ident => leaves.push((index, leaf)),
            _ => nodes.push(Node::Part(ident, *optional, vec![(index, leaf)])),
        }
    }
    nodes
}

struct Rows<'a> {
    input: &'a DeriveInput,
    table: Path,
    leaves: &'a [Leaf<'a>],
}

impl<'a> Rows<'a> {
    fn numbered(&self) -> Vec<(usize, &'a Leaf<'a>)> {
        self.leaves.iter().enumerate().collect()
    }

    fn selectable(&self) -> TokenStream {
        let name = &self.input.ident;
        let mut generics = self.input.generics.clone();
        generics.params.push(parse_quote!(__DB: ::diesel::backend::Backend));
        let (generics, ..) = generics.split_for_impl();
        let (_, arguments, where_clause) = self.input.generics.split_for_impl();
        let (ty, value) = self.selection(&self.numbered(), 0, false);
        quote! {
            impl #generics ::diesel::expression::Selectable<__DB> for #name #arguments #where_clause {
                type SelectExpression = #ty;

                fn construct_selection() -> Self::SelectExpression {
                    #[allow(unused_imports)]
                    use ::diesel::expression_methods::NullableExpressionMethods as _;
                    #value
                }
            }
        }
    }

    /// What is selected, as a type and as a value. A column of a part that may be missing is never NULL where
    /// the part is there.
    fn selection(
        &self,
        leaves: &[(usize, &Leaf<'_>)],
        depth: usize,
        in_option: bool,
    ) -> (TokenStream, TokenStream) {
        let table = &self.table;
        let parts = nodes(leaves, depth).into_iter().map(|node| match node {
            Node::Column(_, leaf) => {
                let column = &leaf.column;
                match in_option && !is_option(&leaf.syntax.ty) {
                    true => (
                        quote!(::diesel::dsl::AssumeNotNull<#table::#column>),
                        quote!(#table::#column.assume_not_null()),
                    ),
                    false => (quote!(#table::#column), quote!(#table::#column)),
                }
            }
            Node::Part(_, optional, leaves) => {
                let (ty, value) = self.selection(&leaves, depth + 1, in_option || optional);
                match optional {
                    true => (quote!(::diesel::dsl::Nullable<#ty>), quote!(#value.nullable())),
                    false => (ty, value),
                }
            }
        });
        let (types, values): (Vec<_>, Vec<_>) = parts.unzip();
        (quote!((#(#types,)*)), quote!((#(#values,)*)))
    }

    fn insertable(&self) -> TokenStream {
        let name = &self.input.ident;
        let table = &self.table;
        let (generics, arguments, where_clause) = self.input.generics.split_for_impl();
        let kinds = self.kinds().into_iter().map(|kind| {
            let flat = kind.flat(self, &quote!(::diesel::Insertable));
            let (generics, ..) = kind.generics.split_for_impl();
            let (target, flat_type, values) = (kind.target(self), kind.flat_type(), kind.values(self));
            quote! {
                #flat
                impl #generics ::diesel::insertable::Insertable<#table::table> for #target #where_clause {
                    type Values = <#flat_type as ::diesel::insertable::Insertable<#table::table>>::Values;

                    fn values(self) -> Self::Values {
                        let flat: #flat_type = { #values };
                        ::diesel::insertable::Insertable::<#table::table>::values(flat)
                    }
                }
            }
        });
        quote! {
            #(#kinds)*
            impl #generics ::diesel::internal::derives::insertable::UndecoratedInsertRecord<#table::table>
                for #name #arguments #where_clause
            {
            }
        }
    }

    fn changeset(&self) -> TokenStream {
        let (_, _, where_clause) = self.input.generics.split_for_impl();
        let kinds = self.kinds().into_iter().map(|kind| {
            let flat = kind.flat(self, &quote!(::diesel::AsChangeset));
            let (generics, ..) = kind.generics.split_for_impl();
            let (target, flat_type, values) = (kind.target(self), kind.flat_type(), kind.values(self));
            quote! {
                #flat
                impl #generics ::diesel::query_builder::AsChangeset for #target #where_clause {
                    type Target = <#flat_type as ::diesel::query_builder::AsChangeset>::Target;
                    type Changeset = <#flat_type as ::diesel::query_builder::AsChangeset>::Changeset;

                    fn as_changeset(self) -> Self::Changeset {
                        let flat: #flat_type = { #values };
                        ::diesel::query_builder::AsChangeset::as_changeset(flat)
                    }
                }
            }
        });
        kinds.collect()
    }

    /// By value, and by reference unless a field is turned into something else, as Diesel does it.
    fn kinds(&self) -> Vec<Kind> {
        let converted =
            self.leaves.iter().any(|leaf| told_without(&leaf.syntax.attrs, &[], "serialize_as").1);
        let mut kinds = vec![Kind::new(self.input, None)];
        if !converted {
            kinds.push(Kind::new(self.input, Some(parse_quote!('__row))));
        }
        kinds
    }
}

/// The hidden struct: of values, or of references.
struct Kind {
    name: Ident,
    generics: Generics,
    lifetime: Option<syn::Lifetime>,
}

impl Kind {
    fn new(input: &DeriveInput, lifetime: Option<syn::Lifetime>) -> Self {
        let mut generics = input.generics.clone();
        if let Some(lifetime) = &lifetime {
            generics.params.insert(0, parse_quote!(#lifetime));
        }
        let of = if lifetime.is_some() { "Borrowed" } else { "Owned" };
        Self { name: format_ident!("{of}{}", crate::names::plain(&input.ident)), generics, lifetime }
    }

    fn flat_type(&self) -> TokenStream {
        let (_, arguments, _) = self.generics.split_for_impl();
        let name = &self.name;
        quote!(#name #arguments)
    }

    fn target(&self, rows: &Rows<'_>) -> TokenStream {
        let (_, arguments, _) = rows.input.generics.split_for_impl();
        let name = &rows.input.ident;
        match &self.lifetime {
            Some(lifetime) => quote!(&#lifetime #name #arguments),
            None => quote!(#name #arguments),
        }
    }

    fn flat(&self, rows: &Rows<'_>, derive: &TokenStream) -> TokenStream {
        let (name, table) = (&self.name, &rows.table);
        let (generics, _, where_clause) = self.generics.split_for_impl();
        let (attributes, _) =
            told_without(&rows.input.attrs, &["table_name", "belongs_to", "check_for_backend"], "");
        let fields = rows.leaves.iter().enumerate().map(|(index, leaf)| {
            let (field, column, inner) = (field(index), &leaf.column, &leaf.inner);
            let (attributes, _) = told_without(&leaf.syntax.attrs, &["embed", "column_name"], "");
            let reference = self.lifetime.as_ref().map(|lifetime| quote!(&#lifetime));
            let ty = match leaf.is_optional() {
                true => quote!(Option<#reference #inner>),
                false => quote!(#reference #inner),
            };
            quote!(#(#attributes)* #[diesel(column_name = #column)] #field: #ty)
        });
        quote! {
            #[derive(#derive)]
            #[diesel(table_name = #table)]
            #(#attributes)*
            pub struct #name #generics #where_clause {
                #(#fields,)*
            }
        }
    }

    fn values(&self, rows: &Rows<'_>) -> TokenStream {
        let statements = self.bind(&rows.numbered(), 0, &quote!(self), false);
        let fields = (0..rows.leaves.len()).map(field);
        let name = &self.name;
        quote! {
            #statements
            #name { #(#fields,)* }
        }
    }

    /// A variable for each column below `owner`.
    fn bind(
        &self,
        leaves: &[(usize, &Leaf<'_>)],
        depth: usize,
        owner: &TokenStream,
        in_option: bool,
    ) -> TokenStream {
        let statements = nodes(leaves, depth).into_iter().map(|node| match node {
            Node::Column(index, leaf) => {
                let variable = field(index);
                let Some((ident, _)) = leaf.path.last() else { return TokenStream::new() };
                let value = match (self.lifetime.is_some(), is_option(&leaf.syntax.ty)) {
                    (true, true) => quote!(#owner.#ident.as_ref()),
                    (true, false) if in_option => quote!(Some(&#owner.#ident)),
                    (true, false) => quote!(&#owner.#ident),
                    (false, false) if in_option => quote!(Some(#owner.#ident)),
                    (false, _) => quote!(#owner.#ident),
                };
                quote!(let #variable = #value;)
            }
            Node::Part(ident, false, leaves) => {
                self.bind(&leaves, depth + 1, &quote!(#owner.#ident), in_option)
            }
            Node::Part(ident, true, leaves) => {
                let part = format_ident!("part{depth}");
                let inner = self.bind(&leaves, depth + 1, &quote!(#part), true);
                let variables: Vec<Ident> = leaves.iter().map(|(index, _)| field(*index)).collect();
                let nothing = variables.iter().map(|_| quote!(None));
                let reference = self.lifetime.as_ref().map(|_| quote!(&));
                quote! {
                    let (#(#variables,)*) = match #reference #owner.#ident {
                        Some(#part) => {
                            #inner
                            (#(#variables,)*)
                        }
                        None => (#(#nothing,)*),
                    };
                }
            }
        });
        statements.collect()
    }
}

fn field(index: usize) -> Ident {
    format_ident!("column{index}")
}
