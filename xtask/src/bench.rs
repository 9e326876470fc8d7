use crate::process::{self, Result, cargo};

/// What to measure.
#[derive(clap::Subcommand)]
pub(crate) enum What {
    /// Reading and resolving models, against plain `syn::parse_file` over the same files.
    Models(Arguments),
    /// `schemist upgrade head` over 500 small revisions, against the engine's own client with the same statements.
    Upgrade(UpgradeArguments),
    /// Reading a database of 1,000 tables on SQLite and PostgreSQL, per table, against one of 100.
    Reflect(ReflectArguments),
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

#[derive(clap::Args)]
pub(crate) struct UpgradeArguments {
    /// Fails where it takes more than so many times as long.
    #[arg(long, default_value_t = 2.0)]
    limit: f64,
    /// On which engine: beside `psql -1`, `sqlite3` or `mariadb`.
    #[arg(long, default_value = "postgres", value_parser = ["postgres", "sqlite", "mysql"])]
    engine: String,
    /// With the build of the tests, which is there already, in place of an optimized one.
    #[arg(long)]
    dev: bool,
}

#[derive(clap::Args)]
pub(crate) struct ReflectArguments {
    /// Fails where a table of the large database costs more than so many times one of the small one.
    #[arg(long, default_value_t = 1.5)]
    limit: f64,
    /// How often both are measured.
    #[arg(long, default_value_t = 7)]
    rounds: u32,
    /// With the build of the tests, which is there already, in place of an optimized one.
    #[arg(long)]
    dev: bool,
}

pub(crate) fn run(what: &What) -> Result<()> {
    match what {
        What::Models(arguments) => models(arguments),
        What::Upgrade(arguments) => upgrade(arguments),
        What::Reflect(arguments) => reflect(arguments),
    }
}

fn models(Arguments { limit, files, rounds }: &Arguments) -> Result<()> {
    let mut bench = cargo(&["bench", "--quiet", "--package", "schemist-model", "--bench", "load", "--"]);
    let options =
        [("--limit", limit.to_string()), ("--files", files.to_string()), ("--rounds", rounds.to_string())];
    for (name, value) in options {
        bench.arg(name).arg(value);
    }
    process::run(&mut bench)
}

fn upgrade(UpgradeArguments { limit, engine, dev }: &UpgradeArguments) -> Result<()> {
    let mut bench = cargo(&["bench", "--quiet", "--package", "schemist-cli", "--bench", "upgrade"]);
    if engine == "mysql" {
        bench.args([
            "--package",
            "schemist-testing",
            "--features",
            "schemist-cli/mysql,schemist-testing/mysql",
        ]);
    }
    if *dev {
        bench.args(["--profile", "dev"]);
    }
    process::run(bench.args(["--", "--engine", engine, "--limit", &limit.to_string()]))
}

fn reflect(ReflectArguments { limit, rounds, dev }: &ReflectArguments) -> Result<()> {
    let mut bench = cargo(&["bench", "--quiet", "--package", "schemist-reflect", "--bench", "reflect"]);
    if *dev {
        bench.args(["--profile", "dev"]);
    }
    process::run(bench.args(["--", "--limit", &limit.to_string(), "--rounds", &rounds.to_string()]))
}
