//! Runs a file of scenarios (a database before, the models after, the operations between them) through the
//! whole path, and says where the operations are not those of the file. Started by `cargo xtask scenarios`.
//!
//! A crate of its own: it links every stage and both client libraries, and the chores of the repository must
//! build in seconds and work while the rest does not compile.

// A command for developers: it talks to a terminal.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod disagreements;
mod facts;
mod file;
mod lenient;
mod report;
mod run;
mod rust_types;
mod source;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use schemist_schema::Engine;

use crate::disagreements::Disagreements;
use crate::file::Scenario;
use crate::report::{Report, Totals};

/// Runs model-side scenarios through the whole path.
#[derive(Parser)]
#[command(name = "cargo xtask scenarios")]
struct Arguments {
    /// JSON lines: `id`, `dialects`, `before_ddl_sqlite`, `before_ddl_pg`, `before_ddl_mariadb`, `after`, `expected_ops`, `desired_ops`.
    file: PathBuf,
    /// Only on this engine.
    #[arg(long, value_parser = engine)]
    engine: Option<Engine>,
    /// Only scenarios whose id contains this.
    #[arg(long, default_value = "")]
    id: String,
    /// Also show models and SQL of scenarios that do not pass; twice: of all.
    #[arg(long, action = clap::ArgAction::Count)]
    show: u8,
    /// Print only what does not agree, and the totals.
    #[arg(long, short)]
    quiet: bool,
    /// Fail where on an engine fewer pass of the scenarios of which the file has an opinion, those argued about among them.
    #[arg(long, value_name = "PERCENT")]
    min: Option<f64>,
    /// Another list of argued disagreements than the one beside this command.
    #[arg(long, value_name = "FILE")]
    disagreements: Option<PathBuf>,
}

fn main() -> ExitCode {
    match scenarios(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("scenarios: {error}");
            ExitCode::from(2)
        }
    }
}

fn scenarios(arguments: &Arguments) -> Result<bool, String> {
    let path = &arguments.file;
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let scenarios = Scenario::read_all(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let disagreements = match &arguments.disagreements {
        Some(path) => Disagreements::read(path)?,
        None => Disagreements::own()?,
    };
    let mut reached = true;
    let mut summary = Vec::new();
    let built = |engine: &Engine| *engine != Engine::Mysql || cfg!(feature = "mysql");
    let wanted = |engine: &Engine| arguments.engine.map_or(built(engine), |only| only == *engine);
    for engine in Engine::ALL.into_iter().filter(wanted) {
        let mut totals = Totals::default();
        for scenario in &scenarios {
            if !scenario.runs_on(engine) || !scenario.id.contains(&arguments.id) {
                continue;
            }
            let report = Report::new(scenario, engine, run::run(scenario, engine), &disagreements);
            totals.add(&report);
            if !arguments.quiet || !report.agrees() {
                print!("{}", report.text(arguments.show));
            }
        }
        reached &= arguments.min.is_none_or(|min| totals.percent(true) >= min);
        summary.push(totals.text(engine));
    }
    println!("\n{}", summary.join("\n"));
    Ok(reached)
}

fn engine(name: &str) -> Result<Engine, String> {
    Engine::ALL
        .into_iter()
        .find(|engine| engine.as_str() == name)
        .ok_or_else(|| format!("{name} is no engine: sqlite, postgres or mysql"))
}
