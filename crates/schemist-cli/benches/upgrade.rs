//! `schemist upgrade head` over 500 small revisions on PostgreSQL, beside `psql -1` of the same statements in one file.
//!
//! `cargo xtask bench upgrade`; needs `psql`, and PostgreSQL's binaries as the tests do.

// A program that talks to who runs it, and stops where something is missing.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const REVISIONS: usize = 500;
const RUNS: usize = 5;

fn main() {
    // `cargo test --benches` only wants to know whether it compiles.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let (mut ours, mut theirs, mut at_head) = (Vec::new(), Vec::new(), Vec::new());
    // By turns, so that the load of the machine is the same for both.
    for _ in 0..RUNS {
        let database = schemist_testing::postgres().database();
        theirs.push(timed(
            Command::new("psql").args(["-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", "all.sql", database.url()]),
            folder.path(),
        ));
        let database = schemist_testing::postgres().database();
        ours.push(upgrade(&database, folder.path()));
        at_head.push(upgrade(&database, folder.path()));
    }
    let (ours, theirs, at_head) = (median(ours), median(theirs), median(at_head));
    println!("{REVISIONS} revisions, median of {RUNS}:");
    println!("  psql -1                {:>8.3} s", theirs.as_secs_f64());
    println!(
        "  schemist upgrade head  {:>8.3} s, {:.2} times as long",
        ours.as_secs_f64(),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    println!("  already at the head    {:>8.3} s", at_head.as_secs_f64());
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    let limit = std::env::args().skip_while(|argument| argument != "--limit").nth(1);
    if let Some(limit) = limit {
        assert!(ratio <= limit.parse::<f64>().unwrap(), "more than {limit} times as long");
    }
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

fn upgrade(database: &schemist_testing::TestDatabase, folder: &Path) -> Duration {
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
