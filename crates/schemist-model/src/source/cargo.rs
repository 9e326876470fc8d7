use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, TargetKind};

use crate::LoadError;

/// The packages that models can come from or name: those of a workspace, and those that they depend on by
/// path. Crates of a registry are not looked into.
#[derive(Debug, Clone, Default)]
pub struct Packages {
    pub(crate) all: Vec<Package>,
}

/// A package, as far as it matters to names.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// The folder of its manifest.
    pub(crate) folder: Utf8PathBuf,
    /// Whether paths of `use` begin at the root of the crate.
    pub(crate) edition_2015: bool,
    /// The library's name in `use`, and its root file.
    pub(crate) library: Option<(String, Utf8PathBuf)>,
    pub(crate) binaries: Vec<Utf8PathBuf>,
    /// By the name that `use` has for it, the package.
    pub(crate) dependencies: BTreeMap<String, usize>,
    /// The features that are chosen.
    pub(crate) features: BTreeSet<String>,
    /// Whether its models are looked at unless something else is said.
    own: bool,
    declared: Declared,
}

/// What the manifest says of features and dependencies.
#[derive(Debug, Clone, Default)]
struct Declared {
    features: BTreeMap<String, Vec<String>>,
    dependencies: Vec<DeclaredDependency>,
}

#[derive(Debug, Clone)]
struct DeclaredDependency {
    /// Its name in the manifest: that of the package, unless it was renamed.
    key: String,
    renamed: bool,
    folder: Utf8PathBuf,
    optional: bool,
    default_features: bool,
    features: Vec<String>,
}

/// Which features count as chosen, in cargo's terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeatureSelection {
    /// `name`, or `package/name`.
    pub features: Vec<String>,
    /// All features.
    pub all: bool,
    /// Without those of `default`.
    pub no_default: bool,
}

impl Packages {
    /// The packages that a directory's `Cargo.toml` leads to. Nothing is built or downloaded.
    ///
    /// # Errors
    /// Where cargo cannot read a manifest, or no package has one of the features.
    pub fn read(manifest_dir: &Utf8Path, selection: &FeatureSelection) -> Result<Self, LoadError> {
        let metadata = metadata(manifest_dir)?;
        let mut packages = Self::default();
        packages.add(&metadata, None);
        let wanted = canonical(manifest_dir);
        let alone = packages.all.iter().any(|package| package.folder == wanted);
        for package in &mut packages.all {
            package.own = !alone || package.folder == wanted;
        }
        packages.follow_paths();
        packages.link();
        packages.choose(selection)?;
        Ok(packages)
    }

    /// The root files of the crates whose models count: the library first, then binaries; of the package
    /// itself, or of every member where it is a workspace without one, and of those that are named besides.
    ///
    /// # Errors
    /// Where a name is no package's, or no crate is built.
    pub fn roots(&self, manifest_dir: &Utf8Path, besides: &[String]) -> Result<Vec<Utf8PathBuf>, LoadError> {
        self.check_names(besides)?;
        let counts = |package: &&Package| package.own || besides.contains(&package.name);
        let roots = roots_of(self.all.iter().filter(counts));
        if roots.is_empty() {
            return Err(LoadError::NoCrate { path: manifest_dir.join("Cargo.toml") });
        }
        Ok(roots)
    }

    /// Those of packages alone, by their names.
    pub(crate) fn roots_of(&self, names: &[String]) -> Result<Vec<Utf8PathBuf>, LoadError> {
        self.check_names(names)?;
        Ok(roots_of(self.all.iter().filter(|package| names.contains(&package.name))))
    }

    fn check_names(&self, names: &[String]) -> Result<(), LoadError> {
        match names.iter().find(|name| !self.all.iter().any(|package| package.name == **name)) {
            Some(unknown) => {
                let known = self.all.iter().map(|package| package.name.clone()).collect();
                Err(LoadError::UnknownPackage { package: unknown.clone(), known })
            }
            None => Ok(()),
        }
    }

    /// The package that a file belongs to.
    pub(crate) fn of_file(&self, path: &Utf8Path) -> Option<usize> {
        let inside = self.all.iter().enumerate().filter(|(_, package)| path.starts_with(&package.folder));
        inside.max_by_key(|(_, package)| package.folder.as_str().len()).map(|(index, _)| index)
    }

    /// Takes packages in; those of a workspace, or the one in a folder.
    fn add(&mut self, metadata: &Metadata, only: Option<&Utf8Path>) {
        for package in metadata.workspace_packages() {
            let folder = canonical(package.manifest_path.parent().unwrap_or(Utf8Path::new("")));
            let wanted = only.is_none_or(|only| only == folder);
            if wanted && !self.all.iter().any(|known| known.folder == folder) {
                self.all.push(Package::of(package, folder));
            }
        }
    }

    /// Packages that lie outside the workspace are found one by one; what cannot be read is left out, as
    /// names that lead there say.
    fn follow_paths(&mut self) {
        let mut next = 0;
        while let Some(package) = self.all.get(next) {
            next += 1;
            let folders: Vec<Utf8PathBuf> =
                package.declared.dependencies.iter().map(|dependency| dependency.folder.clone()).collect();
            for folder in folders {
                if !self.all.iter().any(|known| known.folder == folder)
                    && let Ok(metadata) = metadata(&folder)
                {
                    self.add(&metadata, Some(&folder));
                }
            }
        }
    }

    fn link(&mut self) {
        let libraries: Vec<(Utf8PathBuf, Option<String>)> = self
            .all
            .iter()
            .map(|package| (package.folder.clone(), package.library.as_ref().map(|(name, _)| name.clone())))
            .collect();
        for (own, package) in self.all.iter_mut().enumerate() {
            for dependency in &package.declared.dependencies {
                let found = libraries.iter().position(|(folder, _)| *folder == dependency.folder);
                let Some((index, library)) = found.and_then(|i| Some((i, libraries.get(i)?.1.clone()?)))
                else {
                    continue;
                };
                let name = if dependency.renamed { dependency.key.replace('-', "_") } else { library };
                package.dependencies.insert(name, index);
            }
            // Binaries name the library of their own package.
            if let Some((name, _)) = &package.library {
                package.dependencies.insert(name.clone(), own);
            }
        }
    }

    fn choose(&mut self, selection: &FeatureSelection) -> Result<(), LoadError> {
        let own: Vec<usize> =
            (0..self.all.len()).filter(|i| self.all.get(*i).is_some_and(|p| p.own)).collect();
        for package in &own {
            if selection.all {
                let all = self.all.get(*package).map(|p| p.declared.known()).unwrap_or_default();
                all.into_iter().for_each(|feature| self.activate(*package, &feature));
            } else if !selection.no_default {
                self.activate(*package, "default");
            }
            self.activate_dependencies(*package);
        }
        for feature in &selection.features {
            let (of, name) = match feature.split_once('/') {
                Some((package, name)) => (Some(package), name),
                None => (None, feature.as_str()),
            };
            let having: Vec<usize> = (0..self.all.len())
                .filter(|i| {
                    self.all.get(*i).is_some_and(|package| {
                        package.declared.known().contains(name)
                            && of.map_or(package.own, |of| package.name == of)
                    })
                })
                .collect();
            if having.is_empty() {
                let mut known = BTreeSet::new();
                for package in
                    self.all.iter().filter(|package| of.map_or(package.own, |of| package.name == of))
                {
                    known.extend(package.declared.known());
                }
                let known = known.into_iter().collect();
                return Err(LoadError::UnknownFeature { feature: feature.clone(), known });
            }
            having.into_iter().for_each(|package| self.activate(package, name));
        }
        // Members that none of the others depends on are built by themselves.
        for index in 0..self.all.len() {
            if !own.contains(&index) && self.all.get(index).is_some_and(|p| p.features.is_empty()) {
                self.activate(index, "default");
            }
        }
        Ok(())
    }

    /// Chooses a feature and all that it brings with it.
    fn activate(&mut self, package: usize, feature: &str) {
        let mut open = vec![(package, feature.to_owned())];
        while let Some((index, feature)) = open.pop() {
            let Some(package) = self.all.get_mut(index) else { continue };
            let is_known = package.declared.known().contains(&feature);
            if !is_known || !package.features.insert(feature.clone()) {
                continue;
            }
            let package = &*package;
            let implied = package
                .declared
                .features
                .get(&feature)
                .cloned()
                .unwrap_or_else(|| vec![format!("dep:{feature}")]);
            for implied in implied {
                match (implied.strip_prefix("dep:"), implied.split_once('/')) {
                    (Some(key), _) => open.extend(self.features_of(index, key)),
                    (None, Some((key, feature))) => {
                        let key = key.trim_end_matches('?');
                        let target = self.dependency(index, key).map(|(target, _)| target);
                        open.extend(target.map(|target| (target, feature.to_owned())));
                        if !implied.contains("?/") {
                            open.extend(self.features_of(index, key));
                        }
                    }
                    (None, None) => open.push((index, implied)),
                }
            }
        }
    }

    fn activate_dependencies(&mut self, package: usize) {
        let mut seen = BTreeSet::new();
        let mut open = vec![package];
        while let Some(index) = open.pop().filter(|index| seen.insert(*index)) {
            let Some(package) = self.all.get(index) else { continue };
            let keys: Vec<String> = package
                .declared
                .dependencies
                .iter()
                .filter(|dependency| !dependency.optional)
                .map(|dependency| dependency.key.clone())
                .collect();
            for key in keys {
                for (target, feature) in self.features_of(index, &key) {
                    self.activate(target, &feature);
                }
                open.extend(self.dependency(index, &key).map(|(target, _)| target));
            }
        }
    }

    /// The features that a package chooses of a dependency.
    fn features_of(&self, package: usize, key: &str) -> Vec<(usize, String)> {
        let Some((target, declared)) = self.dependency(package, key) else { return Vec::new() };
        let default = declared.default_features.then(|| "default".to_owned());
        let named = declared.features.iter().cloned();
        default.into_iter().chain(named).map(|feature| (target, feature)).collect()
    }

    fn dependency(&self, package: usize, key: &str) -> Option<(usize, &DeclaredDependency)> {
        let declared = &self.all.get(package)?.declared.dependencies;
        let dependency = declared.iter().find(|dependency| dependency.key == key)?;
        let target = self.all.iter().position(|package| package.folder == dependency.folder)?;
        Some((target, dependency))
    }
}

/// The library first, then binaries.
fn roots_of<'a>(packages: impl Iterator<Item = &'a Package>) -> Vec<Utf8PathBuf> {
    let mut roots: Vec<(bool, Utf8PathBuf)> = Vec::new();
    for package in packages {
        roots.extend(package.library.iter().map(|(_, path)| (false, path.clone())));
        roots.extend(package.binaries.iter().map(|path| (true, path.clone())));
    }
    roots.sort();
    roots.dedup();
    roots.into_iter().map(|(_, path)| path).collect()
}

impl Package {
    fn of(package: &cargo_metadata::Package, folder: Utf8PathBuf) -> Self {
        let mut library = None;
        let mut binaries = Vec::new();
        for target in &package.targets {
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
            if is_library {
                library = Some((target.name.replace('-', "_"), target.src_path.clone()));
            } else if target.kind.contains(&TargetKind::Bin) {
                binaries.push(target.src_path.clone());
            }
        }
        let by_path = package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal);
        let dependencies = by_path.filter_map(|dependency| {
            Some(DeclaredDependency {
                key: dependency.rename.clone().unwrap_or_else(|| dependency.name.clone()),
                renamed: dependency.rename.is_some(),
                folder: canonical(dependency.path.as_deref()?),
                optional: dependency.optional,
                default_features: dependency.uses_default_features,
                features: dependency.features.clone(),
            })
        });
        let features = package.features.clone().into_iter().collect();
        let declared = Declared { features, dependencies: dependencies.collect() };
        Self {
            name: package.name.to_string(),
            folder,
            edition_2015: package.edition == cargo_metadata::Edition::E2015,
            library,
            binaries,
            dependencies: BTreeMap::new(),
            features: BTreeSet::new(),
            own: false,
            declared,
        }
    }
}

impl Declared {
    /// All features: those that are declared (cargo declares one for each optional dependency that no
    /// `dep:` hides), and `default`, which may be empty.
    fn known(&self) -> BTreeSet<String> {
        self.features.keys().cloned().chain(["default".to_owned()]).collect()
    }
}

/// The root files of the crates that a directory's `Cargo.toml` builds, with what cargo knows of them left out.
///
/// # Errors
/// Where cargo cannot read the manifest, or no crate is built from it.
pub fn crate_roots(manifest_dir: &Utf8Path) -> Result<Vec<Utf8PathBuf>, LoadError> {
    Packages::read(manifest_dir, &FeatureSelection::default())?.roots(manifest_dir, &[])
}

fn metadata(manifest_dir: &Utf8Path) -> Result<Metadata, LoadError> {
    let path = manifest_dir.join("Cargo.toml");
    MetadataCommand::new()
        .manifest_path(&path)
        .no_deps()
        .other_options(vec!["--offline".to_owned()])
        .exec()
        .map_err(|source| LoadError::Manifest { path, source: Box::new(source) })
}

fn canonical(path: &Utf8Path) -> Utf8PathBuf {
    path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned())
}
