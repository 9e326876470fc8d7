//! The time it takes to read a database of 100 and of 1,000 tables, per table, beside the engine's own dump of the
//! schema.
//!
//! `cargo xtask bench reflect`. The ratio is the time per table of the large database to that of the small one: above
//! `--limit`, something grows faster than the database, and the run fails.

// A benchmark is a program: it prints, and what goes wrong ends it.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::panic, missing_docs)]

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use schemist_reflect::{Connection, DatabaseUrl, reflect};
use schemist_testing::TestDatabase;

const SIZES: [usize; 2] = [100, 1000];

fn main() -> ExitCode {
    // `cargo test --benches` only wants to know whether it compiles.
    if std::env::args().any(|argument| argument == "--test") {
        return ExitCode::SUCCESS;
    }
    let rounds = option("--rounds").map_or(7, |rounds| rounds as usize).max(1);
    let sqlite = SIZES.map(|tables| measure("SQLite", &TestDatabase::sqlite(), tables, rounds));
    let postgres =
        SIZES.map(|tables| measure("PostgreSQL", &schemist_testing::postgres().database(), tables, rounds));
    let mut worst: f64 = 0.0;
    for (engine, [small, large]) in [("SQLite", sqlite), ("PostgreSQL", postgres)] {
        let ratio = large / small;
        println!("{engine}: a table of {} costs {ratio:.2} times one of {}", SIZES[1], SIZES[0]);
        worst = worst.max(ratio);
    }
    match option("--limit").filter(|limit| worst > *limit) {
        Some(limit) => {
            eprintln!("{worst:.2} times; the limit is {limit}");
            ExitCode::FAILURE
        }
        None => ExitCode::SUCCESS,
    }
}

/// The time per table, in microseconds.
fn measure(engine: &str, database: &TestDatabase, tables: usize, rounds: usize) -> f64 {
    let mut connection = Connection::open(&DatabaseUrl::parse(database.url()).unwrap()).unwrap();
    (1..=tables).for_each(|i| connection.execute(&table(i)).unwrap());
    if engine == "PostgreSQL" {
        connection.execute("ANALYZE").unwrap();
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let began = Instant::now();
        let found = reflect(&mut connection).unwrap().0.tables.len();
        ours.push(began.elapsed());
        assert_eq!(found, tables);
        theirs.extend(dump(engine, database.url()));
    }
    let ours = median(ours).unwrap_or_default();
    let dump = match median(theirs) {
        Some(theirs) => format!(
            "the engine's own dump {:.1} ms: {:.2} times as long",
            milliseconds(theirs),
            ours.as_secs_f64() / theirs.as_secs_f64()
        ),
        None => "the engine's own dump is not installed".to_owned(),
    };
    println!("{engine}, {tables} tables: read in {:.1} ms; {dump}", milliseconds(ours));
    ours.as_secs_f64() * 1e6 / tables as f64
}

/// Columns, keys, a check, an index, a reference and a view.
fn table(i: usize) -> String {
    let other = (i / 2).max(1);
    format!(
        "CREATE TABLE t{i} (id integer PRIMARY KEY, other integer REFERENCES t{other} (id), \
         name varchar(40) NOT NULL DEFAULT 'x' UNIQUE, amount numeric(10, 2) CHECK (amount >= 0), \
         a integer, b text, c date, d integer NOT NULL);\n\
         CREATE INDEX ix{i} ON t{i} (amount, name);\nCREATE VIEW v{i} AS SELECT id, name FROM t{i};"
    )
}

/// What `sqlite3 .schema` and `pg_dump -s` take; nothing where they are not there.
fn dump(engine: &str, url: &str) -> Option<Duration> {
    let mut command = match engine {
        "SQLite" => {
            let mut command = Command::new("sqlite3");
            command.args([url.trim_start_matches("sqlite:").trim_start_matches("//"), ".schema"]);
            command
        }
        _ => {
            let mut command = Command::new("pg_dump");
            command.args(["--schema-only", url]);
            command
        }
    };
    let began = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then(|| began.elapsed())
}

fn median(mut times: Vec<Duration>) -> Option<Duration> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn option(name: &str) -> Option<f64> {
    let value = std::env::args().skip_while(|argument| argument != name).nth(1)?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name}: `{value}` is no number")))
}
