//! Chores of the repository, run as `cargo xtask <command>`. No crate of the workspace is linked in, so that
//! this builds in seconds and works while the rest does not compile.

// A command for developers: it talks to a terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod bless;
mod ci;
mod corpus;
mod demo;
mod docs;
mod needs;
mod new;
mod print_schema;
mod process;
mod programs;
mod renames;
mod roundtrip;
mod scenarios;
mod selfdiff;
mod servers;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs all tests: doc tests, unit tests, fixtures, properties, the command end to end.
    Test(test::Arguments),
    /// Rewrites the expectations below `snapshots/` from what the fixtures give now.
    Bless(bless::Arguments),
    /// What can be said of the sources without running the tests: format, lints, generated pages.
    Lint(ci::LintArguments),
    /// All that a submission must pass: `lint` and `test`.
    Ci,
    /// Generates docs/commands.md and docs/rules.md.
    Docs(docs::Arguments),
    /// Runs the main job on SQLite in a temporary folder, each command shown with what it prints.
    Demo,
    /// Runs a file of model-side scenarios through the whole path, against live engines.
    Scenarios(scenarios::Arguments),
    /// Measures the rename matcher on a file of recorded changes.
    Renames(renames::Arguments),
    /// Takes every schema of a folder from a database to models and back.
    Roundtrip(roundtrip::Arguments),
    /// Compares every schema of a folder with a copy of itself: there must be nothing to do.
    Selfdiff(selfdiff::Arguments),
    /// Compares the schema.rs of every schema of a folder with what Diesel's own command prints.
    PrintSchema(print_schema::Arguments),
    /// Compiles and runs a Diesel program around the models of every schema of a folder.
    Programs(programs::Arguments),
    /// Measures against what the work costs at the least; fails above a limit.
    #[command(subcommand)]
    Bench(bench::What),
    /// Makes the stub of something new.
    #[command(subcommand)]
    New(new::What),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Test(arguments) => test::run(&arguments),
        Command::Bless(arguments) => bless::run(&arguments),
        Command::Lint(arguments) => ci::lint(&arguments),
        Command::Ci => ci::run(),
        Command::Docs(arguments) => docs::run(&arguments),
        Command::Demo => demo::run(),
        Command::Scenarios(arguments) => scenarios::run(&arguments),
        Command::Renames(arguments) => renames::run(&arguments),
        Command::Roundtrip(arguments) => roundtrip::run(&arguments),
        Command::Selfdiff(arguments) => selfdiff::run(&arguments),
        Command::PrintSchema(arguments) => print_schema::run(&arguments),
        Command::Programs(arguments) => programs::run(&arguments),
        Command::Bench(what) => bench::run(&what),
        Command::New(what) => new::run(&what),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
