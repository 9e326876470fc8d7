//! The arguments.

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands::{
    baseline, branches, check, current, diff, doctor, downgrade, edit, ensure_version, erd, explain, graph,
    heads, history, init, inspect, lint, merge, revision, scaffold, show, squash, stamp, upgrade,
};
use crate::failure::Exit;
use crate::redact::redact;

/// Keeps a database schema in step with annotated Rust structs.
#[derive(Debug, Parser)]
#[command(name = "schemist", version, propagate_version = true, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Databases:
  postgres://user:password@host:5432/name, sqlite:PATH, sqlite::memory: or a plain path.
  The first of these names it: --database-url, DATABASE_URL in the environment, DATABASE_URL
  in .env (in the project folder or above), database_url in schemist.toml. Where there are
  several, --database NAME takes [databases.NAME] of schemist.toml.

Environment:
  DATABASE_URL    the database
  SCHEMIST_NOW    the time that new revisions bear (RFC 3339), for runs that repeat to the byte
  SCHEMIST_LOG    what to log to standard error, e.g. debug
  NO_COLOR        no colours

Exit codes:
  0  done; nothing found
  1  `check`, `current --check-heads` or `doctor` found something
  2  bad arguments, configuration, models or migrations
  3  the database cannot be reached or refused a statement
  4  `check --fail-on` found what it was told to fail on, and no difference; `lint` found something

Examples:
  schemist init
  schemist scaffold --out src                     models for a database that is there
  schemist revision --autogenerate -m \"add zoning\"
  schemist upgrade head
  schemist check";

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct GlobalArgs {
    /// The database, e.g. postgres://user@host/name or sqlite:shop.db
    #[arg(long, global = true, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// One of the databases of schemist.toml, in place of --database-url
    #[arg(short = 'n', long, alias = "name", global = true, value_name = "NAME")]
    pub(crate) database: Option<String>,
    /// The configuration [default: schemist.toml here or in a folder above]
    #[arg(long, global = true, value_name = "FILE", env = "SCHEMIST_CONFIG")]
    pub(crate) config: Option<Utf8PathBuf>,
    /// Whether to colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Errors only on standard error
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// More on standard error
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Never ask, even on a terminal
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    #[command(flatten)]
    pub(crate) features: Features,
}

/// The features with which models are read, in cargo's terms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Features {
    /// Features of the package whose models are read (NAME or PACKAGE/NAME, with commas between)
    #[arg(long, global = true, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) features: Vec<String>,
    /// All features of the package
    #[arg(long, global = true)]
    pub(crate) all_features: bool,
    /// Without those of `default`
    #[arg(long, global = true)]
    pub(crate) no_default_features: bool,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Into files and pipes too
    Always,
    /// Never
    Never,
}

/// The commands, in the order in which `--help` lists them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::InitArgs),
    Scaffold(scaffold::ScaffoldArgs),
    Revision(revision::RevisionArgs),
    Merge(merge::MergeArgs),
    Upgrade(upgrade::UpgradeArgs),
    Downgrade(downgrade::DowngradeArgs),
    Check(check::CheckArgs),
    Current(current::CurrentArgs),
    Graph(graph::GraphArgs),
    History(history::HistoryArgs),
    Heads(heads::HeadsArgs),
    Branches(branches::BranchesArgs),
    Show(show::ShowArgs),
    Edit(edit::EditArgs),
    Stamp(stamp::StampArgs),
    #[command(alias = "ensure_version")]
    EnsureVersion(ensure_version::EnsureVersionArgs),
    Squash(squash::SquashArgs),
    Baseline(baseline::BaselineArgs),
    Doctor(doctor::DoctorArgs),
    Lint(lint::LintArgs),
    Diff(diff::DiffArgs),
    Inspect(inspect::InspectArgs),
    Erd(erd::ErdArgs),
    Explain(explain::ExplainArgs),
}

impl Cli {
    /// The arguments of the process, or the code to exit with after help, version or an error was printed.
    pub(crate) fn read() -> Result<Self, ExitCode> {
        Self::try_parse().map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                // Whoever reads may have seen enough (`| head`).
                let _ = error.print();
                Exit::Success.into()
            }
            _ => {
                print_error(&error);
                Exit::Input.into()
            }
        })
    }
}

/// clap repeats what it does not understand: a URL with a password where no URL belongs, for one.
fn print_error(error: &clap::Error) {
    use std::io::Write;
    let text = error.render().ansi().to_string();
    let mut out = anstream::AutoStream::auto(std::io::stderr());
    let _ = out.write_all(redact(&text).as_bytes());
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn arguments_are_sound_and_every_command_has_examples() {
        let mut command = Cli::command();
        command.build();
        command.clone().debug_assert();
        for subcommand in command.get_subcommands().filter(|c| c.get_name() != "help") {
            let help = subcommand.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Examples:\n  schemist "), "{}", subcommand.get_name());
        }
    }
}
