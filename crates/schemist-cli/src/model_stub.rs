use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeMap;
pub struct ModelSources {
    pub roots: Vec<Utf8PathBuf>,
    pub base: Utf8PathBuf,
}
pub struct Loaded {
    pub schema: schemist_schema::Schema,
    pub diagnostics: Vec<schemist_diagnostics::Diagnostic>,
    pub files: BTreeMap<String, String>,
    pub models: usize,
}
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct LoadError;
pub fn load(_s: &ModelSources, _e: schemist_schema::Engine) -> Result<Loaded, LoadError> {
    Err(LoadError)
}
pub fn crate_roots(_m: &Utf8Path) -> Result<Vec<Utf8PathBuf>, LoadError> {
    Err(LoadError)
}
