use std::collections::{BTreeSet, VecDeque};

use camino::{Utf8Path, Utf8PathBuf};

/// A file of a folder, with the module that its place in the folder makes of it.
pub(super) struct FolderFile {
    pub(super) path: Utf8PathBuf,
    pub(super) module: Vec<String>,
}

/// All Rust files of a folder and the folders in it, sorted by path. What is hidden (no module can be called
/// so, and editors keep their locks there) and build output are left out. Links are followed, each folder once, so that they cannot lead in a circle.
pub(super) fn rust_files(folder: &Utf8Path) -> std::io::Result<Vec<FolderFile>> {
    let mut walk = Walk { seen: BTreeSet::from([folder.canonicalize_utf8()?]), ..Walk::default() };
    walk.folder(folder, &[])?;
    // Behind all else: what a folder is called where it lies goes before what a link calls it.
    while let Some((path, module)) = walk.links.pop_front() {
        if walk.seen.insert(path.canonicalize_utf8()?) {
            walk.folder(&path, &module)?;
        }
    }
    walk.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(walk.files)
}

#[derive(Default)]
struct Walk {
    /// Folders as they are without links.
    seen: BTreeSet<Utf8PathBuf>,
    /// Links to folders, to be followed.
    links: VecDeque<(Utf8PathBuf, Vec<String>)>,
    files: Vec<FolderFile>,
}

impl Walk {
    fn folder(&mut self, folder: &Utf8Path, module: &[String]) -> std::io::Result<()> {
        let mut entries = Vec::new();
        for entry in folder.read_dir_utf8()? {
            let entry = entry?;
            entries.push((entry.file_name().to_owned(), entry.file_type()?, entry.into_path()));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, kind, path) in entries {
            let is_link = kind.is_symlink();
            if name.starts_with('.') || is_build_output(&path) {
                continue;
            }
            if kind.is_dir() || (is_link && path.is_dir()) {
                let module = module.iter().cloned().chain([name]).collect();
                if is_link {
                    self.links.push_back((path, module));
                } else if self.seen.insert(path.canonicalize_utf8()?) {
                    self.folder(&path, &module)?;
                }
            } else if is_rust(&path, is_link) {
                self.files.push(FolderFile { module: module_of(&path, module), path });
            }
        }
        Ok(())
    }
}

/// Cargo marks the folder in which it builds; another one of that name may hold models.
fn is_build_output(path: &Utf8Path) -> bool {
    path.file_name() == Some("target") && path.join("CACHEDIR.TAG").exists()
}

/// A link that leads nowhere is kept: reading it says so, where passing it over would lose the models behind
/// it. Without an extension it may have led to a folder of them.
fn is_rust(path: &Utf8Path, is_link: bool) -> bool {
    match (path.metadata(), path.extension()) {
        (Ok(metadata), Some("rs")) => metadata.is_file(),
        (Ok(_), _) => false,
        (Err(_), Some("rs")) => true,
        (Err(_), extension) => is_link && extension.is_none(),
    }
}

fn module_of(path: &Utf8Path, folder: &[String]) -> Vec<String> {
    let mut module = folder.to_vec();
    match path.file_stem() {
        None | Some("mod" | "lib" | "main") => {}
        Some(stem) => module.push(stem.to_owned()),
    }
    module
}
