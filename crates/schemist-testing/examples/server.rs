//! A throwaway server for `cargo xtask`, which links nothing of the workspace: `server postgres` prints the URL of an
//! empty database and waits until its input ends.

// A program for chores: it prints, and what goes wrong ends it.
#![allow(clippy::print_stdout, clippy::panic)]

use std::io::Read;

use schemist_testing::TestDatabase;

fn main() {
    let engine = std::env::args().nth(1).unwrap_or_default();
    let database = database(&engine);
    println!("{}", database.url());
    // Nothing is sent: whoever started this has it as long as the input is open.
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

fn database(engine: &str) -> TestDatabase {
    match engine {
        "postgres" => schemist_testing::postgres().database(),
        #[cfg(feature = "mysql")]
        "mysql" => schemist_testing::mysql().database(),
        _ => panic!("no throwaway server for `{engine}`"),
    }
}
