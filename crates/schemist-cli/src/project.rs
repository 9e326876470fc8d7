//! Where things are: the project folder, its configuration, models and migrations.

use camino::{Utf8Path, Utf8PathBuf};
use schemist_model::{LoadError, ModelSelection, ModelSources};

use crate::cli::Features;
use crate::codes::{BAD_INPUT, NO_MODELS, NO_URL, UNREADABLE};
use crate::config::{self, Config, Models, NamedDatabase};
use crate::failure::Failure;

/// The project a command works in.
#[derive(Debug)]
pub(crate) struct Project {
    /// The working directory.
    cwd: Utf8PathBuf,
    /// The folder all paths of the configuration are relative to: that of `schemist.toml`, or the working
    /// directory.
    pub(crate) root: Utf8PathBuf,
    /// Where the configuration is, or would be.
    pub(crate) config_file: Utf8PathBuf,
    /// What it says.
    pub(crate) config: Config,
    /// The migrations directory.
    pub(crate) migrations: Utf8PathBuf,
}

impl Project {
    /// The project of the working directory: the configuration file that is asked for, or the nearest
    /// `schemist.toml` in the working directory and the folders above it, or none.
    pub(crate) fn find(config: Option<&Utf8Path>) -> Result<Self, Failure> {
        let project = Self::find_or_begin(config)?;
        if let Some(path) = config.filter(|_| !project.config_file.is_file()) {
            return Err(Failure::input(UNREADABLE, format!("there is no configuration file {path}"))
                .with_help(format!("`schemist init --config {path}` writes one")));
        }
        Ok(project)
    }

    /// The same, for the command that writes the configuration: the file need not be there.
    pub(crate) fn find_or_begin(config: Option<&Utf8Path>) -> Result<Self, Failure> {
        let cwd = working_directory()?;
        let config_file = match config {
            Some(path) => normal(&cwd.join(path)),
            None => nearest_config(&cwd),
        };
        let root = config_file.parent().unwrap_or(&cwd).to_owned();
        let shown = shown_from(&cwd, &config_file);
        let config = config::read(&config_file, &shown)?.unwrap_or_default();
        let migrations = migrations_directory(&root, &config)?;
        Ok(Self { cwd, root, config_file, config, migrations })
    }

    /// Takes what the configuration says of one of several databases.
    pub(crate) fn select(&mut self, name: &str) -> Result<(), Failure> {
        let database = self.named_database(name)?.clone();
        if let Some(models) = database.models {
            self.config.models.get_or_insert_default().paths = Some(models);
        }
        if let Some(migrations) = &database.migrations {
            self.migrations = normal(&self.root.join(migrations));
        }
        Ok(())
    }

    /// One of several databases, as configured.
    pub(crate) fn named_database(&self, name: &str) -> Result<&NamedDatabase, Failure> {
        let databases = &self.config.databases;
        databases.get(name).ok_or_else(|| {
            let failure = Failure::input(
                NO_URL,
                format!("there is no [databases.{name}] in {}", self.shown(&self.config_file)),
            );
            let names: Vec<&str> = databases.keys().map(String::as_str).collect();
            match names.as_slice() {
                [] => failure.with_help(format!("write it there: [databases.{name}] with url = \"…\"")),
                names => failure.with_help(format!("there are {}", names.join(", "))),
            }
        })
    }

    /// A path as the user would write it: relative to the working directory where it lies inside.
    pub(crate) fn shown(&self, path: &Utf8Path) -> String {
        shown_from(&self.cwd, path)
    }

    /// A path relative to the project folder where it lies inside, with `/` between the parts: as it stands in
    /// the configuration.
    pub(crate) fn in_config(&self, path: &Utf8Path) -> String {
        shown_from(&self.root, path).replace('\\', "/")
    }

    /// A path of the command line, made absolute.
    pub(crate) fn absolute(&self, path: &Utf8Path) -> Utf8PathBuf {
        normal(&self.cwd.join(path))
    }

    /// A path of the configuration, made absolute.
    pub(crate) fn rooted(&self, path: impl AsRef<Utf8Path>) -> Utf8PathBuf {
        normal(&self.root.join(path.as_ref()))
    }

    /// Whether relative paths of the configuration are the same from the working directory.
    pub(crate) fn is_in_root(&self) -> bool {
        self.cwd == self.root
    }

    /// Takes what the command line says of features.
    pub(crate) fn choose_features(&mut self, chosen: &Features) {
        if *chosen == Features::default() {
            return;
        }
        let features = &mut self.config.models.get_or_insert_default().features;
        features.features.extend(chosen.features.iter().cloned());
        features.all |= chosen.all_features;
        features.no_default |= chosen.no_default_features;
    }

    /// Where the models are: as configured, or the crate roots of the Cargo package.
    pub(crate) fn models(&self) -> Result<ModelSources, Failure> {
        let configured = self.config.models.clone().unwrap_or_default();
        let is_unknown = match &configured.paths {
            Some(paths) => paths.is_empty() && configured.packages.is_empty(),
            None => !self.root.join("Cargo.toml").is_file(),
        };
        if is_unknown {
            return Err(
                Failure::input(NO_MODELS, "it is not known where the models are").with_help(SAY_WHERE)
            );
        }
        let rooted = |paths: &Vec<String>| paths.iter().map(|path| self.rooted(path)).collect();
        let paths: Option<Vec<Utf8PathBuf>> = configured.paths.as_ref().map(rooted);
        if let Some(path) = paths.iter().flatten().find(|path| !path.exists()) {
            return Err(Failure::input(NO_MODELS, format!("the models {} do not exist", self.shown(path)))
                .with_note(format!("they are named in {}", self.shown(&self.config_file))));
        }
        self.sources(paths)
    }

    /// Models in a file or folder in place of the configured ones, read with the same features.
    pub(crate) fn models_at(&self, path: &Utf8Path) -> Result<ModelSources, Failure> {
        self.sources(Some(vec![self.absolute(path)]))
    }

    fn sources(&self, paths: Option<Vec<Utf8PathBuf>>) -> Result<ModelSources, Failure> {
        let Models { packages, features, cfg, .. } = self.config.models.clone().unwrap_or_default();
        let selection = ModelSelection { paths, packages, features, cfg };
        ModelSources::of_project(&self.root, &selection).map_err(|error| {
            let failure = Failure::input(NO_MODELS, error.to_string());
            match &error {
                LoadError::UnknownFeature { known, .. } | LoadError::UnknownPackage { known, .. } => {
                    failure.with_help(format!("there are {}", known.join(", ")))
                }
                LoadError::NoPackage { .. } | LoadError::NotACfg { .. } => failure.with_note(format!(
                    "it is chosen under [models] in {}, or on the command line",
                    self.shown(&self.config_file)
                )),
                LoadError::NoRoots
                | LoadError::Root { .. }
                | LoadError::Manifest { .. }
                | LoadError::NoCrate { .. } => failure.with_help(SAY_WHERE),
            }
        })
    }
}

const SAY_WHERE: &str = "say where in schemist.toml: models = [\"src/models.rs\"] (files, with what they declare \
                         by `mod`, or folders); `schemist scaffold` writes models for a database that is there";

fn working_directory() -> Result<Utf8PathBuf, Failure> {
    let cwd = std::env::current_dir()
        .map_err(|error| Failure::input(UNREADABLE, format!("cannot tell the working directory: {error}")))?;
    Utf8PathBuf::from_path_buf(cwd).map_err(|path| {
        Failure::input(
            BAD_INPUT,
            format!("the path of the working directory is not UTF-8: {}", path.display()),
        )
    })
}

fn nearest_config(cwd: &Utf8Path) -> Utf8PathBuf {
    let candidates = cwd.ancestors().map(|folder| folder.join(config::FILE_NAME));
    candidates.into_iter().find(|file| file.is_file()).unwrap_or_else(|| cwd.join(config::FILE_NAME))
}

fn migrations_directory(root: &Utf8Path, config: &Config) -> Result<Utf8PathBuf, Failure> {
    if let Some(path) = &config.migrations {
        return Ok(normal(&root.join(path)));
    }
    let of_diesel = config::diesel_migrations(&root.join("diesel.toml"))?;
    Ok(normal(&root.join(of_diesel.as_deref().unwrap_or("migrations"))))
}

fn shown_from(folder: &Utf8Path, path: &Utf8Path) -> String {
    match path.strip_prefix(folder) {
        Ok(inside) if !inside.as_str().is_empty() => inside.to_string(),
        Ok(_) => ".".to_owned(),
        Err(_) => path.to_string(),
    }
}

/// Without `.` parts, and `..` taken with the part before it: paths are compared and shown.
fn normal(path: &Utf8Path) -> Utf8PathBuf {
    let mut out = Utf8PathBuf::new();
    for part in path.components() {
        match part {
            camino::Utf8Component::CurDir => {}
            camino::Utf8Component::ParentDir => {
                out.pop();
            }
            camino::Utf8Component::Prefix(_)
            | camino::Utf8Component::RootDir
            | camino::Utf8Component::Normal(_) => {
                out.push(part);
            }
        }
    }
    out
}
