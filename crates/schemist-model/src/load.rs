use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use schemist_diagnostics::{Diagnostic, Position, Span};
use schemist_schema::{Engine, Schema};

use crate::{
    Place, Problem,
    generics,
    homes::ModelHomes,
    item::EnumItem,
    lower::{Locate, LoweredModel, Lowering, assemble, lower_model},
    place::Edge,
    resolver::ModelFinder,
    source::{Kind, LoadedFile, Symbols, load_files},
};

/// Where models are looked for.
#[derive(Debug, Clone)]
pub struct ModelSources {
    /// Root files of crates, whose `mod`s are followed, and folders, whose Rust files are all read.
    pub roots: Vec<Utf8PathBuf>,
    /// What the paths in spans are relative to.
    pub base: Utf8PathBuf,
}

/// What the models declare.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The declared schema, neutral: not yet in an engine's canonical form.
    pub schema: Schema,
    /// All that was found, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of each file by the name that spans have for it.
    pub files: BTreeMap<String, String>,
    /// How many models there are.
    pub models: usize,
}

/// Why nothing could be looked at.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No root was given.
    #[error("no model sources are given: name a file or a folder")]
    NoRoots,
    /// A root is not there, or cannot be looked at.
    #[error("cannot read the model source {path}: {source}")]
    Root {
        /// The root.
        path: Utf8PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Cargo does not accept the manifest.
    #[error("cannot read {path}: {source}")]
    Manifest {
        /// The manifest.
        path: Utf8PathBuf,
        /// Why.
        source: Box<cargo_metadata::Error>,
    },
    /// The manifest builds neither a library nor a binary.
    #[error("{path} builds no library and no binary: name the model sources")]
    NoCrate {
        /// The manifest.
        path: Utf8PathBuf,
    },
}

/// Reads all models that the sources lead to. What is wrong with them comes as diagnostics, all at once.
///
/// # Errors
/// Where there is nothing to look at: see [`LoadError`].
pub fn load(sources: &ModelSources, engine: Engine) -> Result<Loaded, LoadError> {
    let mut files = load_files(sources)?;
    let mut problems: Vec<Problem> = Vec::new();
    for file in &mut files {
        problems.append(&mut file.digest.problems);
    }
    let map = SourceMap { files: &files };
    let mut cx = Lowering { engine, locate: &map, problems };
    let (schema, models) = lower(&mut cx, &files);
    let diagnostics = map.diagnostics(cx.problems);
    let files = files.into_iter().map(|file| (file.name, file.text)).collect();
    Ok(Loaded { schema, diagnostics, files, models })
}

fn lower(cx: &mut Lowering<'_>, files: &[LoadedFile]) -> (Schema, usize) {
    let symbols = Symbols::new(files);
    let mut models: Vec<LoweredModel> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    let mut homes: Vec<ModelHomes<'_>> = Vec::new();
    let mut enums: Vec<&EnumItem> = Vec::new();
    for (i, symbol) in symbols.all.iter().enumerate() {
        match &symbol.definition.kind {
            Kind::Model(item) => {
                let own = ModelHomes::new(&symbols, cx.engine, &symbol.scope);
                let Some(mut own) = generics::instance(cx, &symbols, i, item, own) else { continue };
                models.push(lower_model(cx, item, &mut own).1);
                places.push(i);
                homes.push(own);
            }
            Kind::Enum(item) => enums.push(item),
            Kind::Part(_) | Kind::Alias(_) | Kind::Newtype(_) | Kind::Other(_) => {}
        }
    }
    let find = ModelFinder { symbols: &symbols, models: &places, homes: &homes };
    (assemble(cx, &enums, &models, &find), models.len())
}

/// From places to lines and columns.
struct SourceMap<'a> {
    files: &'a [LoadedFile],
}

impl Locate for SourceMap<'_> {
    fn span(&self, place: Place) -> Option<Span> {
        let file = self.files.get(place.file as usize)?;
        let (start, end) = *file.digest.positions.get(place.mark as usize)?;
        let (start, end): (Position, Position) = match place.edge {
            Edge::Whole => (start, end),
            Edge::Before => (start, start),
            Edge::After => (end, end),
        };
        Some(Span { file: file.name.clone(), start, end })
    }
}

impl SourceMap<'_> {
    /// By place, those without one first.
    fn diagnostics(&self, problems: Vec<Problem>) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = problems.into_iter().map(|p| self.diagnostic(p)).collect();
        found.sort_by(|a, b| (&a.span, a.code, &a.message).cmp(&(&b.span, b.code, &b.message)));
        found
    }

    fn diagnostic(&self, problem: Problem) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(problem.code, problem.severity, problem.message)
            .with_span(problem.place.and_then(|place| self.span(place)));
        diagnostic.subject = problem.subject;
        diagnostic.label = problem.label;
        diagnostic.notes = problem.notes;
        diagnostic.help = problem.help;
        for (place, text) in problem.related {
            if let Some(span) = self.span(place) {
                diagnostic = diagnostic.with_related(span, text);
            }
        }
        for (message, place, replacement) in problem.edits {
            if let Some(span) = self.span(place) {
                diagnostic = diagnostic.with_suggestion(message, span, replacement);
            }
        }
        diagnostic
    }
}
