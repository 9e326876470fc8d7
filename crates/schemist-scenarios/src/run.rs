//! One scenario on one engine: the whole path that a project takes.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;
use schemist_diagnostics::{Diagnostic, Severity};
use schemist_dialect::Dialect;
use schemist_diff::{DiffOptions, Difference, FoundRename, Renamed, Scope};
use schemist_emit::{MigrationFiles, MigrationInput};
use schemist_lint::{Change, Facts, LintInput, Revision, Settings};
use schemist_migrate::{MigrationDirectory, Runner};
use schemist_model::ModelSources;
use schemist_plan::Plan;
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::{Engine, Operation, Pair, QualifiedName, Schema};
use schemist_testing::TestDatabase;

use crate::file::Scenario;
use crate::source::{self, Renames};

/// Any failure, in words.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What a run gave.
pub(crate) struct Outcome {
    /// What was found to do.
    pub(crate) proposed: Vec<Operation>,
    /// The same as it is carried out on the engine: split, or in other operations.
    pub(crate) carried_out: Vec<Operation>,
    /// Names of what the comparison and the rules warn of.
    pub(crate) warnings: BTreeSet<&'static str>,
    /// The Rust file.
    pub(crate) source: String,
    /// The SQL.
    pub(crate) sql: String,
    /// Whether the SQL could be run, and what the second comparison still found.
    pub(crate) applied: std::result::Result<Vec<Operation>, String>,
}

/// The tables in which other tools record what they applied. No model ever declared them, and the file's tables
/// may hold one.
const LEDGERS: &[&str] = &["alembic_version"];

pub(crate) fn run(scenario: &Scenario, engine: Engine) -> Result<Outcome> {
    let unknown = scenario.unknown_keys();
    if !unknown.is_empty() {
        return Err(
            format!("the file says what this command does not understand: {}", unknown.join(", ")).into()
        );
    }
    let (_database, mut connection) = before(scenario, engine)?;
    let dialect = connection.dialect()?;
    let (live, _) = schemist_reflect::reflect(&mut connection)?;
    let managed = managed(scenario, &live);

    let mut renames = Renames::default();
    let mut source = source::rust(&scenario.after, &live, &renames);
    let mut found = compare(&source, &mut connection, &dialect, &managed)?;
    // The question that the comparison asks is answered as its author would: with the hint it asks for. Nothing
    // of the file's answer is used.
    add_possible(&found.difference.renames, &mut renames);
    if !renames.is_empty() {
        source = source::rust(&scenario.after, &live, &renames);
        found = compare(&source, &mut connection, &dialect, &managed)?;
    }

    let (up, remarks) = plan(&found.difference.operations, &found.difference.before, &dialect)?;
    found.diagnostics.extend(remarks);
    found.diagnostics.extend(lint(&found.difference, &up, &dialect));
    let files = migration(&found, &up, &dialect)?;
    let applied = apply(&files, &up, &mut connection)
        .and_then(|()| compare(&source, &mut connection, &dialect, &managed))
        .map(|again| again.difference.operations)
        .map_err(|e| e.to_string());

    let warned = found.diagnostics.iter().filter(|d| d.severity >= Severity::Warning);
    Ok(Outcome {
        carried_out: up.operations().cloned().collect(),
        warnings: warned.map(|d| d.code.name).collect(),
        source,
        sql: files.up_sql,
        applied,
        proposed: found.difference.operations,
    })
}

/// Whether the server refuses a change of the database before: the file wants what nobody can do.
pub(crate) fn is_refused_by_server(scenario: &Scenario, engine: Engine, sql: &str) -> Result<bool> {
    let (_database, mut connection) = before(scenario, engine)?;
    Ok(connection.execute(sql).is_err())
}

/// The database before, which is gone with the first of what is returned.
fn before(scenario: &Scenario, engine: Engine) -> Result<(TestDatabase, Connection)> {
    let database = database(engine)?;
    let mut connection = Connection::open(&DatabaseUrl::parse(database.url())?)?;
    if !scenario.before(engine).trim().is_empty() {
        connection.execute(scenario.before(engine)).map_err(|e| format!("the tables before: {e}"))?;
    }
    Ok((database, connection))
}

fn database(engine: Engine) -> Result<TestDatabase> {
    Ok(match engine {
        Engine::Sqlite => TestDatabase::sqlite(),
        Engine::Postgres => schemist_testing::try_postgres()?.database(),
        #[cfg(feature = "mysql")]
        Engine::Mysql => schemist_testing::try_mysql()?.database(),
        #[cfg(not(feature = "mysql"))]
        Engine::Mysql => return Err("built without the feature `mysql`".into()),
    })
}

/// What may be dropped. A project's snapshot says it; here it is all that models could have declared before,
/// in the default namespace unless the scenario speaks of all.
fn managed(scenario: &Scenario, live: &Schema) -> BTreeSet<QualifiedName> {
    let all = scenario.has_option("include_schemas");
    let declarable =
        |name: &&QualifiedName| (all || name.namespace.is_none()) && !LEDGERS.contains(&name.name.as_str());
    // A type that no column has is none that a model declares; a sequence alone the file does not speak of.
    let used = |name: &&QualifiedName| live.columns_of_enum(name).next().is_some();
    let names = live.tables.keys().chain(live.enums.keys().filter(used));
    names.filter(declarable).cloned().collect()
}

/// The difference between the models and the database, and all that was said on the way.
struct Comparison {
    difference: Difference,
    diagnostics: Vec<Diagnostic>,
}

fn compare(
    source: &str,
    connection: &mut Connection,
    dialect: &Dialect,
    managed: &BTreeSet<QualifiedName>,
) -> Result<Comparison> {
    let folder = tempfile::tempdir()?;
    let base = Utf8PathBuf::try_from(folder.path().to_path_buf())?;
    std::fs::write(base.join("models.rs"), source)?;
    let sources = ModelSources::new(vec![base.join("models.rs")], base);
    let loaded = schemist_model::load(&sources, dialect.engine())?;
    let mut diagnostics = loaded.diagnostics;
    let mut declared = loaded.schema;
    refuse_errors("models", &diagnostics)?;
    diagnostics.extend(dialect.canonicalize(&mut declared));
    refuse_errors("models", &diagnostics)?;

    let (live, remarks) = schemist_reflect::reflect(connection)?;
    diagnostics.extend(remarks);
    let options = DiffOptions::new(Scope::Models { managed: managed.clone() });
    let difference = schemist_diff::compare(Pair::new(live, declared), dialect, &options, |pair| {
        schemist_reflect::normalize(connection, pair)
    })?;
    diagnostics.extend(difference.diagnostics.iter().cloned());
    refuse_errors("comparison", &diagnostics)?;
    Ok(Comparison { difference, diagnostics })
}

/// Takes for one every rename that was asked about with more reasons for it than against.
fn add_possible(asked: &[FoundRename], renames: &mut Renames) {
    for rename in asked.iter().filter(|rename| !rename.followed && rename.score > 0.0) {
        let old = rename.renamed.hint();
        match &rename.renamed {
            Renamed::Table(name) => {
                renames.tables.insert(name.next.to_string(), old);
            }
            Renamed::Column { table, name } => {
                renames.columns.insert(format!("{table}.{}", name.next), old);
            }
            Renamed::Enum(_) | Renamed::Value { .. } => {}
        }
    }
}

fn plan(operations: &[Operation], before: &Schema, dialect: &Dialect) -> Result<(Plan, Vec<Diagnostic>)> {
    let (plan, diagnostics) = schemist_plan::plan(operations, before, dialect);
    refuse_errors("plan", &diagnostics)?;
    Ok((plan, diagnostics))
}

fn lint(difference: &Difference, plan: &Plan, dialect: &Dialect) -> Vec<Diagnostic> {
    let Difference { operations, before, after, .. } = difference;
    schemist_lint::lint(&LintInput {
        changes: &Change::planned(operations),
        before,
        after,
        dialect,
        revision: &Revision::planned(plan.is_transactional()),
        facts: &Facts::default(),
        settings: &Settings::default(),
    })
}

fn migration(found: &Comparison, up: &Plan, dialect: &Dialect) -> Result<MigrationFiles> {
    let inverted = schemist_plan::invert(&found.difference.operations);
    let (down, _) = plan(&inverted, &found.difference.after, dialect)?;
    Ok(schemist_emit::migration(&MigrationInput {
        version: VERSION,
        message: "scenario",
        created_at: "2026-11-21T10:30:00Z",
        revises: &[],
        engine: dialect.engine(),
        up,
        down: &down,
        findings: &found.diagnostics,
        tool_version: env!("CARGO_PKG_VERSION"),
        hand_written: false,
    })?)
}

const VERSION: &str = "2026-11-21-103000-0000";

/// As `schemist upgrade` does it. A comparison that finds nothing makes no revision.
fn apply(files: &MigrationFiles, up: &Plan, connection: &mut Connection) -> Result<()> {
    if up.is_empty() {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let directory = Utf8PathBuf::try_from(folder.path().to_path_buf())?;
    let revision = directory.join(schemist_emit::directory_name(VERSION, "scenario"));
    std::fs::create_dir(&revision)?;
    std::fs::write(revision.join("up.sql"), &files.up_sql)?;
    std::fs::write(revision.join("down.sql"), &files.down_sql)?;
    std::fs::write(revision.join("metadata.toml"), &files.metadata_toml)?;
    std::fs::write(revision.join("revision.json"), &files.revision_json)?;
    let migrations = MigrationDirectory::load(&directory)?;
    Runner::new(connection, &migrations)
        .upgrade("head", &mut ())
        .map(drop)
        .map_err(|e| e.diagnostic())
        .map_err(|d| std::iter::once(d.message).chain(d.notes).collect::<Vec<_>>().join("\n").into())
}

fn refuse_errors(stage: &str, diagnostics: &[Diagnostic]) -> Result<()> {
    let errors: Vec<String> =
        diagnostics.iter().filter(|d| d.severity == Severity::Error).map(ToString::to_string).collect();
    if errors.is_empty() { Ok(()) } else { Err(format!("{stage}: {}", errors.join("; ")).into()) }
}
