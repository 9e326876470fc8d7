//! Tables for the programs of the tests, made out of the very files that use them: what the command makes of
//! a model and what the derive makes of it must be the same.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;
use schemist_diagnostics::{Diagnostic, has_errors};
use schemist_diff::{DiffOptions, Scope};
use schemist_model::{ModelSources, load};
use schemist_reflect::{Connection, DatabaseUrl, normalize, reflect};
use schemist_schema::{Engine, Pair};
use schemist_testing::TestDatabase;

/// An empty database with the tables of the models in a file of this crate.
#[allow(dead_code)] // the examples have migrations
pub(crate) fn database_of(engine: Engine, file: &str) -> TestDatabase {
    let database = match engine {
        Engine::Sqlite => TestDatabase::sqlite(),
        Engine::Postgres => schemist_testing::postgres().database(),
        Engine::Mysql => panic!("there is no server for tests"),
    };
    let mut connection = connect(&database);
    for statement in statements(&mut connection, file) {
        connection.execute(&statement).unwrap_or_else(|error| panic!("{error}\n{statement}"));
    }
    let more = statements(&mut connection, file);
    assert!(more.is_empty(), "the second run is not empty: {more:#?}");
    database
}

pub(crate) fn connect(database: &TestDatabase) -> Connection {
    Connection::open(&DatabaseUrl::parse(database.url()).unwrap()).unwrap()
}

/// What is to be done for the database to hold the models of a file.
pub(crate) fn statements(connection: &mut Connection, file: &str) -> Vec<String> {
    let base = Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let sources = ModelSources::new(vec![base.join(file)], base);
    let loaded = load(&sources, connection.engine()).unwrap();
    refuse(&loaded.diagnostics);
    let dialect = connection.dialect().unwrap();
    let (live, _) = reflect(connection).unwrap();
    let mut declared = loaded.schema;
    refuse(&dialect.canonicalize(&mut declared));
    let options = DiffOptions::new(Scope::Models { managed: BTreeSet::new() });
    let pair = Pair::new(live, declared);
    let difference =
        schemist_diff::compare(pair, &dialect, &options, |pair| normalize(connection, pair)).unwrap();
    refuse(&difference.diagnostics);
    let (plan, diagnostics) = schemist_plan::plan(&difference.operations, &difference.before, &dialect);
    refuse(&diagnostics);
    plan.statements().map(|statement| statement.sql.clone()).collect()
}

fn refuse(diagnostics: &[Diagnostic]) {
    let listed: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(!has_errors(diagnostics), "{listed:#?}");
}

/// The path of an SQLite database, as Diesel takes it.
#[allow(dead_code)] // not every program is one of SQLite
pub(crate) fn sqlite(database: &TestDatabase) -> diesel::SqliteConnection {
    let path = database.url().trim_start_matches("sqlite:");
    diesel::Connection::establish(path).unwrap()
}
