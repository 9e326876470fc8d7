//! The structs that stand for tables.

use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::{Diagnostic, Position, Span};
use schemist_model::item::ModelItem;
use schemist_model::single::{embedded_fields, read_model};
use schemist_schema::{Engine, QualifiedName, Schema, Table};
use syn::{
    Data, DataStruct, DeriveInput, Fields, Item, ItemStruct, Meta, Path, Token, punctuated::Punctuated,
};

use crate::annotate::NOT_ANNOTATED;
use crate::schema_rs;

/// A struct that stands for a table.
pub(super) struct Candidate {
    pub(super) file: String,
    /// The inline modules it stands in.
    pub(super) module: Vec<String>,
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) table: QualifiedName,
    pub(super) item: ItemStruct,
    /// What its attributes declare.
    pub(super) declared: ModelItem,
    /// What is cut off before the first token that is counted: a byte order mark, a `#!` line.
    pub(super) offset: usize,
    /// How its file ends lines.
    pub(super) newline: &'static str,
    /// The file imports the derive by its name.
    pub(super) imports_derive: bool,
    /// A `table!` of the struct's conventional name is in scope.
    pub(super) has_table_in_scope: bool,
    /// It is a model already.
    pub(super) is_model: bool,
    /// Rows are read into it.
    pub(super) is_read: bool,
    /// Its fields, by name, with their columns; `None` for a field that is no column.
    pub(super) fields: Vec<(String, Option<String>)>,
    /// Why it cannot be the model.
    pub(super) problem: Option<String>,
}

/// The derives of Diesel that tie a struct to the table of its name.
const OF_TABLES: [&str; 6] =
    ["Queryable", "Selectable", "Insertable", "HasQuery", "Identifiable", "Associations"];

/// Those of them that need the table.
const NAMING_TABLES: [&str; 5] = ["Selectable", "Insertable", "HasQuery", "Identifiable", "Associations"];

impl Candidate {
    /// How many fields are no columns.
    pub(super) fn surplus(&self) -> usize {
        self.fields.iter().filter(|(_, column)| column.is_none()).count()
    }

    pub(super) fn not_annotated(&self) -> Diagnostic {
        let why = self.problem.as_deref().unwrap_or("another struct was chosen");
        Diagnostic::warning(NOT_ANNOTATED, format!("`{}` stays as it is: {why}", self.name))
            .with_subject(self.table.to_string())
            .with_span(self.span.clone())
            .with_note(format!("it stands for table {}, which has no model", self.table))
    }
}

/// All of them, in the order of files and of their places.
pub(super) fn candidates(
    schema: &Schema,
    engine: Engine,
    files: &BTreeMap<String, String>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (file, text) in files {
        // What cannot be read is the loader's to report.
        let Ok(parsed) = syn::parse_file(text) else { continue };
        let finder = Finder {
            schema,
            engine,
            file,
            offset: offset(text),
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
            imports_derive: imports_derive(&parsed.items),
            words: parsed.items.iter().flat_map(words).collect(),
        };
        finder.items(&parsed.items, &mut Vec::new(), &mut found);
    }
    found
}

struct Finder<'a> {
    schema: &'a Schema,
    engine: Engine,
    file: &'a str,
    offset: usize,
    newline: &'static str,
    imports_derive: bool,
    /// All words of imports and macros.
    words: BTreeSet<String>,
}

impl Finder<'_> {
    fn items(&self, items: &[Item], module: &mut Vec<String>, found: &mut Vec<Candidate>) {
        for item in items {
            match item {
                Item::Struct(item) => found.extend(self.candidate(item, module)),
                Item::Mod(inline) if !is_for_tests(&inline.attrs) => {
                    if let Some((_, items)) = &inline.content {
                        module.push(inline.ident.to_string());
                        self.items(items, module, found);
                        module.pop();
                    }
                }
                _ => {}
            }
        }
    }

    fn candidate(&self, item: &ItemStruct, module: &[String]) -> Option<Candidate> {
        let derives = derives(&item.attrs);
        let derives_any = |names: &[&str]| derives.iter().any(|derive| names.contains(&derive.as_str()));
        let input = derive_input(item, item.fields.clone());
        let (declared, _) = read_model(&input, self.engine).item?;
        let is_model = derives_any(&["Model"]);
        let table = match &declared.attributes.diesel_table {
            _ if is_model => {
                let lowered = read_model(&input, self.engine).item?.1;
                self.schema.tables.get(&lowered.table.name)?
            }
            Some(path) => self.table_at(&path.value)?,
            None if derives_any(&OF_TABLES) => {
                let name = schemist_model::table_name(&declared.name);
                self.schema.tables.get(&QualifiedName::new(name))?
            }
            None => return None,
        };
        let mut fields = fields(&declared, table);
        // A part of Diesel's, which need not be one of ours.
        fields.extend(embedded_fields(&input).iter().map(|part| (unraw(part.name), None)));
        let name = declared.name.clone();
        let mut candidate = Candidate {
            file: self.file.to_owned(),
            module: module.to_vec(),
            name: name.clone(),
            span: span(self.file, item),
            table: table.name.clone(),
            item: item.clone(),
            declared,
            offset: self.offset,
            newline: self.newline,
            imports_derive: self.imports_derive && module.is_empty(),
            // These name the table; of another that only holds values it may be imported.
            has_table_in_scope: derives_any(&NAMING_TABLES)
                || self.words.contains(&schemist_model::table_name(&name)),
            is_model,
            is_read: derives_any(&["Queryable", "Selectable", "HasQuery", "QueryableByName"]),
            fields,
            problem: None,
        };
        candidate.problem = problem(&candidate, table);
        Some(candidate)
    }

    /// The table of `schema::users` or `schema::shop::users`: by the names that `schema.rs` has for it.
    fn table_at(&self, path: &[String]) -> Option<&Table> {
        let last = path.last()?;
        let named: Vec<&Table> = self
            .schema
            .tables
            .values()
            .filter(|t| t.name.name == *last || schema_rs::rust_name(&t.name.name) == *last)
            .collect();
        let module = path.iter().rev().nth(1);
        let in_module = named.iter().find(|t| t.name.namespace.as_ref() == module);
        let in_default = named.iter().find(|t| t.name.namespace.is_none());
        in_module.or(in_default).or(named.first()).copied()
    }
}

/// The fields of a struct with the columns they stand for.
fn fields(declared: &ModelItem, table: &Table) -> Vec<(String, Option<String>)> {
    let column_of = |field: &schemist_model::item::Field| {
        let name = field.attributes.diesel_column.as_ref().map_or(&field.name, |column| &column.value);
        let by_name = table.columns.named(name);
        let by_rust_name =
            || table.columns.iter().find(|column| schema_rs::column_name(table, column) == *name);
        by_name.or_else(by_rust_name).map(|column| column.name.clone())
    };
    let is_column = |field: &schemist_model::item::Field| field.attributes.embed.is_none();
    declared
        .fields
        .iter()
        .map(|field| (field.name.clone(), is_column(field).then(|| column_of(field)).flatten()))
        .collect()
}

fn unraw(name: &proc_macro2::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

fn problem(candidate: &Candidate, table: &Table) -> Option<String> {
    let columns: Vec<&String> = candidate.fields.iter().filter_map(|(_, column)| column.as_ref()).collect();
    let missing: Vec<&str> = table
        .columns
        .iter()
        .map(|c| c.name.as_str())
        .filter(|name| !columns.iter().any(|c| c == name))
        .collect();
    if !missing.is_empty() {
        let all = table.columns.len();
        return Some(format!(
            "it has {} of the {all} columns of {}; there is no field for {}",
            all - missing.len(),
            table.name,
            missing.join(", ")
        ));
    }
    if columns.len() > table.columns.len() {
        return Some("two of its fields stand for one column".to_owned());
    }
    let generics = &candidate.item.generics;
    (generics.type_params().next().is_some() || generics.const_params().next().is_some())
        .then(|| "it has type parameters".to_owned())
}

/// The struct with other fields, as a derive would see it.
pub(super) fn derive_input(item: &ItemStruct, fields: Fields) -> DeriveInput {
    DeriveInput {
        attrs: item.attrs.clone(),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        generics: item.generics.clone(),
        data: Data::Struct(DataStruct {
            struct_token: item.struct_token,
            fields,
            semi_token: item.semi_token,
        }),
    }
}

/// The last parts of what is derived.
fn derives(attributes: &[syn::Attribute]) -> Vec<String> {
    let lists = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("derive") => Some(list),
        _ => None,
    });
    let paths = lists.flat_map(|list| {
        list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).into_iter().flatten()
    });
    paths.filter_map(|path| path.segments.last().map(|s| s.ident.to_string())).collect()
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && matches!(&attribute.meta, Meta::List(list) if list.tokens.to_string() == "test")
    })
}

/// The words of an import or of a macro's input.
fn words(item: &Item) -> BTreeSet<String> {
    let text = match item {
        Item::Use(import) => quote::quote!(#import).to_string(),
        Item::Macro(call) => call.mac.tokens.to_string(),
        _ => return BTreeSet::new(),
    };
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn imports_derive(items: &[Item]) -> bool {
    items.iter().filter(|item| matches!(item, Item::Use(_))).any(|item| {
        let words = words(item);
        words.contains("schemist") && words.contains("Model") && !words.contains("as")
    })
}

/// How much of a file the parser leaves out before it counts.
pub(super) fn offset(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = text.get(mark..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let is_interpreter =
        line.starts_with("#!") && !line.trim_start_matches("#!").trim_start().starts_with('[');
    mark + if is_interpreter { line.len() } else { 0 }
}

fn span(file: &str, item: &ItemStruct) -> Span {
    let (start, end) = (item.ident.span().start(), item.ident.span().end());
    let position = |at: proc_macro2::LineColumn| Position { line: at.line, column: at.column + 1 };
    Span { file: file.to_owned(), start: position(start), end: position(end) }
}
