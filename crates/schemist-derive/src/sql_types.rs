//! Which of Diesel's types a column has in `table!`, and how paths of the user's reach into its modules.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use schemist_model::{
    LoweredColumn, Problem, codes,
    item::Field,
    single::is_open_type,
    types::{External, TypeSyntax, diesel_type_name, diesel_type_of_sql, external},
};
use schemist_schema::{Column, ColumnType, Engine};
use syn::{GenericArgument, Ident, PathArguments, Type, spanned::Spanned};

use crate::told::told_types;

/// The engine whose types count where they differ.
pub(crate) const ENGINE: Engine =
    match (cfg!(feature = "sqlite"), cfg!(feature = "postgres"), cfg!(feature = "mysql")) {
        (true, false, _) => Engine::Sqlite,
        (false, false, true) => Engine::Mysql,
        _ => Engine::Postgres,
    };

/// A column's type without `Nullable`, as it reads in `table!` and beside the struct.
pub(crate) struct SqlType {
    pub(crate) in_table: TokenStream,
    pub(crate) beside: TokenStream,
    /// It says itself whether it may be NULL.
    pub(crate) says_nullable: bool,
    /// It is the field's own type, which must be a model enum.
    pub(crate) open: bool,
    /// It is a type of the user's.
    pub(crate) own: bool,
}

impl SqlType {
    /// For a column whose type is not asked for.
    pub(crate) fn said_elsewhere() -> Self {
        Self { in_table: quote!(()), beside: quote!(()), says_nullable: false, open: false, own: false }
    }
}

/// The `use` statements that a `table!` needs for the user's types.
#[derive(Default)]
pub(crate) struct Imports {
    statements: Vec<TokenStream>,
}

impl Imports {
    pub(crate) fn statements(&self) -> &[TokenStream] {
        &self.statements
    }

    /// A path as it reads inside the module of the table. Diesel repeats the types one module deeper, and
    /// adds a `super` only to `use` statements, so every path goes through one.
    fn import(&mut self, path: &syn::Path) -> TokenStream {
        let span = path.span();
        let first = path.segments.first().map(|s| s.ident.to_string());
        if path.leading_colon.is_some() || matches!(first.as_deref(), Some("crate" | "$crate")) {
            return quote!(#path);
        }
        let segments = path.segments.iter().map(|s| &s.ident);
        let skipped = usize::from(first.as_deref() == Some("self"));
        let segments: Vec<_> = segments.skip(skipped).collect();
        let alias = format_ident!("SchemistType{}", self.statements.len(), span = span);
        self.statements.push(quote_spanned!(span=> use super:: #(#segments)::* as #alias;));
        quote!(#alias)
    }

    /// A type of the user's for Diesel, such as `Array<crate::sql::Mood>`.
    fn rewrite(&mut self, ty: &Type) -> TokenStream {
        let Type::Path(path) = ty else { return quote!(#ty) };
        let Some(last) = path.path.segments.last() else { return quote!(#ty) };
        let name = last.ident.to_string();
        let base = match is_diesel_type(&name) {
            true => {
                let ident = &last.ident;
                quote!(::diesel::sql_types::#ident)
            }
            false => {
                let mut plain = path.path.clone();
                if let Some(last) = plain.segments.last_mut() {
                    last.arguments = PathArguments::None;
                }
                self.import(&plain)
            }
        };
        let PathArguments::AngleBracketed(arguments) = &last.arguments else { return base };
        let inner = arguments.args.iter().map(|argument| match argument {
            GenericArgument::Type(ty) => self.rewrite(ty),
            other => quote!(#other),
        });
        let inner: Vec<TokenStream> = inner.collect();
        quote!(#base<#(#inner),*>)
    }
}

fn is_diesel_type(name: &str) -> bool {
    const NAMES: [&str; 41] = [
        "Bool",
        "SmallInt",
        "Int2",
        "Smallint",
        "Integer",
        "Int4",
        "BigInt",
        "Int8",
        "Bigint",
        "Float",
        "Float4",
        "Double",
        "Float8",
        "Numeric",
        "Decimal",
        "Text",
        "VarChar",
        "Varchar",
        "Char",
        "Binary",
        "Blob",
        "Bytea",
        "Date",
        "Time",
        "Timestamp",
        "Timestamptz",
        "TimestamptzSqlite",
        "Interval",
        "Uuid",
        "Json",
        "Jsonb",
        "Inet",
        "Cidr",
        "MacAddr",
        "MacAddr8",
        "Money",
        "Citext",
        "Oid",
        "Nullable",
        "Array",
        "Range",
    ];
    NAMES.contains(&name)
}

/// The type of a column: what Diesel was told, the enum the field has, or the type of the column. `ty` is the
/// field's, with what stands for the parameters of its part.
pub(crate) fn sql_type(
    imports: &mut Imports,
    syntax: &syn::Field,
    ty: &Type,
    field: &Field,
    lowered: &LoweredColumn,
    column: &Column,
) -> Result<SqlType, Box<Problem>> {
    if let Some(told) = told_types(&syntax.attrs, "sql_type").pop() {
        let in_table = imports.rewrite(&told);
        let says_nullable = matches!(&told, Type::Path(path)
            if path.path.segments.last().is_some_and(|s| s.ident == "Nullable"));
        let own = !matches!(&told, Type::Path(path) if is_of_diesel(&path.path));
        return Ok(SqlType { in_table, beside: quote!(#told), says_nullable, open: false, own });
    }
    if is_open_type(&column.ty) {
        return Ok(open_type(imports, ty, &column.ty));
    }
    if !has_structure(&column.ty)
        && let Some(known) = from_rust_type(ty)
    {
        return Ok(builtin(&known, ty));
    }
    if let Some(name) = diesel_type_name(&column.ty) {
        return Ok(named(name, &column.ty, ty));
    }
    if let ColumnType::Verbatim(text) = &column.ty
        && let Some(name) = diesel_type_of_sql(text)
    {
        return Ok(named(name, &ColumnType::Text, ty));
    }
    if let Some(known) = from_rust_type(ty) {
        return Ok(builtin(&known, ty));
    }
    Err(Box::new(
        Problem::error(
            codes::UNKNOWN_TYPE,
            field.type_place,
            format!("Diesel's type for the column `{}` is not known", lowered.name),
        )
        .help("name it: `#[diesel(sql_type = path::to::Type)]`"),
    ))
}

fn is_of_diesel(path: &syn::Path) -> bool {
    path.segments.last().is_some_and(|last| is_diesel_type(&last.ident.to_string()))
}

/// Whether a written type says of itself what it is; a text of the engine does not, and the Rust type knows
/// better.
fn has_structure(ty: &ColumnType) -> bool {
    !matches!(ty.element(), ColumnType::Verbatim(_))
}

/// The path in the field: a model enum is its own SQL type.
fn open_type(imports: &mut Imports, ty: &Type, column: &ColumnType) -> SqlType {
    let inner = without_option(ty);
    if matches!(column, ColumnType::Array(_))
        && let Some(element) = argument_of(inner, "Vec")
    {
        let nullable = argument_of(element, "Option").is_some();
        let element = without_option(element);
        let (in_table, beside) = (import_type(imports, element), quote!(#element));
        let array = |element: TokenStream| match nullable {
            true => quote!(::diesel::sql_types::Array<::diesel::sql_types::Nullable<#element>>),
            false => quote!(::diesel::sql_types::Array<#element>),
        };
        return SqlType {
            in_table: array(in_table),
            beside: array(beside),
            says_nullable: false,
            open: true,
            own: true,
        };
    }
    SqlType {
        in_table: import_type(imports, inner),
        beside: quote!(#inner),
        says_nullable: false,
        open: true,
        own: true,
    }
}

fn import_type(imports: &mut Imports, ty: &Type) -> TokenStream {
    match transparent(ty) {
        Type::Path(path) => imports.import(&path.path),
        other => quote!(#other),
    }
}

/// The SQL type of the field's own type, where that is known.
fn from_rust_type(ty: &Type) -> Option<ColumnType> {
    let syntax = TypeSyntax::of(ty);
    let (inner, _) = syntax.without_option();
    match inner {
        TypeSyntax::Path(path) => match (path.last(), path.arguments.as_slice()) {
            ("Vec", [element]) if !element.is("u8") => match element.without_option().0 {
                TypeSyntax::Path(element) => match external(element, ENGINE)? {
                    External::Known(ty) => Some(ColumnType::Array(Box::new(ty))),
                    External::Unsupported { .. } => None,
                },
                TypeSyntax::Slice(_) | TypeSyntax::Tuple(_) | TypeSyntax::Other => None,
            },
            _ => match external(path, ENGINE)? {
                External::Known(ty) => Some(ty),
                External::Unsupported { .. } => None,
            },
        },
        TypeSyntax::Slice(element) if element.is("u8") => Some(ColumnType::Binary),
        TypeSyntax::Slice(_) | TypeSyntax::Tuple(_) | TypeSyntax::Other => None,
    }
}

fn builtin(ty: &ColumnType, rust: &Type) -> SqlType {
    named(diesel_type_name(ty).unwrap_or("Text"), ty, rust)
}

/// One of Diesel's own types; an array of it where the column is one.
fn named(name: &str, ty: &ColumnType, rust: &Type) -> SqlType {
    let ident = format_ident!("{}", for_backend(name));
    let element = match ty {
        ColumnType::Named { name, .. } if ENGINE == Engine::Mysql && name.name.ends_with(" unsigned") => {
            quote!(::diesel::sql_types::Unsigned<::diesel::sql_types::#ident>)
        }
        ColumnType::Timestamp { zone: false, .. } if ENGINE == Engine::Mysql => {
            quote!(::diesel::mysql::sql_types::Datetime)
        }
        _ => quote!(::diesel::sql_types::#ident),
    };
    let tokens = match ty {
        ColumnType::Array(_) => {
            let inner = argument_of(without_option(rust), "Vec");
            match inner.and_then(|inner| argument_of(inner, "Option")) {
                Some(_) => quote!(::diesel::sql_types::Array<::diesel::sql_types::Nullable<#element>>),
                None => quote!(::diesel::sql_types::Array<#element>),
            }
        }
        _ => element,
    };
    SqlType { in_table: tokens.clone(), beside: tokens, says_nullable: false, open: false, own: false }
}

/// Diesel's SQLite backend has a type of its own for points in time, and none for UUIDs.
fn for_backend(name: &str) -> &str {
    match (ENGINE, name) {
        (Engine::Sqlite, "Timestamptz") => "TimestamptzSqlite",
        (Engine::Sqlite, "Uuid") => "Binary",
        (Engine::Sqlite, "Citext") => "Text",
        (Engine::Sqlite | Engine::Postgres | Engine::Mysql, name) => name,
    }
}

/// The type inside `Option<…>`, as deep as it goes.
pub(crate) fn without_option(ty: &Type) -> &Type {
    match argument_of(ty, "Option") {
        Some(inner) => without_option(inner),
        None => transparent(ty),
    }
}

/// The type inside `Name<…>`.
pub(crate) fn argument_of<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let Type::Path(path) = transparent(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if arguments.args.len() == 1 => Some(inner),
        _ => None,
    }
}

/// Without parentheses and the invisible groups of `macro_rules!`.
pub(crate) fn transparent(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => transparent(&group.elem),
        Type::Paren(paren) => transparent(&paren.elem),
        other => other,
    }
}

/// Whether a type mentions a type parameter.
pub(crate) fn mentions(ty: &Type, parameter: &Ident) -> bool {
    let Type::Path(path) = transparent(ty) else { return false };
    if path.path.is_ident(parameter) {
        return true;
    }
    let arguments = path.path.segments.iter().map(|segment| &segment.arguments);
    arguments.into_iter().any(|arguments| match arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(|argument| match argument {
            GenericArgument::Type(inner) => mentions(inner, parameter),
            _ => false,
        }),
        PathArguments::None | PathArguments::Parenthesized(_) => false,
    })
}
