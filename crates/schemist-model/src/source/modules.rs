//! From crate roots to all files of the crates: level by level, each level parsed in parallel.

use std::{
    collections::{BTreeMap, HashMap},
    io::ErrorKind,
    sync::Arc,
};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use schemist_diagnostics::Severity;

use super::{
    digest::{Digest, LeftOut, ModuleFile, Named, Source, Visibility, digest, models_left_out},
    folder, syntax,
};
use crate::{Cfg, LoadError, ModelSources, Place, Problem, codes};

/// All files that were read, and the crates they belong to.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) files: Vec<LoadedFile>,
    pub(crate) crates: Vec<LoadedCrate>,
    /// Files that a second `mod` leads to.
    pub(crate) links: Vec<(Host, usize)>,
    /// Modules whose files are not there or not to be read.
    pub(crate) missing: Vec<Host>,
}

/// A file that was read, or could not be.
#[derive(Debug)]
pub(crate) struct LoadedFile {
    /// Its name for the user.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) at: Placement,
    pub(crate) krate: usize,
    /// Whether its models count, or only what is said of their names.
    pub(crate) counts: bool,
    pub(crate) digest: Digest,
    /// The same file as an earlier one, by another path.
    twin: bool,
}

/// A crate, or a folder that is taken for one.
#[derive(Debug)]
pub(crate) struct LoadedCrate {
    /// Its place among the packages.
    pub(crate) package: Option<usize>,
    /// Its root file, where cargo knows it.
    root: Option<Utf8PathBuf>,
    /// Whether it is what others name when they name the package.
    pub(crate) is_library: bool,
    pub(crate) edition_2015: bool,
    /// What `use` calls other crates that were read.
    pub(crate) externs: BTreeMap<String, usize>,
    cfg: Arc<Cfg>,
}

/// Where a file stands among modules.
#[derive(Debug, Clone)]
pub(crate) enum Placement {
    /// In the module of a path, from the root of its crate.
    At(Vec<String>),
    /// Where a `mod` or an `include!` says.
    Below(Host),
}

/// What leads to a file.
#[derive(Debug, Clone)]
pub(crate) struct Host {
    pub(crate) file: usize,
    /// The module of that file.
    pub(crate) module: usize,
    /// The module's name; none for `include!`.
    pub(crate) name: Option<String>,
    pub(crate) visibility: Visibility,
    pub(crate) place: Place,
}

struct Pending {
    /// Where the file may lie, and where the files of its modules lie then.
    candidates: Vec<(Utf8PathBuf, Utf8PathBuf)>,
    krate: usize,
    counts: bool,
    at: Placement,
    /// A `cfg` says that the file may not be there.
    conditional: bool,
}

/// Reads all files that the roots lead to; the same input yields the same order.
pub(crate) fn load_files(sources: &ModelSources) -> Result<Files, LoadError> {
    let mut loader = Loader { sources, found: Files::default(), seen: HashMap::new() };
    let roots = loader.roots()?;
    loader.load(roots);
    loader.load_own_crates();
    loader.load_dependencies();
    loader.link_crates();
    Ok(loader.found)
}

struct Loader<'a> {
    sources: &'a ModelSources,
    found: Files,
    /// Files by what makes two paths the same.
    seen: HashMap<Identity, usize>,
}

impl LoadedFile {
    /// Whether it is not there, or an earlier one by another path.
    pub(crate) fn is_twin(&self) -> bool {
        self.twin
    }
}

impl Loader<'_> {
    fn roots(&mut self) -> Result<Vec<Pending>, LoadError> {
        if self.sources.roots.is_empty() {
            return Err(LoadError::NoRoots);
        }
        let mut pending = Vec::new();
        for path in &self.sources.roots {
            let failed = |source| LoadError::Root { path: path.clone(), source };
            let is_folder = std::fs::metadata(path).map_err(failed)?.is_dir();
            let full = identity(path);
            let package = self.sources.packages.of_file(&full);
            match is_folder {
                true => {
                    let krate = self.crate_of(package, None);
                    let prefix = self.module_in_package(package, &full.join("mod.rs")).unwrap_or_default();
                    for file in folder::rust_files(path).map_err(failed)? {
                        let module = prefix.iter().chain(&file.module).cloned().collect();
                        let folder = folder_of_modules(&file.path);
                        let candidates = vec![(file.path, folder)];
                        let at = Placement::At(module);
                        pending.push(Pending { candidates, krate, counts: true, at, conditional: false });
                    }
                }
                false => {
                    let krate = self.crate_of(package, Some(&full));
                    let is_root = package.is_none_or(|package| self.is_root(package, &full));
                    let module = match is_root {
                        true => Vec::new(),
                        false => self.module_in_package(package, &full).unwrap_or_default(),
                    };
                    // Unless it is a crate's root, its name says where its modules lie; a lone file is tried both ways.
                    let folder = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
                    let folder = if module.is_empty() { folder } else { folder_of_modules(path) };
                    let candidates = vec![(path.clone(), folder)];
                    let at = Placement::At(module);
                    pending.push(Pending { candidates, krate, counts: true, at, conditional: false });
                }
            }
        }
        Ok(pending)
    }

    /// Whether a file is the root of the package's library or of one of its binaries.
    fn is_root(&self, package: usize, file: &Utf8Path) -> bool {
        self.sources.packages.all.get(package).is_some_and(|package| {
            let library = package.library.iter().map(|(_, path)| path);
            library.chain(&package.binaries).any(|root| identity(root) == file)
        })
    }

    /// The crate that a root belongs to: a binary has one of its own, all else is the library's, or the first
    /// binary's where there is none.
    fn crate_of(&mut self, package: Option<usize>, file: Option<&Utf8Path>) -> usize {
        let data = package.and_then(|index| self.sources.packages.all.get(index));
        let library = data.and_then(|package| Some(identity(&package.library.as_ref()?.1)));
        let binaries: Vec<Utf8PathBuf> =
            data.map(|package| package.binaries.iter().map(|b| identity(b)).collect()).unwrap_or_default();
        let own = file.filter(|file| binaries.iter().any(|binary| binary == file)).map(Utf8Path::to_owned);
        let root = own.or_else(|| library.clone()).or_else(|| binaries.first().cloned());
        let known = |krate: &LoadedCrate| package.is_some() && krate.package == package && krate.root == root;
        if let Some(known) = self.found.crates.iter().position(known) {
            return known;
        }
        let mut cfg = self.sources.cfg.clone();
        if let Some(package) = data {
            cfg.features = Some(package.features.clone());
        }
        self.found.crates.push(LoadedCrate {
            package,
            is_library: library.is_some() && library == root,
            root,
            edition_2015: data.is_some_and(|package| package.edition_2015),
            externs: BTreeMap::new(),
            cfg: Arc::new(cfg),
        });
        self.found.crates.len() - 1
    }

    /// The module that a file's place below the root of its package's crate makes of it.
    fn module_in_package(&self, package: Option<usize>, file: &Utf8Path) -> Option<Vec<String>> {
        let package = self.sources.packages.all.get(package?)?;
        let library = package.library.as_ref().map(|(_, path)| path);
        let root = library.or(package.binaries.first())?;
        let root = identity(root);
        let below = file.strip_prefix(root.parent()?).ok()?;
        let mut module: Vec<String> = below.parent()?.components().map(|part| part.to_string()).collect();
        match below.file_stem() {
            None | Some("mod" | "lib" | "main") => {}
            Some(stem) => module.push(stem.to_owned()),
        }
        Some(module)
    }

    /// Files that are named one by one may name what the rest of their crate declares.
    fn load_own_crates(&mut self) {
        let mut roots = Vec::new();
        for krate in 0..self.found.crates.len() {
            let mut files = self.found.files.iter().filter(|file| file.krate == krate);
            let has_root =
                files.clone().any(|file| matches!(&file.at, Placement::At(module) if module.is_empty()));
            let names_others =
                files.any(|file| ["crate::", "super::"].iter().any(|word| file.text.contains(word)));
            let package = self.found.crates.get(krate).and_then(|krate| krate.package);
            let package = package.and_then(|index| self.sources.packages.all.get(index));
            let Some(package) = package.filter(|_| !has_root && names_others) else { continue };
            let library = package.library.as_ref().map(|(_, path)| path);
            roots.extend(library.or(package.binaries.first()).map(|path| other_root(path, krate)));
        }
        self.load(roots);
    }

    /// Crates of the workspace that a file names are read for what they declare; their models do not count.
    fn load_dependencies(&mut self) {
        loop {
            let mut wanted = Vec::new();
            for (index, krate) in self.found.crates.iter().enumerate() {
                let package = krate.package.and_then(|package| self.sources.packages.all.get(package));
                let Some(package) = package else { continue };
                for (name, target) in &package.dependencies {
                    let known = |krate: &LoadedCrate| krate.package == Some(*target) && krate.is_library;
                    let mut files = self.found.files.iter().filter(|file| file.krate == index);
                    if !self.found.crates.iter().any(known)
                        && !wanted.contains(target)
                        && files.any(|file| file.text.contains(name.as_str()))
                    {
                        wanted.push(*target);
                    }
                }
            }
            if wanted.is_empty() {
                return;
            }
            let mut roots = Vec::new();
            for package in wanted {
                let krate = self.crate_of(Some(package), None);
                let library = self.sources.packages.all.get(package).and_then(|p| p.library.as_ref());
                roots.extend(library.map(|(_, path)| other_root(path, krate)));
            }
            self.load(roots);
        }
    }

    fn link_crates(&mut self) {
        let packages = &self.sources.packages.all;
        let libraries: Vec<Option<usize>> =
            self.found.crates.iter().map(|krate| krate.package.filter(|_| krate.is_library)).collect();
        for krate in &mut self.found.crates {
            let Some(package) = krate.package.and_then(|package| packages.get(package)) else { continue };
            for (name, target) in &package.dependencies {
                let found = libraries.iter().position(|library| *library == Some(*target));
                krate.externs.extend(found.map(|found| (name.clone(), found)));
            }
        }
    }

    fn load(&mut self, mut level: Vec<Pending>) {
        while !level.is_empty() {
            let first = self.found.files.len();
            let (sources, crates) = (self.sources, &self.found.crates);
            let read: Vec<Read> = level
                .par_iter()
                .enumerate()
                .map(|(i, pending)| read(first + i, pending, sources, crates))
                .collect();
            let mut next = Vec::new();
            for (pending, read) in level.into_iter().zip(read) {
                next.extend(self.take(pending, read));
            }
            level = next;
        }
    }

    /// Takes a file in; yields the files of its modules.
    fn take(&mut self, pending: Pending, read: Read) -> Vec<Pending> {
        let index = self.found.files.len();
        let Read { path, identity, name, text, digest } = read;
        let earlier = identity.as_ref().and_then(|identity| self.seen.get(identity)).copied();
        let is_missing = identity.is_none();
        let mut file = LoadedFile {
            name,
            text,
            at: pending.at,
            krate: pending.krate,
            counts: pending.counts,
            digest,
            twin: is_missing || earlier.is_some(),
        };
        if let (true, Placement::Below(host)) = (file.twin, &file.at) {
            match earlier {
                Some(earlier) => self.found.links.push((host.clone(), earlier)),
                None => self.found.missing.push(host.clone()),
            }
        }
        if file.twin {
            file.text = String::new();
            file.digest = Digest::default();
            match &file.at {
                Placement::Below(host) if is_missing => {
                    let problem = missing(host, &pending.candidates, pending.conditional, &self.sources.base);
                    if let Some(host) = self.found.files.get_mut(host.file) {
                        host.digest.problems.push(problem);
                    }
                }
                // A link that leads nowhere, or a file that went while the others were read.
                Placement::At(_) if is_missing => {
                    file.digest.broken = true;
                    file.digest.problems.extend(gone(&pending.candidates, &self.sources.base));
                }
                Placement::At(_) | Placement::Below(_) => {}
            }
            self.found.files.push(file);
            return Vec::new();
        }
        self.seen.extend(identity.map(|identity| (identity, index)));
        let files = std::mem::take(&mut file.digest.files);
        let mut next = Vec::new();
        for declared in files {
            next.extend(self.declared(&mut file, index, &path, declared));
        }
        self.found.files.push(file);
        next
    }

    /// The file of a `mod` or an `include!`.
    fn declared(
        &self,
        file: &mut LoadedFile,
        index: usize,
        path: &Utf8Path,
        declared: ModuleFile,
    ) -> Option<Pending> {
        let mut candidates = declared.candidates;
        let is_alone =
            matches!(&file.at, Placement::At(_)) && declared.module == 0 && declared.name.is_some();
        let is_root = matches!(path.file_stem(), Some("lib" | "main" | "mod"));
        if is_alone && !is_root {
            candidates = with_beside(candidates, path);
        }
        if let Some(left_out) = declared.left_out {
            let name = declared.name?;
            note_left_out(file, &name, declared.place, &left_out, &candidates);
            file.digest.left_out.push(Named {
                module: declared.module,
                name,
                place: declared.place,
                visibility: declared.visibility,
                value: left_out,
            });
            return None;
        }
        let host = Host {
            file: index,
            module: declared.module,
            name: declared.name,
            visibility: declared.visibility,
            place: declared.place,
        };
        let candidates = candidates.into_iter().map(|(path, folder)| (tidied(path), tidied(folder)));
        Some(Pending {
            candidates: candidates.collect(),
            krate: file.krate,
            counts: file.counts,
            at: Placement::Below(host),
            conditional: declared.conditional,
        })
    }
}

/// The root of a crate whose models do not count.
fn other_root(path: &Utf8Path, krate: usize) -> Pending {
    let folder = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
    let candidates = vec![(path.to_owned(), folder)];
    Pending { candidates, krate, counts: false, at: Placement::At(Vec::new()), conditional: false }
}

/// A lone file may be the root of a crate, whatever its name: its modules may lie beside it.
fn with_beside(
    candidates: Vec<(Utf8PathBuf, Utf8PathBuf)>,
    path: &Utf8Path,
) -> Vec<(Utf8PathBuf, Utf8PathBuf)> {
    let beside = candidates.iter().filter_map(|(candidate, _)| {
        let beside = path.parent()?.join(candidate.file_name()?);
        let folder = folder_of_modules(&beside);
        let is_new = candidates.iter().all(|(known, _)| *known != beside);
        (is_new && beside != *path && beside.file_name() != Some("mod.rs")).then_some((beside, folder))
    });
    let beside: Vec<_> = beside.collect();
    candidates.into_iter().chain(beside).collect()
}

/// A module that a `cfg` leaves out is not read; but that it holds models is said.
fn note_left_out(
    file: &mut LoadedFile,
    name: &str,
    place: Place,
    left_out: &LeftOut,
    candidates: &[(Utf8PathBuf, Utf8PathBuf)],
) {
    if left_out.predicate.is_about_tests() || !file.counts {
        return;
    }
    let text = candidates.iter().find_map(|(path, _)| std::fs::read_to_string(path).ok());
    let tokens = text.filter(|text| text.contains("Model")).and_then(|text| text.parse().ok());
    if tokens.is_some_and(|tokens| syntax::derived_model(tokens).is_some()) {
        let what = format!("the models of the module `{name}` are");
        file.digest.problems.push(models_left_out(&what, place, left_out));
    }
}

/// Where the modules of a file lie, by its name alone.
fn folder_of_modules(path: &Utf8Path) -> Utf8PathBuf {
    let parent = path.parent().unwrap_or(Utf8Path::new(""));
    match path.file_stem() {
        None | Some("mod" | "lib" | "main") => parent.to_owned(),
        Some(stem) => parent.join(stem),
    }
}

/// What makes two paths the same file.
fn identity(path: &Utf8Path) -> Utf8PathBuf {
    path.canonicalize_utf8().unwrap_or_else(|_| tidy(path))
}

/// What became of one pending file.
struct Read {
    path: Utf8PathBuf,
    /// None where there is no such file.
    identity: Option<Identity>,
    name: String,
    text: String,
    digest: Digest,
}

fn read(index: usize, pending: &Pending, sources: &ModelSources, crates: &[LoadedCrate]) -> Read {
    let mut outcome = Read {
        path: Utf8PathBuf::new(),
        identity: None,
        name: String::new(),
        text: String::new(),
        digest: Digest::default(),
    };
    for (path, folder) in &pending.candidates {
        let (identity, text) = match read_file(path) {
            (_, Err(error)) if is_no_file(error.kind()) => continue,
            read => read,
        };
        outcome.identity = Some(identity);
        outcome.name = name_for_user(path, &sources.base);
        match text {
            Ok(text) => {
                outcome.digest = digest_of(index, path, folder, pending, &text, sources, crates);
                outcome.text = text;
            }
            Err(error) => {
                let mut problem = unreadable(&outcome.name, &error);
                if let Placement::Below(host) = &pending.at {
                    problem.place = Some(host.place);
                }
                outcome.digest.problems.push(problem);
                outcome.digest.broken = true;
            }
        }
        outcome.path.clone_from(path);
        return outcome;
    }
    outcome
}

fn digest_of(
    index: usize,
    path: &Utf8Path,
    folder: &Utf8Path,
    pending: &Pending,
    text: &str,
    sources: &ModelSources,
    crates: &[LoadedCrate],
) -> Digest {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    let Some(krate) = crates.get(pending.krate) else { return Digest::default() };
    let package = krate.package.and_then(|package| sources.packages.all.get(package));
    let manifest = package.map(|package| package.folder.as_path());
    digest(&Source { index, path, folder, manifest, text }, &krate.cfg)
}

/// What makes two paths the same file: on Unix what the system says, which costs nothing beside reading it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Identity {
    #[cfg(unix)]
    Node(u64, u64),
    Path(String),
}

fn read_file(path: &Utf8Path) -> (Identity, std::io::Result<String>) {
    #[cfg(unix)]
    if let Ok(mut file) = std::fs::File::open(path)
        && let Ok(metadata) = file.metadata()
    {
        use std::{io::Read, os::unix::fs::MetadataExt};
        let mut text = String::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        let read = file.read_to_string(&mut text).map(|_| text);
        return (Identity::Node(metadata.dev(), metadata.ino()), read);
    }
    (Identity::Path(identity(path).into_string()), std::fs::read_to_string(path))
}

/// A folder called `x.rs` is no file either.
fn is_no_file(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory)
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    let message = format!("cannot read {name}: {}", reason(error));
    Problem::new(codes::UNREADABLE_FILE, Severity::Error, message)
}

fn gone(candidates: &[(Utf8PathBuf, Utf8PathBuf)], base: &Utf8Path) -> Option<Problem> {
    let (path, _) = candidates.first()?;
    let error = std::fs::metadata(path).err().unwrap_or_else(|| ErrorKind::NotFound.into());
    Some(unreadable(&name_for_user(path, base), &error))
}

fn missing(
    host: &Host,
    candidates: &[(Utf8PathBuf, Utf8PathBuf)],
    conditional: bool,
    base: &Utf8Path,
) -> Problem {
    let looked: Vec<String> = candidates.iter().map(|(path, _)| name_for_user(path, base)).collect();
    let problem = match (&host.name, conditional) {
        (Some(name), false) => {
            Problem::error(codes::MISSING_MODULE, host.place, format!("the module `{name}` has no file"))
        }
        (Some(name), true) => Problem::note(
            codes::CONDITIONAL_MODULE,
            host.place,
            format!("the module `{name}` depends on a `cfg` and has no file: it was not read"),
        ),
        (None, _) => Problem::error(codes::UNSEEN_INCLUDE, host.place, "the included file is not there"),
    };
    problem.because(format!("looked for {}", looked.join(" and ")))
}

fn name_for_user(path: &Utf8Path, base: &Utf8Path) -> String {
    if let Ok(inside) = path.strip_prefix(base)
        && !inside.as_str().contains(['\\', ':'])
        && !inside.as_str().contains("./")
    {
        return inside.to_string();
    }
    let (tidy_path, tidy_base) = (tidy(path), tidy(base));
    let inside = tidy_path.strip_prefix(&tidy_base).map(Utf8Path::to_owned).ok();
    let inside = inside.or_else(|| {
        let (path, base) = (path.canonicalize_utf8().ok()?, base.canonicalize_utf8().ok()?);
        path.strip_prefix(base).map(Utf8Path::to_owned).ok()
    });
    inside.unwrap_or(tidy_path).as_str().replace('\\', "/")
}

fn is_tidy(path: &Utf8Path) -> bool {
    let text = path.as_str();
    !text.contains("./") && !text.ends_with("/.") && !text.ends_with("..") && text != "."
}

fn tidied(path: Utf8PathBuf) -> Utf8PathBuf {
    if is_tidy(&path) { path } else { tidy(&path) }
}

/// Without `.` and, where that can be seen, without `..`.
fn tidy(path: &Utf8Path) -> Utf8PathBuf {
    if is_tidy(path) {
        return path.to_owned();
    }
    let mut tidy = Utf8PathBuf::new();
    for component in path.components() {
        match component {
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir
                if matches!(tidy.components().next_back(), Some(Utf8Component::Normal(_))) =>
            {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}
