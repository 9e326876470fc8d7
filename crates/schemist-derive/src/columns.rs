//! The columns of a model or a part, on their way into `table!`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use schemist_model::{
    LoweredModel, Problem,
    item::{Field, ModelItem},
};
use syn::{
    Data, DeriveInput, GenericArgument, Ident, PathArguments, Type, spanned::Spanned, visit_mut::VisitMut,
};

use crate::{
    checks::FieldCheck,
    gather::Part,
    names::{hash, identifier, is_named, prefixed},
    sql_types::{Imports, SqlType, sql_type, without_option},
};

/// A column.
pub(crate) struct Column<'a> {
    /// The field as it is written, in the model or in a part.
    pub(crate) syntax: &'a syn::Field,
    pub(crate) field: &'a Field,
    /// The fields that lead to it, its own included.
    pub(crate) path: &'a [String],
    /// The field's name; behind the prefix, where it is a part's.
    pub(crate) field_name: &'a str,
    /// Its name for Diesel.
    pub(crate) ident: Ident,
    /// Its name in the database.
    pub(crate) name: &'a str,
    pub(crate) nullable: bool,
    pub(crate) ty: SqlType,
}

impl<'a> Column<'a> {
    /// What is to be checked of it; against the `table!` that is there already, if there is one.
    pub(crate) fn check(&'a self, own_table: Option<&syn::Path>) -> FieldCheck<'a> {
        let ident = &self.ident;
        match own_table {
            Some(path) => FieldCheck {
                ty: &self.syntax.ty,
                sql_type: quote!(<#path::columns::#ident as ::diesel::Expression>::SqlType),
                open: false,
                whole: true,
            },
            None => FieldCheck {
                ty: &self.syntax.ty,
                sql_type: self.ty.beside.clone(),
                open: self.ty.open,
                whole: false,
            },
        }
    }
}

/// All columns; those whose SQL type is not known are problems.
pub(crate) fn columns<'a>(
    input: &'a DeriveInput,
    parts: &'a [Part],
    item: &'a ModelItem,
    model: &'a LoweredModel,
    imports: &mut Imports,
    mut failed: impl FnMut(Problem) -> Option<SqlType>,
) -> Vec<Column<'a>> {
    let mut columns = Vec::new();
    for (lowered, column) in model.columns.iter().zip(model.table.columns.iter()) {
        let field = item.fields.get(lowered.field);
        let (Some(field), Some(syntax)) = (field, syntax(input, parts, &lowered.path)) else { continue };
        let Some(ident) = diesel_ident(field, syntax) else { continue };
        let written = written_type(input, parts, &lowered.path).unwrap_or_else(|| syntax.ty.clone());
        let ty = sql_type(imports, syntax, &written, field, lowered, column);
        let Some(mut ty) = ty.or_else(|problem| failed(*problem).ok_or(())).ok() else { continue };
        // What stands for a parameter is said by the model itself.
        ty.own &= written == syntax.ty;
        columns.push(Column {
            syntax,
            field,
            path: &lowered.path,
            field_name: &lowered.field_name,
            ident,
            name: &lowered.name,
            nullable: column.nullable,
            ty,
        });
    }
    columns
}

/// The field at the end of a path; by name, as what is for tests alone is left out of the item.
pub(crate) fn syntax<'a>(
    input: &'a DeriveInput,
    parts: &'a [Part],
    path: &[String],
) -> Option<&'a syn::Field> {
    let (last, above) = path.split_last()?;
    let owner = match above {
        [] => input,
        above => &parts.iter().find(|part| part.is_at(above))?.input,
    };
    let Data::Struct(data) = &owner.data else { return None };
    data.fields.iter().find(|field| field.ident.as_ref().is_some_and(|ident| is_named(ident, last)))
}

/// The type of the field at the end of a path, with what stands for the parameters of its part.
fn written_type(input: &DeriveInput, parts: &[Part], path: &[String]) -> Option<Type> {
    let mut ty = syntax(input, parts, path.get(..1)?)?.ty.clone();
    for end in 2..=path.len() {
        let (above, path) = (path.get(..end - 1)?, path.get(..end)?);
        let part = &parts.iter().find(|part| part.is_at(above))?.input;
        let mut inner = syntax(input, parts, path)?.ty.clone();
        if let Type::Path(outer) = without_option(&ty)
            && let Some(PathArguments::AngleBracketed(arguments)) =
                outer.path.segments.last().map(|segment| &segment.arguments)
        {
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            let mut known = Arguments(part.generics.type_params().map(|p| &p.ident).zip(types).collect());
            known.visit_type_mut(&mut inner);
        }
        ty = inner;
    }
    Some(ty)
}

/// Parameters and what stands for them.
struct Arguments<'a>(Vec<(&'a Ident, &'a Type)>);

impl VisitMut for Arguments<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        let found = match &*ty {
            Type::Path(path) => self.0.iter().find(|(parameter, _)| path.path.is_ident(*parameter)),
            _ => None,
        };
        match found {
            Some((_, argument)) => *ty = (*argument).clone(),
            None => syn::visit_mut::visit_type_mut(self, ty),
        }
    }
}

/// The name by which Diesel's derives look for the column: the field's, or what they were told; behind the
/// prefix of the part.
pub(crate) fn diesel_ident(field: &Field, syntax: &syn::Field) -> Option<Ident> {
    let own = syntax.ident.clone()?;
    let name = match &field.attributes.diesel_column {
        Some(told) => identifier(&told.value, own.span()),
        None => own,
    };
    Some(prefixed(field.prefix(), name))
}

/// That a type of the user's which a part names means the same to the model, whose module sees other names.
pub(crate) fn same_types(input: &DeriveInput, columns: &[Column<'_>]) -> TokenStream {
    let of_parts = columns.iter().filter(|column| column.ty.own && column.path.len() > 1);
    let checks = of_parts.filter_map(|column| {
        let (last, above) = column.path.split_last()?;
        let part = part_type(input, above)?;
        let (hash, ty) = (hash(last), &column.ty.beside);
        Some(quote_spanned! {column.syntax.ty.span()=>
            same::<#ty, <#part as ::schemist::__private::PartColumn<#hash>>::SqlType>();
        })
    });
    let checks: Vec<TokenStream> = checks.collect();
    if checks.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            #[diagnostic::on_unimplemented(
                message = "`{Self}` in the module of the model is another type than the part's",
                label = "the part means `{Other}`",
                note = "write the type in the part as a path from the crate's root: `crate::…`"
            )]
            trait SameAs<Other> {}
            impl<T> SameAs<T> for T {}
            fn same<T: SameAs<Other>, Other>() {}
            fn types() {
                #(#checks)*
            }
        };
    }
}

/// The type of the part that some fields lead to.
pub(crate) fn part_type(input: &DeriveInput, path: &[String]) -> Option<TokenStream> {
    let (first, rest) = path.split_first()?;
    let Data::Struct(data) = &input.data else { return None };
    let field = data.fields.iter().find(|f| f.ident.as_ref().is_some_and(|ident| is_named(ident, first)))?;
    let ty: &Type = without_option(&field.ty);
    Some(rest.iter().fold(quote!(#ty), |ty, field| {
        let hash = hash(field);
        quote!(<#ty as ::schemist::__private::PartField<#hash>>::Inner)
    }))
}
