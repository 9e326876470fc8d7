//! From crate roots to all files of the crates: level by level, each level parsed in parallel.

use std::collections::BTreeSet;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use rayon::prelude::*;
use schemist_diagnostics::Severity;

use super::{
    digest::{Digest, digest},
    folder,
};
use crate::{LoadError, ModelSources, Place, Problem, codes};

/// A file that was read, or could not be.
#[derive(Debug)]
pub(crate) struct LoadedFile {
    /// Its name for the user.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Which of the roots it belongs to.
    pub(crate) root: usize,
    /// Its module.
    pub(crate) module: Vec<String>,
    pub(crate) digest: Digest,
}

struct Pending {
    path: Utf8PathBuf,
    folder: Utf8PathBuf,
    root: usize,
    module: Vec<String>,
    /// The `mod` that leads to it.
    declared: Option<Place>,
}

/// Reads all files that the roots lead to; the same input yields the same order.
pub(crate) fn load_files(sources: &ModelSources) -> Result<Vec<LoadedFile>, LoadError> {
    let mut seen = BTreeSet::new();
    let mut level = roots(sources, &mut seen)?;
    let mut files: Vec<LoadedFile> = Vec::new();
    while !level.is_empty() {
        let first = files.len();
        let read: Vec<LoadedFile> = level
            .par_iter()
            .enumerate()
            .map(|(i, pending)| read(first + i, pending, &sources.base))
            .collect();
        let paths: Vec<Utf8PathBuf> = level.into_iter().map(|pending| pending.path).collect();
        level = Vec::new();
        for (mut file, path) in read.into_iter().zip(paths) {
            level.extend(follow(&mut file, &path, &sources.base, &mut seen));
            files.push(file);
        }
    }
    Ok(files)
}

fn roots(sources: &ModelSources, seen: &mut BTreeSet<Utf8PathBuf>) -> Result<Vec<Pending>, LoadError> {
    if sources.roots.is_empty() {
        return Err(LoadError::NoRoots);
    }
    let mut pending = Vec::new();
    for (root, path) in sources.roots.iter().enumerate() {
        let failed = |source| LoadError::Root { path: path.clone(), source };
        let is_folder = std::fs::metadata(path).map_err(failed)?.is_dir();
        if !is_folder {
            let folder = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
            if seen.insert(identity(path)) {
                let path = path.clone();
                pending.push(Pending { path, folder, root, module: Vec::new(), declared: None });
            }
            continue;
        }
        for file in folder::rust_files(path).map_err(failed)? {
            if seen.insert(identity(&file.path)) {
                let folder = folder_of_modules(&file.path);
                pending.push(Pending { path: file.path, folder, root, module: file.module, declared: None });
            }
        }
    }
    Ok(pending)
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

fn read(index: usize, pending: &Pending, base: &Utf8Path) -> LoadedFile {
    let name = name_for_user(&pending.path, base);
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    let (text, digest) = match std::fs::read_to_string(&pending.path) {
        Ok(text) => {
            let digest = digest(index, &pending.path, &pending.folder, &text);
            (text, digest)
        }
        Err(error) => {
            let mut problem = Problem::new(
                codes::UNREADABLE_FILE,
                Severity::Error,
                format!("cannot read {name}: {}", reason(&error)),
            );
            problem.place = pending.declared;
            (String::new(), Digest { problems: vec![problem], ..Digest::default() })
        }
    };
    LoadedFile { name, text, root: pending.root, module: pending.module.clone(), digest }
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}

/// The files of a file's modules that were not seen before.
fn follow(
    file: &mut LoadedFile,
    path: &Utf8Path,
    base: &Utf8Path,
    seen: &mut BTreeSet<Utf8PathBuf>,
) -> Vec<Pending> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for declared in &file.digest.files {
        // A lone file in a folder may be the root of a crate, whatever its name.
        let beside = declared.candidates.iter().filter_map(|(candidate, _)| {
            let beside = path.parent()?.join(candidate.file_name()?);
            (declared.module.len() == 1 && beside != *path).then(|| {
                let folder = folder_of_modules(&beside);
                (beside, folder)
            })
        });
        let beside: Vec<_> = beside.filter(|(p, _)| p.file_name() != Some("mod.rs")).collect();
        let all = declared.candidates.iter().chain(&beside);
        match all.into_iter().find(|(candidate, _)| candidate.is_file()) {
            Some((candidate, folder)) => {
                if seen.insert(identity(candidate)) {
                    let module = file.module.iter().chain(&declared.module).cloned().collect();
                    found.push(Pending {
                        path: tidy(candidate),
                        folder: tidy(folder),
                        root: file.root,
                        module,
                        declared: Some(declared.place),
                    });
                }
            }
            None => problems.push(missing(declared, base)),
        }
    }
    file.digest.problems.extend(problems);
    found
}

fn missing(declared: &super::digest::ModuleFile, base: &Utf8Path) -> Problem {
    let name = declared.module.last().map_or("", String::as_str);
    let looked: Vec<String> = declared.candidates.iter().map(|(path, _)| name_for_user(path, base)).collect();
    let problem = match declared.conditional {
        false => {
            Problem::error(codes::MISSING_MODULE, declared.place, format!("the module `{name}` has no file"))
        }
        true => Problem::note(
            codes::CONDITIONAL_MODULE,
            declared.place,
            format!("the module `{name}` depends on a `cfg` and has no file: it was not read"),
        ),
    };
    problem.because(format!("looked for {}", looked.join(" and ")))
}

fn name_for_user(path: &Utf8Path, base: &Utf8Path) -> String {
    let (tidy_path, tidy_base) = (tidy(path), tidy(base));
    let inside = tidy_path.strip_prefix(&tidy_base).map(Utf8Path::to_owned).ok();
    let inside = inside.or_else(|| {
        let (path, base) = (path.canonicalize_utf8().ok()?, base.canonicalize_utf8().ok()?);
        path.strip_prefix(base).map(Utf8Path::to_owned).ok()
    });
    inside.unwrap_or(tidy_path).as_str().replace('\\', "/")
}

/// Without `.` and, where that can be seen, without `..`.
fn tidy(path: &Utf8Path) -> Utf8PathBuf {
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
