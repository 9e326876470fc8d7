use crate::process::{self, Result, cargo};

/// What to measure.
#[derive(clap::Subcommand)]
pub(crate) enum What {
    /// Reading and resolving models, against plain `syn::parse_file` over the same files.
    Models(Arguments),
}

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Fails where it takes more than so many times as long.
    #[arg(long, default_value_t = 1.5)]
    limit: f64,
    /// How many files of one struct each.
    #[arg(long, default_value_t = 1000)]
    files: u32,
    /// How often both are measured.
    #[arg(long, default_value_t = 15)]
    rounds: u32,
}

pub(crate) fn run(what: &What) -> Result<()> {
    let What::Models(Arguments { limit, files, rounds }) = what;
    let mut bench = cargo(&["bench", "--quiet", "--package", "schemist-model", "--bench", "load", "--"]);
    let options =
        [("--limit", limit.to_string()), ("--files", files.to_string()), ("--rounds", rounds.to_string())];
    for (name, value) in options {
        bench.arg(name).arg(value);
    }
    process::run(&mut bench)
}
