use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use rayon::prelude::*;
use schemist_diagnostics::{Diagnostic, Position, Span};
use schemist_schema::{Engine, Schema};

use crate::{
    Cfg, Place, Problem, generics,
    homes::ModelHomes,
    lower::{Declared, Locate, LoweredModel, Lowering, assemble, lower_model},
    place::Edge,
    resolver::ModelFinder,
    source::{Digest, Files, Kind, Packages, Symbol, Symbols, load_files, macro_model},
};

/// Where models are looked for.
#[derive(Debug, Clone)]
pub struct ModelSources {
    /// Root files of crates, whose `mod`s are followed, and folders, whose Rust files are all read.
    pub roots: Vec<Utf8PathBuf>,
    /// What the paths in spans are relative to.
    pub base: Utf8PathBuf,
    /// What cargo knows: which names lead to other crates of the workspace, and which features are chosen.
    pub packages: Packages,
    /// What `cfg` counts as set, besides the features of a package.
    pub cfg: Cfg,
}

impl ModelSources {
    /// Files and folders by themselves, without a package, on this machine.
    pub fn new(roots: Vec<Utf8PathBuf>, base: Utf8PathBuf) -> Self {
        Self { roots, base, packages: Packages::default(), cfg: Cfg::host() }
    }
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
    /// No package has such a feature.
    #[error("there is no feature `{feature}`")]
    UnknownFeature {
        /// The feature as it was chosen.
        feature: String,
        /// The features that there are.
        known: Vec<String>,
    },
    /// No package has such a name.
    #[error("there is no package `{package}` in the workspace, and none that is depended on by path")]
    UnknownPackage {
        /// The name as it was written.
        package: String,
        /// The packages that there are.
        known: Vec<String>,
    },
    /// Features or packages are chosen where there is no package.
    #[error(
        "there is no Cargo.toml in {path} or a folder above, so there are no features and packages to choose"
    )]
    NoPackage {
        /// Where one was looked for.
        path: Utf8PathBuf,
    },
    /// What is set is neither a flag nor a pair.
    #[error("`{text}` is nothing that `cfg` asks for: write `unix` or `target_os = \"linux\"`")]
    NotACfg {
        /// As it was written.
        text: String,
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
    let problems = take_problems(&mut files);
    let map = SourceMap { files: &files };
    let mut cx = Lowering { engine, locate: &map, problems };
    let (schema, models) = lower(&mut cx, &files);
    let diagnostics = map.diagnostics(cx.problems);
    // What was read goes where it was made: on all threads.
    let files = files.files.into_par_iter().filter(|file| !file.is_twin());
    let files: Vec<(String, String)> = files.map(|file| (file.name, file.text)).collect();
    Ok(Loaded { schema, diagnostics, files: files.into_iter().collect(), models })
}

/// What was found in the files whose models count; what is wrong elsewhere is said where a name leads there.
fn take_problems(files: &mut Files) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files.files.iter_mut().filter(|file| file.counts) {
        problems.append(&mut file.digest.problems);
    }
    problems.extend(macro_models(files));
    problems
}

/// Models that a macro of the user's writes: noted where it is called, or where it is declared if it is not.
fn macro_models(files: &Files) -> Vec<Problem> {
    let mut problems = Vec::new();
    let digests = || files.files.iter().filter(|file| file.counts).map(|file| &file.digest);
    let declared: Vec<_> = files.files.iter().flat_map(|file| &file.digest.model_macros).collect();
    for call in digests().flat_map(|digest| &digest.macro_calls) {
        if let Some(declared) = declared.iter().find(|declared| declared.name == call.name) {
            problems.push(macro_model(call.place).related(declared.place, "the macro derives a model here"));
        }
    }
    for declared in digests().flat_map(|digest| &digest.model_macros) {
        let called = |digest: &Digest| digest.macro_calls.iter().any(|call| call.name == declared.name);
        if !digests().any(called) {
            problems.push(macro_model(declared.place));
        }
    }
    problems
}

/// A model as it was lowered, with what it stands for among the symbols.
struct Lowered<'a> {
    model: LoweredModel,
    symbol: usize,
    homes: ModelHomes<'a>,
}

fn lower(cx: &mut Lowering<'_>, files: &Files) -> (Schema, usize) {
    let symbols = Symbols::new(files);
    let lowered = lower_models(cx, &symbols);
    let mut models: Vec<LoweredModel> = Vec::with_capacity(lowered.len());
    let mut places: Vec<usize> = Vec::with_capacity(lowered.len());
    let mut homes: Vec<ModelHomes<'_>> = Vec::with_capacity(lowered.len());
    for one in lowered {
        models.push(one.model);
        places.push(one.symbol);
        homes.push(one.homes);
    }
    let counts = |symbol: &usize| symbols.all.get(*symbol).is_some_and(|symbol| symbol.counts);
    let enums = |counting: bool| {
        let symbols = symbols.all.iter().filter(move |symbol| symbol.counts == counting);
        symbols.filter_map(|symbol| match &symbol.definition.kind {
            Kind::Enum(item) => Some(item.as_ref()),
            _ => None,
        })
    };
    let declared = Declared {
        enums: enums(true).collect(),
        other_enums: enums(false).collect(),
        models,
        counts: places.iter().map(counts).collect(),
    };
    let find = ModelFinder { symbols: &symbols, models: &places, homes: &homes };
    let count = declared.counts.iter().filter(|counts| **counts).count();
    (assemble(cx, declared, &find), count)
}

/// All models, in parallel, in the order of their symbols. What is wrong with those that do not count is
/// not said.
fn lower_models<'a>(cx: &mut Lowering<'_>, symbols: &'a Symbols<'a>) -> Vec<Lowered<'a>> {
    let (engine, locate) = (cx.engine, cx.locate);
    let one = |(index, symbol): (usize, &'a Symbol<'a>)| {
        let Kind::Model(item) = &symbol.definition.kind else { return None };
        let mut own = Lowering { engine, locate, problems: Vec::new() };
        let homes = ModelHomes::new(symbols, engine, &symbol.scope);
        let lowered = generics::instance(&mut own, symbols, index, item, homes).map(|mut homes| {
            let model = lower_model(&mut own, item, &mut homes).1;
            Lowered { model, symbol: index, homes }
        });
        if !symbol.counts {
            own.problems.clear();
        }
        Some((lowered, own.problems))
    };
    let found: Vec<_> = symbols.all.par_iter().enumerate().filter_map(one).collect();
    let mut lowered = Vec::with_capacity(found.len());
    for (model, problems) in found {
        lowered.extend(model);
        problems.into_iter().for_each(|problem| cx.push(problem));
    }
    lowered
}

/// From places to lines and columns.
struct SourceMap<'a> {
    files: &'a Files,
}

impl Locate for SourceMap<'_> {
    fn span(&self, place: Place) -> Option<Span> {
        let file = self.files.files.get(place.file as usize)?;
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
