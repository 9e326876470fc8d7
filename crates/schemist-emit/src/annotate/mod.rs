//! Models out of the structs of an existing Diesel project: `Model` among the derives and the attributes that the
//! database needs, put in between what stands there. Every other byte stays as it is.

mod edits;
mod find;
mod hint;
mod item;
mod paths;

use std::collections::{BTreeMap, BTreeSet};

pub use hint::with_attribute;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::{Dialect, Naming};
use schemist_schema::{QualifiedName, Schema};

use crate::annotate::edits::Edits;
use crate::annotate::find::{Candidate, candidates};
use crate::annotate::paths::Paths;

/// A table that no struct stands for.
pub const NO_STRUCT: Code = Code::new("E106", "table-without-struct");
/// A struct that stands for a table and stays as it is.
pub const NOT_ANNOTATED: Code = Code::new("E107", "struct-not-annotated");

/// The codes of this module, for the list of all.
pub const CODES: [Code; 2] = [NO_STRUCT, NOT_ANNOTATED];

/// What the structs are annotated for.
struct Live<'a> {
    schema: &'a Schema,
    dialect: &'a Dialect,
    /// How what is left unnamed is named.
    naming: &'a Naming,
}

/// What [`annotate`] made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotated {
    /// The files that change, with their new texts.
    pub files: BTreeMap<String, String>,
    /// The structs that become models, with their tables.
    pub models: Vec<(QualifiedName, String)>,
    /// The tables that no struct stands for.
    pub without_struct: BTreeSet<QualifiedName>,
    /// What stays as it is, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Annotates the structs in files (by name, with their texts) for a live schema in the engine's canonical form.
pub fn annotate(
    schema: &Schema,
    dialect: &Dialect,
    naming: &Naming,
    files: &BTreeMap<String, String>,
) -> Annotated {
    let (schema, mut diagnostics) = crate::scaffold::expressible_part(schema);
    let candidates = candidates(&schema, dialect.engine(), files);
    let mut annotated = Annotated::default();
    let mut chosen = Vec::new();
    for table in schema.tables.keys() {
        let of_table: Vec<&Candidate> = candidates.iter().filter(|c| &c.table == table).collect();
        if of_table.iter().any(|candidate| candidate.is_model) {
            continue;
        }
        match choose(&of_table) {
            Some(best) => {
                diagnostics.extend(also(best, &of_table));
                chosen.push(best);
            }
            None if of_table.is_empty() => {
                annotated.without_struct.insert(table.clone());
            }
            None => diagnostics.extend(of_table.iter().map(|candidate| candidate.not_annotated())),
        }
    }
    let paths = Paths::of(files);
    let live = Live { schema: &schema, dialect, naming };
    let mut edits: BTreeMap<&str, Edits> = BTreeMap::new();
    for candidate in &chosen {
        let others: Vec<&Candidate> = candidates
            .iter()
            .filter(|c| c.is_model || chosen.iter().any(|chosen| std::ptr::eq(*chosen, *c)))
            .collect();
        let text = files.get(&candidate.file).map(String::as_str).unwrap_or_default();
        let edits = edits.entry(candidate.file.as_str()).or_default();
        diagnostics.extend(item::annotate(candidate, &others, text, &live, &paths, edits));
        annotated.models.push((candidate.table.clone(), candidate.name.clone()));
    }
    for (file, edits) in edits {
        if let Some(text) = files.get(file) {
            annotated.files.insert(file.to_owned(), edits.applied(text));
        }
    }
    diagnostics.extend(no_struct(&annotated.without_struct));
    annotated.diagnostics = diagnostics;
    annotated
}

/// The struct that is read from the table, rather than one that is only written to it; the first of those.
fn choose<'c>(candidates: &[&'c Candidate]) -> Option<&'c Candidate> {
    let complete = candidates.iter().filter(|candidate| candidate.problem.is_none());
    complete.min_by_key(|candidate| (!candidate.is_read, candidate.surplus())).copied()
}

fn also(best: &Candidate, candidates: &[&Candidate]) -> Option<Diagnostic> {
    let others = candidates.iter().filter(|c| c.problem.is_none() && !std::ptr::eq(**c, best));
    let others: Vec<String> = others.map(|c| format!("`{}` ({})", c.name, c.span)).collect();
    (!others.is_empty()).then(|| {
        Diagnostic::note(
            NOT_ANNOTATED,
            format!("one struct declares a table: `{}` now declares {}", best.name, best.table),
        )
        .with_subject(best.table.to_string())
        .with_span(best.span.clone())
        .with_note(format!("as they are: {}", others.join(", ")))
    })
}

fn no_struct(tables: &BTreeSet<QualifiedName>) -> Option<Diagnostic> {
    let names: Vec<String> = tables.iter().map(ToString::to_string).collect();
    let message = match names.as_slice() {
        [] => return None,
        [only] => format!("table {only} has no struct"),
        several => format!("{} tables have no struct", several.len()),
    };
    let note = Diagnostic::note(NO_STRUCT, message);
    let note = if names.len() > 1 { note.with_note(names.join(", ")) } else { note };
    Some(note.with_help("`schemist scaffold --annotate --out DIR` writes models for them"))
}

#[cfg(test)]
mod tests;
