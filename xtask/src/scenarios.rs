use crate::needs;
use crate::process::{self, Result, cargo};

/// Passed on to `schemist-scenarios`, which links all of the workspace where this does not.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The file, and options; see `cargo xtask scenarios -- --help`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    rest: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let rest: Vec<String> = arguments.rest.iter().map(absolute).collect();
    let mut scenarios = cargo(&["run", "--quiet", "--package", "schemist-scenarios"]);
    scenarios.args(needs::mysql_if_it_builds().map(|_| "--features=mysql"));
    process::run(scenarios.arg("--").args(rest))
}

/// Cargo is run in the root of the repository: files are named from where the command was typed.
fn absolute(argument: &String) -> String {
    let path = std::path::Path::new(argument);
    match std::path::absolute(path) {
        Ok(absolute) if path.exists() => absolute.to_string_lossy().into_owned(),
        _ => argument.clone(),
    }
}
