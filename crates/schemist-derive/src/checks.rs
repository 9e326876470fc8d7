//! The check that fields agree with columns: bounds that hold exactly then, at the fields' own places, with
//! a message that speaks of fields and columns.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Type, spanned::Spanned};

use crate::sql_types::{argument_of, without_option};

/// One field and the SQL type it must agree with.
pub(crate) struct FieldCheck<'a> {
    pub(crate) ty: &'a Type,
    /// The SQL type without `Nullable`, or whole where it comes from a `table!` of the user's.
    pub(crate) sql_type: TokenStream,
    /// The field's type is taken to be its own SQL type.
    pub(crate) open: bool,
    /// Whether the SQL type is whole, so that its nullability is to be checked as well.
    pub(crate) whole: bool,
}

/// All checks of a struct.
pub(crate) fn checks(input: &DeriveInput, fields: &[FieldCheck<'_>]) -> TokenStream {
    if fields.is_empty() {
        return TokenStream::new();
    }
    let (generics, _, where_clause) = input.generics.split_for_impl();
    let bounds = fields.iter().map(bound);
    let nullability = fields.iter().any(|field| field.whole).then(nullability_traits);
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            #[diagnostic::on_unimplemented(
                message = "the field's type `{Self}` does not agree with the column's SQL type `{SqlType}`",
                label = "a column of `{SqlType}` cannot be a `{Self}`",
                note = "change the field's type, or say the column's with `#[model(type = …)]`"
            )]
            trait AgreesWith<SqlType> {}

            #[diagnostic::do_not_recommend]
            impl<T, SqlType> AgreesWith<SqlType> for T
            where
                SqlType: ::diesel::sql_types::SqlType + ::diesel::expression::TypedExpressionType,
                T: ::diesel::expression::AsExpression<SqlType>,
            {
            }

            fn agrees<T: AgreesWith<SqlType>, SqlType>() {}

            #[diagnostic::on_unimplemented(
                message = "the SQL type of the field's type `{Self}` is not known",
                label = "this is no enum with `#[derive(ModelEnum)]`",
                note = "say the column's type with `#[model(type = …)]`: a derive cannot see what an alias or a newtype stands for"
            )]
            trait HasOwnSqlType {}

            #[diagnostic::do_not_recommend]
            impl<T> HasOwnSqlType for T
            where
                T: ::diesel::sql_types::SingleValue + ::diesel::expression::AsExpression<T>,
            {
            }

            fn has_own_sql_type<T: HasOwnSqlType>() {}

            #nullability

            fn fields #generics () #where_clause {
                #(#bounds)*
            }
        };
    }
}

fn bound(field: &FieldCheck<'_>) -> TokenStream {
    let inner = without_option(field.ty);
    let span = field.ty.span();
    let sql_type = &field.sql_type;
    // A `Vec` agrees with any array, whatever is in it; so what is in it is looked at.
    let element = argument_of(inner, "Vec").filter(|element| !is_byte(element));
    if field.open {
        let own = without_option(element.unwrap_or(inner));
        return quote_spanned!(span=> has_own_sql_type::<#own>(););
    }
    let agrees = match (element, element_of(sql_type, field.whole)) {
        (Some(element), Some(sql_element)) => {
            let element = without_option(element);
            quote_spanned!(span=> agrees::<#element, #sql_element>();)
        }
        _ => quote_spanned!(span=> agrees::<#inner, #sql_type>();),
    };
    if !field.whole {
        return agrees;
    }
    let is_null = quote_spanned!(span=> <#sql_type as ::diesel::sql_types::SqlType>::IsNull);
    let nullable = match argument_of(field.ty, "Option") {
        Some(_) => quote_spanned!(span=> may_be_null::<#is_null>();),
        None => quote_spanned!(span=> is_never_null::<#is_null>();),
    };
    quote!(#agrees #nullable)
}

fn is_byte(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("u8"))
}

/// The tokens inside `…::Array<…>`, without `Nullable`: this crate wrote them, so their form is known.
fn element_of(sql_type: &TokenStream, whole: bool) -> Option<TokenStream> {
    if whole {
        return None;
    }
    let ty: Type = syn::parse2(sql_type.clone()).ok()?;
    let element = argument_of(&ty, "Array")?;
    let element = argument_of(element, "Nullable").unwrap_or(element);
    Some(quote!(#element))
}

fn nullability_traits() -> TokenStream {
    quote! {
        #[diagnostic::on_unimplemented(
            message = "the column may be NULL, and the field is no `Option`",
            note = "make the field an `Option`, or the column in `table!` not `Nullable`"
        )]
        trait NeverNull {}
        impl NeverNull for ::diesel::sql_types::is_nullable::NotNull {}

        #[diagnostic::on_unimplemented(
            message = "the field is an `Option`, and the column is never NULL",
            note = "take the `Option` away, or make the column in `table!` `Nullable`"
        )]
        trait MayBeNull {}
        impl MayBeNull for ::diesel::sql_types::is_nullable::IsNullable {}

        fn is_never_null<IsNull: NeverNull>() {}
        fn may_be_null<IsNull: MayBeNull>() {}
    }
}
