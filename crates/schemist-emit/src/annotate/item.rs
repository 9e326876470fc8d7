//! One struct: what has to be said at it, and where.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_model::codes::{UNKNOWN_TYPE, UNSUPPORTED_TYPE};
use schemist_model::single::{is_open_type, read_model};
use schemist_schema::{Column, ColumnType, Table};
use syn::spanned::Spanned;
use syn::{Fields, FieldsNamed, Meta, Path, Token, Visibility, punctuated::Punctuated};

use crate::annotate::edits::Edits;
use crate::annotate::find::{Candidate, derive_input};
use crate::annotate::paths::Paths;
use crate::annotate::{Live, NOT_ANNOTATED};
use crate::scaffold::for_structs::{self, Work};
use crate::scaffold::print;
use crate::scaffold::rust_types::RustType;

/// Makes a struct a model. `others` are all structs that are models in the end.
pub(super) fn annotate(
    candidate: &Candidate,
    others: &[&Candidate],
    text: &str,
    live: &Live<'_>,
    paths: &Paths,
    edits: &mut Edits,
) -> Vec<Diagnostic> {
    let Live { schema, dialect, naming } = *live;
    let Some(table) = schema.tables.get(&candidate.table) else { return Vec::new() };
    let types = types(candidate, dialect);
    let structs = others.iter().filter_map(|o| Some((o.table.clone(), paths.from(candidate, o)?))).collect();
    let fields = others.iter().map(|o| (o.table.clone(), fields_by_column(o))).collect();
    let work = Work::new(schema, dialect, naming, structs, fields, |t, column| {
        let own = if t == &table.name { types.get(&column.name) } else { None };
        own.cloned().unwrap_or_else(|| RustType::explicit(quote!(String)))
    });
    let work = work.with_key_said(key_is_said(candidate, table));
    let place = Place { candidate, text };
    place.derive(edits);
    place.table_path(edits);
    place.at_struct(&struct_attributes(&work, candidate, table), edits);
    let mut diagnostics = Vec::new();
    for (i, (field, column)) in candidate.fields.iter().enumerate() {
        let attributes = match column.as_ref().and_then(|name| table.columns.named(name)) {
            None => vec![quote!(skip)],
            Some(column) => {
                diagnostics.extend(nullability(candidate, i, table, column));
                field_attributes(&work, candidate, i, table, column)
            }
        };
        place.at_field(field, &attributes, edits);
    }
    diagnostics
}

/// Whether `#[diesel(primary_key(…))]` names the columns of the key.
fn key_is_said(candidate: &Candidate, table: &Table) -> bool {
    let (Some(said), Some(key)) = (&candidate.declared.attributes.diesel_primary_key, &table.primary_key)
    else {
        return false;
    };
    let column = |field: &str| candidate.fields.iter().find(|(name, _)| name == field)?.1.as_deref();
    let said = said.value.iter().map(|name| column(&name.value));
    said.eq(key.columns.iter().map(|c| Some(c.name.as_str())))
}

fn fields_by_column(candidate: &Candidate) -> BTreeMap<String, String> {
    let columns =
        candidate.fields.iter().filter_map(|(field, column)| Some((column.clone()?, field.clone())));
    columns.collect()
}

/// What each field is taken for where nothing is said, by column.
fn types(candidate: &Candidate, dialect: &Dialect) -> BTreeMap<String, RustType> {
    let Fields::Named(named) = &candidate.item.fields else { return BTreeMap::new() };
    let of = |field: &syn::Field| -> Option<ColumnType> {
        let only =
            FieldsNamed { brace_token: named.brace_token, named: [field.clone()].into_iter().collect() };
        let read = read_model(&derive_input(&candidate.item, Fields::Named(only)), dialect.engine());
        let refused = |code| code == UNKNOWN_TYPE || code == UNSUPPORTED_TYPE;
        let (_, model) = read.item.filter(|_| !read.problems.iter().any(|p| refused(p.code)))?;
        let ty = model.table.columns.first()?.ty.clone();
        (!is_open_type(&ty)).then_some(ty)
    };
    let fields = named.named.iter().filter_map(|field| {
        let name = field.ident.as_ref()?.to_string();
        let name = name.trim_start_matches("r#");
        let column = candidate.fields.iter().find(|(field, _)| field == name)?.1.clone()?;
        Some((column, RustType { neutral: of(field), ..RustType::explicit(TokenStream::new()) }))
    });
    fields.collect()
}

fn struct_attributes(work: &Work<'_>, candidate: &Candidate, table: &Table) -> Vec<TokenStream> {
    let attributes = &candidate.declared.attributes;
    let says_name = match &attributes.diesel_table {
        Some(path) => path.value.last() != Some(&table.name.name),
        None => schemist_model::table_name(&candidate.name) != table.name.name,
    };
    let comment = comment(work.dialect(), table.comment.as_deref(), attributes.comment.doc.as_deref());
    for_structs::of_struct(work, table, says_name, comment)
}

fn field_attributes(
    work: &Work<'_>,
    candidate: &Candidate,
    at: usize,
    table: &Table,
    column: &Column,
) -> Vec<TokenStream> {
    let Some(field) = candidate.declared.fields.get(at) else { return Vec::new() };
    let attributes = &field.attributes;
    let said = attributes.diesel_column.as_ref().map_or(&field.name, |name| &name.value);
    let comment = comment(work.dialect(), column.comment.as_deref(), attributes.comment.doc.as_deref());
    for_structs::of_field(work, table, column, said != &column.name, comment)
}

/// What brings the comment in the database about, beside the doc comment that is there.
fn comment(dialect: &Dialect, live: Option<&str>, doc: Option<&str>) -> Option<TokenStream> {
    match (live, doc) {
        _ if !dialect.capabilities().comments => None,
        (live, doc) if live == doc => None,
        (None, _) => Some(quote!(no_comment)),
        (Some(live), _) => Some(quote!(comment = #live)),
    }
}

/// `Option` is the only way to say nullable, and the field's type is the user's.
fn nullability(candidate: &Candidate, at: usize, table: &Table, column: &Column) -> Option<Diagnostic> {
    let field = candidate.declared.fields.get(at)?;
    let is_optional = field.type_text.starts_with("Option") || field.type_text.contains("::Option<");
    let (is, should) = match (is_optional, column.nullable) {
        // The row's own number: `diesel print-schema` calls it nullable, and it makes no difference.
        (true, false) if column.origin.not_null_implied => return None,
        (true, false) => ("is an `Option`", "NOT NULL"),
        (false, true) => ("is no `Option`", "nullable"),
        _ => return None,
    };
    Some(
        Diagnostic::warning(
            NOT_ANNOTATED,
            format!(
                "field `{}` of `{}` {is}, and column {}.{} is {should}",
                field.name, candidate.name, table.name, column.name
            ),
        )
        .with_subject(format!("{}.{}", table.name, column.name))
        .with_span(candidate.span.clone())
        .with_note("`schemist check` reports it as a difference; change the field, or let a revision change the column"),
    )
}

/// Where the parts of a struct begin and end in its file.
struct Place<'c> {
    candidate: &'c Candidate,
    text: &'c str,
}

impl Place<'_> {
    fn start(&self, span: proc_macro2::Span) -> usize {
        self.candidate.offset + span.byte_range().start
    }

    fn end(&self, span: proc_macro2::Span) -> usize {
        self.candidate.offset + span.byte_range().end
    }

    /// Behind what is derived already.
    fn derive(&self, edits: &mut Edits) {
        let name = if self.candidate.imports_derive { "Model" } else { "schemist::Model" };
        let lists = self.candidate.item.attrs.iter().filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("derive") => Some(list),
            _ => None,
        });
        let mut last = lists.filter_map(|list| {
            let paths = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok()?;
            paths.last().map(syn::spanned::Spanned::span)
        });
        match last.next_back() {
            // A derive to a line.
            Some(path) if self.line_up_to(self.start(path)).trim().is_empty() => {
                let indent = self.line_up_to(self.start(path));
                edits.insert(self.end(path), format!(",{}{indent}{name}", self.newline()));
            }
            Some(path) => edits.insert(self.end(path), format!(", {name}")),
            None => edits.insert(self.before_struct(), format!("#[derive({name})]{}", self.newline())),
        }
    }

    /// A bare name would make the model declare the table for Diesel, which `schema.rs` does already: the name
    /// of what is in scope is made a path.
    fn table_path(&self, edits: &mut Edits) {
        let attributes = &self.candidate.item.attrs;
        match &self.candidate.declared.attributes.diesel_table {
            Some(path) if path.value.len() == 1 => {
                if let Some(name) = attributes.iter().find_map(table_name_token) {
                    edits.insert(self.start(name), "self::".to_owned());
                }
            }
            Some(_) => {}
            None if self.candidate.has_table_in_scope => {
                let name = schemist_model::table_name(&self.candidate.name);
                let text = format!("#[diesel(table_name = self::{name})]");
                let at = self.before_struct();
                edits.insert(at, self.before(at, &text));
            }
            None => {}
        }
    }

    fn before_struct(&self) -> usize {
        match &self.candidate.item.vis {
            Visibility::Inherited => self.start(self.candidate.item.struct_token.span),
            vis => self.start(vis.span()),
        }
    }

    fn at_struct(&self, attributes: &[TokenStream], edits: &mut Edits) {
        let at = self.before_struct();
        if let Some(text) = print::attribute("model", attributes, self.indent(at)) {
            edits.insert(at, self.before(at, &text));
        }
    }

    fn at_field(&self, name: &str, attributes: &[TokenStream], edits: &mut Edits) {
        let field = self.candidate.item.fields.iter().find(|field| {
            field.ident.as_ref().is_some_and(|ident| ident.to_string().trim_start_matches("r#") == name)
        });
        let Some((field, ident)) = field.and_then(|field| Some((field, field.ident.as_ref()?))) else {
            return;
        };
        let at = match &field.vis {
            Visibility::Inherited => self.start(ident.span()),
            vis => self.start(vis.span()),
        };
        if let Some(text) = print::attribute("model", attributes, self.indent(at)) {
            edits.insert(at, self.before(at, &text));
        }
    }

    /// An attribute with what parts it from the item that begins at `at`: on lines of its own where the item begins
    /// its line, else on that line.
    fn before(&self, at: usize, text: &str) -> String {
        let line = self.line_up_to(at);
        if !line.trim().is_empty() {
            return format!("{} ", one_line(text));
        }
        // Only blanks stand between the attribute's lines and the margin.
        let indent = self.indent(at);
        let lines = text.lines().map(|text| {
            let deeper = text.len() - text.trim_start().len();
            format!("{}{}", " ".repeat(deeper.saturating_sub(indent)), text.trim_start())
        });
        let parting = format!("{}{line}", self.newline());
        format!("{}{parting}", lines.collect::<Vec<_>>().join(&parting))
    }

    /// How far an item is from the margin, where it begins its line.
    fn indent(&self, at: usize) -> usize {
        let line = self.line_up_to(at);
        let blanks = line.chars().take_while(|c| c.is_whitespace());
        blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
    }

    fn line_up_to(&self, at: usize) -> &str {
        self.text.get(..at).and_then(|head| head.rsplit('\n').next()).unwrap_or_default()
    }

    fn newline(&self) -> &'static str {
        self.candidate.newline
    }
}

/// The name in `#[diesel(table_name = name)]`.
fn table_name_token(attribute: &syn::Attribute) -> Option<proc_macro2::Span> {
    let Meta::List(list) = &attribute.meta else { return None };
    if !list.path.is_ident("diesel") {
        return None;
    }
    let tokens: Vec<proc_macro2::TokenTree> = list.tokens.clone().into_iter().collect();
    let at = tokens.iter().position(|token| token.to_string() == "table_name")?;
    tokens.get(at + 2).map(proc_macro2::TokenTree::span)
}

/// Lines of an attribute joined: what opens a list has nothing behind it, and what closes one nothing before.
fn one_line(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim) {
        if !out.is_empty() && !out.ends_with('(') && !line.starts_with(')') {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}
