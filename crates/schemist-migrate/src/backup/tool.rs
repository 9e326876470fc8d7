//! The engines' own programs.

use std::process::{Command, Stdio};

use super::BackupError;

/// Whether a program is there and runs.
pub(crate) fn is_there(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Runs a program to its end; what it printed.
pub(crate) fn run(command: &mut Command, url: &schemist_reflect::DatabaseUrl) -> Result<String, BackupError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |reason: String| BackupError::Tool {
        program: program.clone(),
        reason: url.without_password(reason.trim()),
    };
    let output = command.stdin(Stdio::null()).output().map_err(|error| failed(error.to_string()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(failed(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}
