use camino::{Utf8Path, Utf8PathBuf};

use crate::{FeatureSelection, LoadError, ModelSources, Packages};

/// What a project says of its models: where they are, and what counts as set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModelSelection {
    /// Files and folders, absolute; without any the crates of the package or workspace.
    pub paths: Option<Vec<Utf8PathBuf>>,
    /// Packages whose models count besides.
    pub packages: Vec<String>,
    /// The features that are chosen.
    pub features: FeatureSelection,
    /// What `cfg` counts as set besides: `unix`, `target_os = "linux"`.
    pub cfg: Vec<String>,
}

impl ModelSources {
    /// The sources of a project in a folder.
    ///
    /// # Errors
    /// Where cargo cannot read the manifest that all hangs on, and where something that is chosen is not there.
    pub fn of_project(root: &Utf8Path, selection: &ModelSelection) -> Result<Self, LoadError> {
        let mut sources = Self::new(selection.paths.clone().unwrap_or_default(), root.to_owned());
        for text in &selection.cfg {
            sources.cfg.set(text).map_err(|_| LoadError::NotACfg { text: text.clone() })?;
        }
        let is_named = selection.paths.is_some();
        let manifest_dir = match is_named {
            // Models may lie in a package, and name what it declares.
            true => root.ancestors().find(|folder| folder.join("Cargo.toml").is_file()),
            false => Some(root),
        };
        let chosen = !selection.packages.is_empty() || selection.features != FeatureSelection::default();
        let packages = match manifest_dir {
            Some(folder) => Packages::read(folder, &selection.features),
            None if chosen => Err(LoadError::NoPackage { path: root.to_owned() }),
            None => return Ok(sources),
        };
        sources.packages = match packages {
            Ok(packages) => packages,
            // What is named can be read without cargo, where a machine has none.
            Err(error) if is_named && !chosen && error.is_without_cargo() => return Ok(sources),
            Err(error) => return Err(error),
        };
        if let Some(folder) = manifest_dir {
            match is_named {
                true => sources.roots.extend(sources.packages.roots_of(&selection.packages)?),
                false => sources.roots = sources.packages.roots(folder, &selection.packages)?,
            }
        }
        Ok(sources)
    }
}

impl LoadError {
    /// Whether cargo is not there at all.
    fn is_without_cargo(&self) -> bool {
        match self {
            Self::Manifest { source, .. } => matches!(
                source.as_ref(),
                cargo_metadata::Error::Io(error) if error.kind() == std::io::ErrorKind::NotFound
            ),
            _ => false,
        }
    }
}
