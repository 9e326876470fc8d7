//! What the user says of renames, on the command line, in a file and when asked.

mod ask;
mod earlier;
mod file;
mod unanswered;
mod write;

use camino::Utf8PathBuf;
use clap::Args;
use schemist_diff::{Answer, Said};

use crate::codes::BAD_INPUT;
use crate::failure::Failure;

pub(crate) use ask::ask;
pub(crate) use earlier::earlier;
pub(crate) use unanswered::{refuse, reminder};

/// The arguments of the commands that compare.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct RenameArgs {
    /// Take what went and what came for one: users=accounts, or users.nick=handle for a column
    #[arg(long, value_name = "OLD=NEW")]
    rename: Vec<String>,
    /// Take the answers of a file (TOML or JSON): renames, and what was dropped on purpose
    #[arg(long, value_name = "FILE")]
    renames: Option<Utf8PathBuf>,
}

impl RenameArgs {
    /// All answers; those of the command line come first.
    pub(crate) fn answers(&self) -> Result<Vec<Answer>, Failure> {
        let mut answers = self.rename.iter().map(|text| of_argument(text)).collect::<Result<Vec<_>, _>>()?;
        if let Some(path) = &self.renames {
            answers.extend(file::read(path)?);
        }
        Ok(answers)
    }
}

fn of_argument(text: &str) -> Result<Answer, Failure> {
    let by = format!("--rename {text}");
    let sides = text.split_once('=').map(|(from, to)| (from.trim(), to.trim()));
    match sides {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => {
            Ok(Answer { said: Said::Renamed { from: from.to_owned(), to: to.to_owned() }, by })
        }
        _ => Err(Failure::input(BAD_INPUT, format!("`{by}` says no rename"))
            .with_help("write old=new: --rename users=accounts, --rename users.nick=handle")),
    }
}
