//! `schemist upgrade head` over 500 small revisions, beside the engine's own client with the same statements in one file:
//! `psql -1`, `sqlite3`, `mariadb`.
//!
//! `cargo xtask bench upgrade`; needs the client, and the binaries of the server as the tests do.

// A program that talks to who runs it, and stops where something is missing.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use schemist_testing::TestDatabase;

const REVISIONS: usize = 500;
const RUNS: usize = 5;

fn main() {
    // `cargo test --benches` only wants to know whether it compiles.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let engine = option("--engine").unwrap_or_else(|| "postgres".to_owned());
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let (mut ours, mut theirs, mut at_head) = (Vec::new(), Vec::new(), Vec::new());
    // By turns, so that the load of the machine is the same for both.
    for _ in 0..RUNS {
        theirs.push(timed(&mut client(&database(&engine)), folder.path()));
        let database = database(&engine);
        ours.push(upgrade(&database, folder.path()));
        at_head.push(upgrade(&database, folder.path()));
    }
    let (ours, theirs, at_head) = (median(ours), median(theirs), median(at_head));
    let name = match engine.as_str() {
        "postgres" => "psql -1",
        "sqlite" => "sqlite3",
        _ => "mariadb",
    };
    println!("{REVISIONS} revisions on {engine}, median of {RUNS}:");
    println!("  {name:<21}  {:>8.3} s", theirs.as_secs_f64());
    println!(
        "  schemist upgrade head  {:>8.3} s, {:.2} times as long",
        ours.as_secs_f64(),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    println!("  already at the head    {:>8.3} s", at_head.as_secs_f64());
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    if let Some(limit) = option("--limit") {
        assert!(ratio <= limit.parse::<f64>().unwrap(), "more than {limit} times as long");
    }
}

fn option(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

fn database(engine: &str) -> TestDatabase {
    match engine {
        "postgres" => schemist_testing::postgres().database(),
        "sqlite" => TestDatabase::sqlite(),
        #[cfg(feature = "mysql")]
        "mysql" => schemist_testing::mysql().database(),
        other => panic!("--engine {other}: not built"),
    }
}

/// The engine's own client, with all statements: in one transaction on PostgreSQL, elsewhere each by itself.
fn client(database: &TestDatabase) -> Command {
    let url = database.url();
    if let Some(file) = url.strip_prefix("sqlite:") {
        let mut sqlite3 = Command::new("sqlite3");
        sqlite3.args(["-bail", file, ".read all.sql"]);
        return sqlite3;
    }
    if let Some(rest) = url.strip_prefix("mysql://") {
        // As the tests' server gives it: mysql://USER[:PASSWORD]@HOST:PORT/NAME.
        let (account, place) = rest.split_once('@').unwrap();
        let (user, password) = account.split_once(':').unwrap_or((account, ""));
        let (host, name) = place.split_once('/').unwrap();
        let (host, port) = host.split_once(':').unwrap();
        let mut mariadb = Command::new("mariadb");
        mariadb.args(["--batch", "--user", user, "--host", host, "--port", port, name]);
        mariadb.env("MYSQL_PWD", password).args(["--execute", "source all.sql"]);
        return mariadb;
    }
    let mut psql = Command::new("psql");
    psql.args(["-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", "all.sql", url]);
    psql
}

/// The directories, and all of it in one file.
fn write(folder: &Path) {
    let mut all = String::new();
    for i in 0..REVISIONS {
        let up = match i % 2 {
            0 => format!("CREATE TABLE t{i} (id int PRIMARY KEY, name text NOT NULL);\n"),
            _ => format!("ALTER TABLE t{} ADD COLUMN note text DEFAULT 'x';\n", i - 1),
        };
        let directory = folder.join(format!("migrations/{i:04}_t"));
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join("up.sql"), &up).unwrap();
        std::fs::write(directory.join("down.sql"), "SELECT 1;\n").unwrap();
        all.push_str(&up);
    }
    std::fs::write(folder.join("all.sql"), all).unwrap();
}

fn upgrade(database: &TestDatabase, folder: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemist"));
    timed(command.args(["-q", "upgrade", "head", "--database-url", database.url()]), folder)
}

fn timed(command: &mut Command, folder: &Path) -> Duration {
    let began = Instant::now();
    let status = command.current_dir(folder).stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
