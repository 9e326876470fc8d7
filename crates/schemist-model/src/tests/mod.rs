//! Source in, schema or diagnostics out.

mod attributes;
mod constants;
mod declarations;
mod embed;
mod files;
mod grammar;
mod names;
mod single;
mod soup;
mod types;

use std::fmt::Write;

use camino::{Utf8Path, Utf8PathBuf};
use schemist_diagnostics::{Diagnostic, Span};
use schemist_schema::{Engine, QualifiedName, Table};

use crate::{Loaded, ModelSources, load};

/// Loads files (name, text); the first is the root.
pub(super) fn load_sources(files: &[(&str, &str)], engine: Engine) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
    write_files(&base, files);
    let sources = ModelSources::new(vec![base.join(files[0].0)], base);
    load(&sources, engine).unwrap()
}

pub(super) fn write_files(base: &Utf8Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = base.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// Loads one file for PostgreSQL.
pub(super) fn load_text(text: &str) -> Loaded {
    load_sources(&[("lib.rs", text)], Engine::Postgres)
}

/// The table of the one model in the source, which must be without findings.
pub(super) fn table(text: &str) -> Table {
    let loaded = load_text(text);
    assert_eq!(render(&loaded.diagnostics), "", "{text}");
    loaded.schema.tables.into_values().next().unwrap()
}

/// The table of a name, as JSON.
pub(super) fn table_json(loaded: &Loaded, name: &str) -> serde_json::Value {
    serde_json::to_value(&loaded.schema.tables[&QualifiedName::new(name)]).unwrap()
}

/// What is said about a source, line by line.
pub(super) fn check(text: &str, expected: &str) {
    assert_eq!(render(&load_text(text).diagnostics), expected.trim_start_matches('\n'), "{text}");
}

/// What is said about several files, the first of which is the root.
pub(super) fn check_files(files: &[(&str, &str)], expected: &str) {
    let loaded = load_sources(files, Engine::Postgres);
    assert_eq!(render(&loaded.diagnostics), expected.trim_start_matches('\n'));
}

pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        writeln!(text, "{diagnostic}").unwrap();
        for related in &diagnostic.related {
            writeln!(text, "  at {}: {}", related.span, related.text).unwrap();
        }
        for note in &diagnostic.notes {
            writeln!(text, "  note: {note}").unwrap();
        }
        for help in &diagnostic.help {
            writeln!(text, "  help: {help}").unwrap();
        }
        for edit in &diagnostic.suggestions {
            let Span { start, end, .. } = &edit.span;
            let (from, to) =
                (format!("{}:{}", start.line, start.column), format!("{}:{}", end.line, end.column));
            writeln!(text, "  edit {from}-{to}: {} -> {:?}", edit.message, edit.replacement).unwrap();
        }
    }
    text
}
