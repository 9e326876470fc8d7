use crate::process::{self, Result, cargo};

/// Passed on to the example `renames` of `schemist-diff`, which calls the matcher that the differ calls.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The file: one recorded change a line.
    file: std::path::PathBuf,
    /// Names each wrong and each missed rename.
    #[arg(long)]
    misses: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    // Cargo is run in the root of the repository: the file is named from where the command was typed.
    let file = std::path::absolute(&arguments.file)?;
    let mut command = cargo(&["run", "--quiet", "--package", "schemist-diff", "--example", "renames", "--"]);
    command.arg(file);
    if arguments.misses {
        command.arg("--misses");
    }
    process::run(&mut command)
}
