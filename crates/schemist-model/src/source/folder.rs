use camino::{Utf8Path, Utf8PathBuf};

/// A file of a folder, with the module that its place in the folder makes of it.
pub(super) struct FolderFile {
    pub(super) path: Utf8PathBuf,
    pub(super) module: Vec<String>,
}

/// All Rust files of a folder and the folders in it, sorted by path. Hidden folders, links to folders (they
/// could lead in a circle) and build output are left out.
pub(super) fn rust_files(folder: &Utf8Path) -> std::io::Result<Vec<FolderFile>> {
    let mut files = Vec::new();
    collect(folder, &mut Vec::new(), &mut files)?;
    Ok(files)
}

fn collect(folder: &Utf8Path, module: &mut Vec<String>, into: &mut Vec<FolderFile>) -> std::io::Result<()> {
    let mut entries = Vec::new();
    for entry in folder.read_dir_utf8()? {
        let entry = entry?;
        entries.push((entry.file_name().to_owned(), entry.file_type()?.is_dir(), entry.into_path()));
    }
    entries.sort();
    for (name, is_folder, path) in entries {
        if is_folder && !name.starts_with('.') && name != "target" {
            module.push(name);
            collect(&path, module, into)?;
            module.pop();
        } else if !is_folder && path.extension() == Some("rs") && is_file_or_cannot_be_seen(&path) {
            into.push(FolderFile { module: module_of(&path, module), path });
        }
    }
    Ok(())
}

/// A link that leads nowhere is kept: reading it says so, where passing it over would lose the models behind it.
fn is_file_or_cannot_be_seen(path: &Utf8Path) -> bool {
    path.metadata().map_or(true, |metadata| metadata.is_file())
}

fn module_of(path: &Utf8Path, folder: &[String]) -> Vec<String> {
    let mut module = folder.to_vec();
    match path.file_stem() {
        None | Some("mod" | "lib" | "main") => {}
        Some(stem) => module.push(stem.to_owned()),
    }
    module
}
