use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::{MetadataCommand, Package, TargetKind};

use crate::LoadError;

/// The root files of the crates that a directory's `Cargo.toml` builds: library first, then binaries; of the
/// package itself, or of every member where it is a workspace without one. Nothing is built or downloaded.
///
/// # Errors
/// Where cargo cannot read the manifest, or no crate is built from it.
pub fn crate_roots(manifest_dir: &Utf8Path) -> Result<Vec<Utf8PathBuf>, LoadError> {
    let metadata = MetadataCommand::new()
        .manifest_path(manifest_dir.join("Cargo.toml"))
        .no_deps()
        .other_options(vec!["--offline".to_owned()])
        .exec()
        .map_err(|source| LoadError::Manifest {
            path: manifest_dir.join("Cargo.toml"),
            source: Box::new(source),
        })?;
    let canonical = |path: &Utf8Path| path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned());
    let wanted = canonical(manifest_dir);
    let is_own =
        |package: &&Package| package.manifest_path.parent().is_some_and(|parent| canonical(parent) == wanted);
    let members = metadata.workspace_packages();
    let own: Vec<&Package> = members.iter().copied().filter(is_own).collect();
    let packages = if own.is_empty() { members } else { own };
    let mut roots: Vec<(bool, Utf8PathBuf)> = Vec::new();
    for target in packages.iter().flat_map(|package| &package.targets) {
        let is_library = target.kind.iter().any(|kind| {
            matches!(
                kind,
                TargetKind::Lib
                    | TargetKind::RLib
                    | TargetKind::DyLib
                    | TargetKind::CDyLib
                    | TargetKind::StaticLib
            )
        });
        if is_library || target.kind.contains(&TargetKind::Bin) {
            roots.push((!is_library, target.src_path.clone()));
        }
    }
    roots.sort();
    roots.dedup();
    if roots.is_empty() {
        return Err(LoadError::NoCrate { path: manifest_dir.join("Cargo.toml") });
    }
    Ok(roots.into_iter().map(|(_, path)| path).collect())
}
