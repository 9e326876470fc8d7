//! The `schemist` command: reads the arguments, runs one command, prints what it has to say, and exits.

#[cfg(test)]
mod alembic_table;
mod backup;
mod certificates;
mod cli;
mod clock;
mod codes;
mod commands;
mod config;
mod context;
mod database;
mod dotenv;
mod engine_name;
mod facts;
mod failure;
mod files;
mod formats;
mod lanes;
mod pipeline;
mod progress;
mod project;
mod record;
mod redact;
mod renames;
mod revisions;
mod runs;
mod sides;
mod stages;
mod terminal;

use std::process::ExitCode;

use crate::cli::Cli;
use crate::context::Context;
use crate::terminal::Terminal;

fn main() -> ExitCode {
    certificates::use_those_of_the_system();
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let terminal = Terminal::new(&cli.global);
    terminal.trace();
    let context = Context::new(cli.global, terminal);
    match commands::run(cli.command, &context) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            context.terminal.failure(&failure);
            failure.exit.into()
        }
    }
}
