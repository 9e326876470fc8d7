//! Writing a revision: its directory, and the snapshot after it.

use camino::Utf8PathBuf;
use schemist_diagnostics::Diagnostic;
use schemist_emit::snapshot::{self, Snapshot};
use schemist_emit::{MigrationFiles, MigrationInput, RevisionFile};
use schemist_migrate::MigrationDirectory;
use schemist_plan::Plan;
use schemist_schema::{Engine, Schema};

use crate::codes::MIGRATIONS;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::files;
use crate::pipeline::{self, Plans, SNAPSHOT};
use crate::project::Project;
use crate::revisions::name::{Name, name};
use crate::revisions::place::Links;
use crate::revisions::template::{self, Values};

/// A revision that is to be written.
pub(crate) struct NewRevision<'a> {
    pub(crate) message: &'a str,
    /// The version, where the user chose it.
    pub(crate) rev_id: Option<&'a str>,
    pub(crate) links: Links,
    pub(crate) engine: Engine,
    pub(crate) plans: &'a Plans,
    pub(crate) findings: &'a [Diagnostic],
    /// The schema after it; `None` where the statements are written by hand.
    pub(crate) managed: Option<&'a Schema>,
    /// What stands in its files in place of what the plans give.
    pub(crate) texts: Option<Texts>,
}

/// Files that do not come from plans.
pub(crate) struct Texts {
    pub(crate) up: String,
    /// None for a revision that cannot be undone.
    pub(crate) down: Option<String>,
    /// Whether they run in a transaction, where the plans do not say.
    pub(crate) in_transaction: Option<bool>,
    /// The versions that it stands for.
    pub(crate) replaces: Vec<String>,
    /// The version it takes over, with its directory.
    pub(crate) named: Option<(String, String)>,
}

/// What was written.
pub(crate) struct Written {
    /// The version of the revision.
    pub(crate) version: String,
    /// The directory of the revision.
    pub(crate) directory: Utf8PathBuf,
    /// The recorded snapshot, where it was brought up to date.
    pub(crate) snapshot: Option<Utf8PathBuf>,
}

/// Nothing to do, for revisions without operations.
pub(crate) fn no_plans(engine: Engine) -> Plans {
    let nothing = || Plan { engine, steps: Vec::new() };
    Plans { up: nothing(), down: nothing() }
}

/// The texts of a revision's files, and what it is called.
struct Files {
    name: Name,
    files: MigrationFiles,
    has_down: bool,
}

/// Writes a revision, and the snapshot after it; then runs the user's commands on it.
pub(crate) fn write(
    revision: &NewRevision<'_>,
    project: &Project,
    directory: &MigrationDirectory,
) -> Result<Written, Failure> {
    let Files { name, files, has_down } = texts(revision, project, directory)?;
    let path = project.migrations.join(&name.directory);
    let down = has_down.then_some(("down.sql", files.down_sql.as_str()));
    let all = [("up.sql", files.up_sql.as_str())].into_iter().chain(down).chain([
        ("metadata.toml", files.metadata_toml.as_str()),
        ("revision.json", files.revision_json.as_str()),
    ]);
    files::write_folder(&path, &all.collect::<Vec<_>>())?;
    // After the directory: a snapshot that is behind proposes nothing wrong, one that is ahead would.
    let heads = heads_after(revision, &name.version, directory);
    // Both or neither: a revision whose command failed would stand in the way of the next attempt.
    let snapshot = write_snapshot(revision, heads, project).inspect_err(|_| files::remove_folder(&path))?;
    template::run_hooks(&path, &project.config.revisions, project)?;
    if !project.config.revisions.post_write.is_empty() {
        seal(&path)?;
    }
    Ok(Written { version: name.version, directory: path, snapshot })
}

/// The text of `up.sql`, with nothing written.
pub(crate) fn up_text(
    revision: &NewRevision<'_>,
    project: &Project,
    directory: &MigrationDirectory,
) -> Result<String, Failure> {
    texts(revision, project, directory).map(|texts| texts.files.up_sql)
}

/// Prints what was written, and says so.
pub(crate) fn print(written: &Written, project: &Project, context: &Context) -> Result<Exit, Failure> {
    let paths = std::iter::once(&written.directory).chain(&written.snapshot);
    context.terminal.result(&paths.map(|path| project.shown(path) + "\n").collect::<String>())?;
    Ok(Exit::Success)
}

fn texts(
    revision: &NewRevision<'_>,
    project: &Project,
    directory: &MigrationDirectory,
) -> Result<Files, Failure> {
    let config = &project.config.revisions;
    let mut name = name(revision.message, revision.rev_id, config, directory)?;
    if let Some((version, directory)) = revision.texts.as_ref().and_then(|texts| texts.named.clone()) {
        (name.version, name.directory) = (version, directory);
    }
    let links = &revision.links;
    let input = MigrationInput {
        version: &name.version,
        message: revision.message,
        created_at: &name.created_at,
        revises: &links.revises,
        engine: revision.engine,
        up: &revision.plans.up,
        down: &revision.plans.down,
        findings: revision.findings,
        tool_version: env!("CARGO_PKG_VERSION"),
        hand_written: revision.managed.is_none() && revision.texts.is_none(),
    };
    let mut files = schemist_emit::migration(&input).map_err(Failure::internal)?;
    let mut has_down = true;
    if let Some(texts) = &revision.texts {
        files.up_sql.clone_from(&texts.up);
        has_down = texts.down.is_some();
        files.down_sql = texts.down.clone().unwrap_or_default();
        if let Some(in_transaction) = texts.in_transaction {
            files.metadata_toml = format!("run_in_transaction = {in_transaction}\n");
        }
    }
    let values = Values {
        version: &name.version,
        message: revision.message,
        revises: &links.revises,
        depends_on: &links.depends_on,
        labels: &links.labels,
        created_at: &name.created_at,
        engine: revision.engine,
    };
    files.up_sql = template::filled("up.sql", files.up_sql, &values, config, project)?;
    files.down_sql = template::filled("down.sql", files.down_sql, &values, config, project)?;
    files.revision_json = revision_json(revision, &files, has_down)?;
    Ok(Files { name, files, has_down })
}

/// `revision.json` with the place in the graph, and checksums of the files as they are written.
fn revision_json(
    revision: &NewRevision<'_>,
    files: &MigrationFiles,
    has_down: bool,
) -> Result<String, Failure> {
    let mut json = RevisionFile::from_json(&files.revision_json).map_err(Failure::internal)?;
    json.depends_on.clone_from(&revision.links.depends_on);
    json.labels.clone_from(&revision.links.labels);
    if let Some(texts) = &revision.texts {
        json.replaces.clone_from(&texts.replaces);
    }
    if !json.checksums.is_empty() {
        json.checksums.insert("up.sql".to_owned(), schemist_emit::checksum(&files.up_sql));
        match has_down {
            true => json.checksums.insert("down.sql".to_owned(), schemist_emit::checksum(&files.down_sql)),
            false => json.checksums.remove("down.sql"),
        };
    }
    json.to_json().map_err(Failure::internal)
}

/// Takes the files of a revision as they are now into its `revision.json`, where that has their checksums.
pub(crate) fn seal(path: &Utf8PathBuf) -> Result<(), Failure> {
    let json_path = path.join("revision.json");
    let Some(text) = files::read_if_there(&json_path)? else { return Ok(()) };
    let mut json = RevisionFile::from_json(&text)
        .map_err(|error| Failure::input(MIGRATIONS, format!("{json_path}: {error}")))?;
    if json.checksums.is_empty() {
        return Ok(());
    }
    for name in ["up.sql", "down.sql"] {
        match files::read_if_there(&path.join(name))? {
            Some(text) => json.checksums.insert(name.to_owned(), schemist_emit::checksum(&text)),
            None => json.checksums.remove(name),
        };
    }
    files::write(&json_path, &json.to_json().map_err(Failure::internal)?)
}

/// The heads once the revision is there.
fn heads_after(revision: &NewRevision<'_>, version: &str, directory: &MigrationDirectory) -> Vec<String> {
    let heads = directory.heads().into_iter().map(|head| head.display_version().to_owned());
    let mut heads: Vec<String> = heads.filter(|head| !revision.links.revises.contains(head)).collect();
    heads.push(version.to_owned());
    heads
}

/// The snapshot of the schema after it. A revision that joins others changes only where the snapshot stands; what is
/// written by hand leaves it behind, so that the next comparison finds what was done.
fn write_snapshot(
    revision: &NewRevision<'_>,
    heads: Vec<String>,
    project: &Project,
) -> Result<Option<Utf8PathBuf>, Failure> {
    let snapshot = match (revision.managed, revision.links.revises.len()) {
        (Some(schema), _) => Snapshot::new(revision.engine, heads, schema.clone()),
        (None, 2..) => match pipeline::snapshot(project)? {
            Some(Snapshot { engine, schema, .. }) => Snapshot::new(engine, heads, schema),
            None => return Ok(None),
        },
        (None, _) => return Ok(None),
    };
    let path = project.migrations.join(SNAPSHOT);
    files::write(&path, &snapshot::write(&snapshot).map_err(Failure::internal)?)?;
    Ok(Some(path))
}
