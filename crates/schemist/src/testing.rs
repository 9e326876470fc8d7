//! For the tests of a program: whether its migrations make what its models declare, and can be undone.
//!
//! ```ignore
//! #[test]
//! fn migrations_make_the_models() {
//!     let mut connection = SqliteConnection::establish(":memory:").unwrap();
//!     MIGRATIONS.run_pending(&mut connection).unwrap();
//!     schemist::testing::assert_models_match(&mut connection);
//! }
//!
//! #[test]
//! fn migrations_can_be_undone() {
//!     let mut connection = SqliteConnection::establish(":memory:").unwrap();
//!     schemist::testing::assert_up_down_up(&mut connection, &MIGRATIONS);
//! }
//! ```

// A test fails by panicking.
#![allow(clippy::panic)]

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use schemist_diff::{DiffOptions, Difference, Scope};
use schemist_migrate::{EmbeddedMigrations, MigrationConnection, MigrationDirectory, Runner};
use schemist_model::{FeatureSelection, ModelSelection, ModelSources};
use schemist_reflect::LiveDatabase;
use schemist_schema::{Pair, Schema};

/// Fails unless the database is as the models of the crate declare it, with the operations that would bring it
/// there. The models are those of the crate whose tests run: what its `schemist.toml` names, or its crate roots.
///
/// # Panics
/// Where they differ; where the models cannot be read, or the database cannot.
pub fn assert_models_match(connection: &mut impl LiveDatabase) {
    assert_models_match_in(connection, "");
}

/// The same for a project in a folder of the crate.
///
/// # Panics
/// As [`assert_models_match`].
pub fn assert_models_match_in(connection: &mut impl LiveDatabase, folder: &str) {
    let difference = difference(connection, folder);
    let operations: Vec<String> =
        difference.operations.iter().map(|o| format!("  {}", o.describe())).collect();
    assert!(
        operations.is_empty(),
        "the models and the database differ:\n{}\n`schemist revision --autogenerate` writes a migration",
        operations.join("\n")
    );
}

/// The statements that would bring the database to the models, for a snapshot in one line:
/// `insta::assert_snapshot!(schemist::testing::sql_to_models(&mut connection))`. Empty where nothing differs.
///
/// # Panics
/// Where the models cannot be read, or the database cannot.
pub fn sql_to_models(connection: &mut impl LiveDatabase) -> String {
    sql_to_models_in(connection, "")
}

/// The same for a project in a folder of the crate.
///
/// # Panics
/// As [`sql_to_models`].
pub fn sql_to_models_in(connection: &mut impl LiveDatabase, folder: &str) -> String {
    let difference = difference(connection, folder);
    let dialect = ok(connection.live_dialect());
    let (plan, _) = schemist_plan::plan(&difference.operations, &difference.before, &dialect);
    plan.statements().map(|statement| format!("{};\n", statement.sql)).collect()
}

/// Applies each migration, reverts it, and applies it again, beginning with an empty database. Fails where what a
/// `down.sql` leaves is not the schema from before its `up.sql`, or the second way up leads elsewhere than the first.
///
/// # Panics
/// As said; and where a statement fails.
pub fn assert_up_down_up<C>(connection: &mut C, migrations: &EmbeddedMigrations)
where
    C: MigrationConnection + LiveDatabase,
{
    let directory = ok(migrations.directory());
    assert_each_up_down_up(connection, &directory);
}

/// The same for a directory that was read when the test ran.
///
/// # Panics
/// As [`assert_up_down_up`].
pub fn assert_each_up_down_up<C>(connection: &mut C, directory: &MigrationDirectory)
where
    C: MigrationConnection + LiveDatabase,
{
    for revision in directory.revisions() {
        let name = &revision.directory;
        let mut before = schema(connection);
        ok(Runner::new(connection, directory).upgrade(&revision.version, &mut ()));
        let up = schema(connection);
        ok(Runner::new(connection, directory).downgrade(&format!("{}-1", revision.version), &mut ()));
        let mut down = schema(connection);
        sorted(&mut before);
        sorted(&mut down);
        assert_eq!(before, down, "down.sql of {name} does not lead back to the schema before it");
        ok(Runner::new(connection, directory).upgrade(&revision.version, &mut ()));
        assert_eq!(up, schema(connection), "{name} leads elsewhere the second time");
    }
}

/// Objects that models do not describe have no order of their own.
fn sorted(schema: &mut Schema) {
    schema.unmanaged.sort_by(|a, b| (a.kind.as_str(), &a.name).cmp(&(b.kind.as_str(), &b.name)));
}

fn schema(connection: &mut impl LiveDatabase) -> Schema {
    ok(connection.live_schema()).0
}

/// Where the models of a project are.
fn models(folder: &str) -> ModelSources {
    let root = std::env::var("CARGO_MANIFEST_DIR");
    let root = ok(root.map_err(|_| "CARGO_MANIFEST_DIR is not set: run under cargo"));
    let root = Utf8PathBuf::from(root).join(folder);
    let configured = std::fs::read_to_string(root.join("schemist.toml")).ok();
    let configured = configured.map(|text| ok(toml::from_str::<toml::Table>(&text)));
    let models = configured.as_ref().and_then(|table| table.get("models"));
    ok(ModelSources::of_project(&root, &selection(&root, models)))
}

/// What `models` in `schemist.toml` says: a list, or a table.
fn selection(root: &Utf8Path, models: Option<&toml::Value>) -> ModelSelection {
    let list = |value: Option<&toml::Value>| -> Option<Vec<String>> {
        Some(value?.as_array()?.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect())
    };
    let rooted = |paths: Vec<String>| paths.iter().map(|path| root.join(path)).collect();
    let Some(table) = models.and_then(toml::Value::as_table) else {
        return ModelSelection { paths: list(models).map(rooted), ..ModelSelection::default() };
    };
    let flag = |key: &str| table.get(key).and_then(toml::Value::as_bool);
    ModelSelection {
        paths: list(table.get("paths")).map(rooted),
        packages: list(table.get("packages")).unwrap_or_default(),
        features: FeatureSelection {
            features: list(table.get("features")).unwrap_or_default(),
            all: flag("all_features").unwrap_or_default(),
            no_default: flag("default_features") == Some(false),
        },
        cfg: list(table.get("cfg")).unwrap_or_default(),
    }
}

fn difference(connection: &mut impl LiveDatabase, folder: &str) -> Difference {
    let dialect = ok(connection.live_dialect());
    let loaded = ok(schemist_model::load(&models(folder), dialect.engine()));
    let errors: Vec<String> = loaded
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == schemist_diagnostics::Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "the models cannot be read:\n{}", errors.join("\n"));
    let mut declared = loaded.schema;
    dialect.canonicalize(&mut declared);
    schemist_diff::take_views(&mut declared);
    let live = schema(connection);
    let options = DiffOptions::new(Scope::Models { managed: BTreeSet::new() });
    ok(schemist_diff::compare(Pair::new(live, declared), &dialect, &options, |pair| {
        connection.live_normalize(pair)
    }))
}

fn ok<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}
