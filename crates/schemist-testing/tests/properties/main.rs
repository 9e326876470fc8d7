//! Random pairs of schemas: what holds of the fixtures must hold of any.
//!
//! `SCHEMIST_TEST_CASES` is the number of pairs on paper (256 without it), `SCHEMIST_TEST_PAIRS` that on databases
//! (50 without it; 500 is the nightly size). Where one of them is set, other pairs are drawn in each run.

// Tests fail by panicking, and speak to who runs them.
#![allow(clippy::panic, clippy::unwrap_used)]

mod mysql;
mod rows;
mod strategy;
#[path = "../support/mod.rs"]
mod support;
mod wider;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use schemist_dialect::Dialect;
use schemist_diff::{DiffOptions, Difference, Scope, align, diff};
use schemist_plan::{Plan, invert};
use schemist_reflect::{Connection, DatabaseUrl, reflect};
use schemist_schema::{Engine, Operation, Pair, Schema};

use crate::rows::{Contents, Renames};
use crate::support::pipeline::{compare, in_words, plans, refuse_errors, require_reached, require_same};
use crate::support::{Result, scratch};

/// Two whole databases: what the second does not hold is dropped.
const DATABASES: DiffOptions = DiffOptions::new(Scope::Databases);

#[test]
fn on_paper_sqlite() {
    let newest = Dialect::new(Engine::Sqlite).capabilities().version;
    try_pairs(Engine::Sqlite, newest, cases(), |pair| on_paper(pair, Engine::Sqlite));
}

#[test]
fn on_paper_postgres() {
    let newest = Dialect::new(Engine::Postgres).capabilities().version;
    try_pairs(Engine::Postgres, newest, cases(), |pair| on_paper(pair, Engine::Postgres));
}

#[test]
fn on_a_database_sqlite() {
    try_pairs(Engine::Sqlite, version(Engine::Sqlite), pairs(), |pair| on_databases(Engine::Sqlite, &pair));
}

#[test]
fn on_a_database_postgres() {
    try_pairs(Engine::Postgres, version(Engine::Postgres), pairs(), |pair| {
        on_databases(Engine::Postgres, &pair)
    });
}

#[test]
fn on_paper_mysql() {
    let newest = Dialect::new(Engine::Mysql).capabilities().version;
    try_pairs(Engine::Mysql, newest, cases(), |pair| on_paper(pair, Engine::Mysql));
}

#[test]
#[cfg(feature = "mysql")]
fn on_a_database_mysql() {
    try_pairs(Engine::Mysql, version(Engine::Mysql), pairs() / 2, |pair| on_databases(Engine::Mysql, &pair));
}

/// `apply(a, diff(a, b)) == b`, between b and b there is nothing, and the inverse leads back to a.
fn on_paper(pair: Pair<Schema>, engine: Engine) -> Result<()> {
    let dialect = Dialect::new(engine);
    let empty = Schema::default();
    let first = difference(&empty, pair.previous, &dialect)?;
    require_same("created on paper", &first.after, &applied(&empty, &first.operations)?)?;

    let second = difference(&first.after, pair.next.clone(), &dialect)?;
    require_same("changed on paper", &second.after, &applied(&first.after, &second.operations)?)?;
    require_nothing(&difference(&second.after, pair.next, &dialect)?)?;

    let back = invert(&second.operations);
    require_same("taken back on paper", &first.after, &applied(&second.after, &back)?)
}

/// With rows; and where those do not fit what is wanted of them, in another database without any.
fn on_databases(engine: Engine, pair: &Pair<Schema>) -> Result<()> {
    for with_rows in [true, false] {
        let (_database, mut connection) = match engine {
            Engine::Sqlite => (None, Connection::open(&DatabaseUrl::parse("sqlite::memory:")?)?),
            Engine::Postgres | Engine::Mysql => {
                let (database, connection) = scratch(engine)?;
                (Some(database), connection)
            }
        };
        if on_a_database(&mut connection, pair, with_rows)? == Outcome::Done {
            break;
        }
    }
    Ok(())
}

/// What came of a pair on a database with rows.
#[derive(PartialEq, Eq)]
enum Outcome {
    Done,
    /// A statement failed, and nothing had happened then as far as the engine allows.
    RowsInTheWay,
}

/// a is created, changed to b, taken back to a and changed to b again; a comparison then finds nothing. Rows in
/// columns that live on are kept on both ways.
fn on_a_database(connection: &mut Connection, pair: &Pair<Schema>, with_rows: bool) -> Result<Outcome> {
    let created = compare(connection, pair.previous.clone(), &DATABASES)?;
    refuse_errors(&created.diagnostics)?;
    let create = plans(&created.difference, &connection.dialect()?);
    refuse_errors(&create.diagnostics)?;
    carry_out(connection, &create.up)?;
    require_reached("created", connection, &pair.previous)?;
    let first = reflect(connection)?.0;
    if with_rows {
        rows::insert(connection, &pair.previous)?;
    }

    let changed = compare(connection, pair.next.clone(), &DATABASES)?;
    refuse_errors(&changed.diagnostics)?;
    let change = plans(&changed.difference, &connection.dialect()?);
    refuse_errors(&change.diagnostics)?;
    let renames = Renames::of(&pair.next);
    let before = Contents::of(connection, &first, &changed.difference.after, &renames)?;
    if let Err(error) = carry_out(connection, &change.up) {
        return failed(connection, &change.up, &first, with_rows, error);
    }
    require_reached("changed", connection, &pair.next)?;
    let second = reflect(connection)?.0;
    before.require_same("changed", &Contents::of_moved(connection, &first, &second, &renames)?)?;

    let renames = renames.inverted();
    let before = Contents::of(connection, &second, &first, &renames)?;
    if let Err(error) = carry_out(connection, &change.down) {
        return failed(connection, &change.down, &second, with_rows, error);
    }
    require_back("taken back", connection, &first, &renames)?;
    before.require_same("taken back", &Contents::of_moved(connection, &second, &first, &renames)?)?;

    rows::delete_all(connection, &first)?;
    carry_out(connection, &change.up)?;
    require_back("changed again", connection, &second, &renames)?;
    Ok(Outcome::Done)
}

/// To the letter, unless the engine was told to rename something: it then quotes the name where it stands.
fn require_back(what: &str, connection: &mut Connection, wanted: &Schema, renames: &Renames) -> Result<()> {
    match renames.is_empty() {
        true => require_same(what, wanted, &reflect(connection)?.0),
        false => require_reached(what, connection, wanted),
    }
}

/// Rows may not fit what is wanted of them; then nothing may have happened, where the plan fits in a transaction.
fn failed(
    connection: &mut Connection,
    plan: &Plan,
    before: &Schema,
    with_rows: bool,
    error: Box<dyn std::error::Error + Send + Sync>,
) -> Result<Outcome> {
    if !with_rows {
        return Err(error);
    }
    // Fails where the engine has done so by itself.
    let _ = connection.execute("ROLLBACK");
    if plan.is_transactional() && connection.engine() != Engine::Mysql {
        require_same("a change that failed", before, &reflect(connection)?.0)?;
    }
    Ok(Outcome::RowsInTheWay)
}

/// What the server that the tests use can do.
fn version(engine: Engine) -> (u32, u32) {
    let dialect = match engine {
        Engine::Sqlite => {
            Connection::open(&DatabaseUrl::parse("sqlite::memory:").unwrap()).unwrap().dialect()
        }
        Engine::Postgres | Engine::Mysql => scratch(engine).unwrap().1.dialect(),
    };
    dialect.unwrap().capabilities().version
}

fn difference(live: &Schema, mut declared: Schema, dialect: &Dialect) -> Result<Difference> {
    refuse_errors(&dialect.canonicalize(&mut declared))?;
    let mut pair = Pair::new(live.clone(), declared);
    align(&mut pair, dialect);
    let difference = diff(&pair, dialect, &DATABASES);
    refuse_errors(&difference.diagnostics)?;
    Ok(difference)
}

fn applied(schema: &Schema, operations: &[Operation]) -> Result<Schema> {
    let mut schema = schema.clone();
    for operation in operations {
        schema.apply(operation)?;
    }
    Ok(schema)
}

fn require_nothing(difference: &Difference) -> Result<()> {
    match difference.operations.as_slice() {
        [] => Ok(()),
        operations => Err(format!("the second run is not empty: {}", in_words(operations)).into()),
    }
}

/// As a client runs what `schemist diff --format sql` prints.
fn carry_out(connection: &mut Connection, plan: &Plan) -> Result<()> {
    let script = schemist_emit::script(plan);
    let whole = match plan.is_transactional() {
        true => format!("BEGIN;\n{script}\nCOMMIT;"),
        false => script.clone(),
    };
    connection.execute(&whole).map_err(|e| format!("{e}\n{script}").into())
}

/// Draws pairs and shrinks the first that fails.
fn try_pairs(engine: Engine, version: (u32, u32), cases: u32, property: impl Fn(Pair<Schema>) -> Result<()>) {
    // The same pairs in every run, unless more are asked for: a failure must not depend on luck.
    let config =
        Config { cases: cases.max(1), failure_persistence: None, max_shrink_iters: 500, ..Config::default() };
    let mut runner = match number(CASES).or(number(PAIRS)) {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, fixed_seed()),
    };
    let pairs = strategy::pair(engine, version).prop_map(Drawn);
    let outcome =
        runner.run(&pairs, |Drawn(pair)| property(pair).map_err(|e| TestCaseError::fail(e.to_string())));
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// A pair that shows itself in few words.
struct Drawn(Pair<Schema>);

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (side, schema) in [("previous", &self.0.previous), ("next", &self.0.next)] {
            let text = serde_json::to_string(schema).map_err(|_| std::fmt::Error)?;
            write!(f, "\n{side}: {text}")?;
        }
        Ok(())
    }
}

fn fixed_seed() -> proptest::test_runner::TestRng {
    proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha)
}

const CASES: &str = "SCHEMIST_TEST_CASES";
const PAIRS: &str = "SCHEMIST_TEST_PAIRS";

fn cases() -> u32 {
    number(CASES).unwrap_or(256)
}

fn pairs() -> u32 {
    number(PAIRS).unwrap_or(50)
}

fn number(variable: &str) -> Option<u32> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}
