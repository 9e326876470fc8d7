//! From the texts of a migration directory to a [`Revision`].

use camino::{Utf8Path, Utf8PathBuf};
use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_emit::REVISION_FORMAT;
use serde::Deserialize;

use crate::error::MigrateError;
use crate::revision::{Revision, RevisionHead};
use crate::version::{MAX_VERSION_LENGTH, plain, version_of_directory};

/// `metadata.toml` does not say what its writer thinks it says.
const METADATA: Code = Code::new("G111", "metadata-surprise");

/// The texts of one migration directory, from a folder or from within a program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RevisionTexts {
    /// The name of the directory.
    pub directory: String,
    /// `up.sql`, without which it is no migration.
    pub up: Option<String>,
    /// `down.sql`
    pub down: Option<String>,
    /// `metadata.toml`, Diesel's own.
    pub metadata_toml: Option<String>,
    /// `revision.json`, ours.
    pub revision_json: Option<String>,
}

/// The texts in every directory that Diesel would take for a migration. Files and names that begin with a dot are
/// skipped, as Diesel skips them.
pub(super) fn texts(root: &Utf8Path) -> Result<Vec<RevisionTexts>, MigrateError> {
    names(root)?.into_iter().map(|directory| texts_of(root, directory)).collect()
}

fn names(path: &Utf8Path) -> Result<Vec<String>, MigrateError> {
    let failed =
        |source| MigrateError::Io { action: "list the migrations in", path: path.to_owned(), source };
    let mut names = Vec::new();
    for entry in path.read_dir_utf8().map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let is_file = entry.file_type().map_err(failed)?.is_file();
        if !is_file && !entry.file_name().starts_with('.') {
            names.push(entry.file_name().to_owned());
        }
    }
    names.sort_unstable();
    Ok(names)
}

fn texts_of(root: &Utf8Path, directory: String) -> Result<RevisionTexts, MigrateError> {
    let path = root.join(&directory);
    Ok(RevisionTexts {
        up: read_text(&path.join("up.sql"))?,
        down: read_text(&path.join("down.sql"))?,
        metadata_toml: read_text(&path.join("metadata.toml"))?,
        revision_json: read_text(&path.join("revision.json"))?,
        directory,
    })
}

/// The text of a file; none where there is no such file.
fn read_text(path: &Utf8Path) -> Result<Option<String>, MigrateError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(MigrateError::Io { action: "read", path: path.to_owned(), source }),
    }
}

/// A revision of its texts.
pub(super) fn revision(
    root: &Utf8Path,
    texts: RevisionTexts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Revision, MigrateError> {
    let RevisionTexts { directory, up, down, metadata_toml, revision_json } = texts;
    let path = root.join(&directory);
    let version = checked_version(&path, &directory)?;
    let up = up.map(unmarked).ok_or_else(|| MigrateError::MissingUpSql { path: path.clone() })?;
    let metadata = metadata_toml.map(unmarked);
    let run_in_transaction = run_in_transaction(&path.join("metadata.toml"), metadata, diagnostics);
    let revision_json = revision_json.map(unmarked);
    let head = match &revision_json {
        Some(text) => Some(head(&path.join("revision.json"), text, &version)?),
        None => None,
    };
    let message = match &head {
        Some(head) if !head.message.is_empty() => head.message.clone(),
        _ => directory.split_once('_').map_or("", |(_, slug)| slug).replace('_', " "),
    };
    let plain_all = |versions: Vec<String>| versions.iter().map(|v| plain(v)).collect::<Vec<_>>();
    let (revises, depends_on, labels, replaces, created_at) = match head {
        Some(head) => {
            (plain_all(head.revises), head.depends_on, head.labels, plain_all(head.replaces), head.created_at)
        }
        None => Default::default(),
    };
    let down = down.map(unmarked);
    Ok(Revision {
        version,
        message,
        revises,
        depends_on,
        labels,
        replaces,
        created_at,
        up,
        down,
        run_in_transaction,
        revision_json,
        directory,
        path,
    })
}

/// Without a byte order mark.
fn unmarked(text: String) -> String {
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

fn checked_version(path: &Utf8Path, directory: &str) -> Result<String, MigrateError> {
    let version = version_of_directory(directory);
    let bad = |reason: String| Err(MigrateError::BadVersion { path: path.to_owned(), reason });
    if version.is_empty() {
        return bad("the name has no version before its first `_`".to_owned());
    }
    if version.chars().count() > MAX_VERSION_LENGTH {
        return bad(format!(
            "the version {version} is longer than the {MAX_VERSION_LENGTH} characters that are stored"
        ));
    }
    Ok(version)
}

/// Exactly as Diesel reads it: true where the file is absent or is no such TOML, false where the key is absent.
fn run_in_transaction(path: &Utf8PathBuf, text: Option<String>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    #[derive(Deserialize)]
    struct Metadata {
        run_in_transaction: Option<bool>,
    }
    let Some(text) = text else { return true };
    let at_start = Span::new(path.as_str(), (1, 1), (1, 1));
    match toml::from_str::<Metadata>(&text) {
        Ok(Metadata { run_in_transaction: Some(value) }) => value,
        Ok(Metadata { run_in_transaction: None }) => {
            diagnostics.push(
                Diagnostic::warning(
                    METADATA,
                    "metadata.toml does not say run_in_transaction: Diesel then runs the migration without a transaction",
                )
                .with_span(at_start)
                .with_help("write `run_in_transaction = true` (or false, where that is meant)"),
            );
            false
        }
        Err(error) => {
            diagnostics.push(
                Diagnostic::warning(
                    METADATA,
                    "metadata.toml cannot be read: Diesel then runs the migration in a transaction",
                )
                .with_span(at_start)
                .with_note(error.message().to_owned())
                .with_help("write `run_in_transaction = true` or `run_in_transaction = false`"),
            );
            true
        }
    }
}

fn head(path: &Utf8Path, text: &str, version: &str) -> Result<RevisionHead, MigrateError> {
    let malformed = |reason: String| MigrateError::MalformedRevisionFile { path: path.to_owned(), reason };
    let head: RevisionHead = serde_json::from_str(text).map_err(|e| malformed(e.to_string()))?;
    if head.format > REVISION_FORMAT {
        return Err(malformed(format!(
            "format {} is newer than this version of schemist reads ({REVISION_FORMAT}); update schemist",
            head.format
        )));
    }
    if plain(&head.version) != version {
        return Err(malformed(format!(
            "it says version {}, but the directory's name says {version}",
            head.version
        )));
    }
    Ok(head)
}
