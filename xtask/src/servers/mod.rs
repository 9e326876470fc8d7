//! Binaries of other servers than those installed, for `cargo xtask test --postgres` and `--mysql`.

pub(crate) mod mysql;
pub(crate) mod postgres;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::process::{Result, root};

/// A folder below `target`, so that it is kept between runs and goes with `cargo clean`.
fn cache(name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    std::path::absolute(target.join(name)).unwrap_or_else(|_| PathBuf::from("target").join(name))
}

/// An error with `words` where a program cannot be run.
fn require(program: &str, words: &str) -> Result<()> {
    let mut version = Command::new(program);
    let version =
        version.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if version.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(format!("`{program}` is missing: {words}").into())
}

/// An error where the account under which a server runs cannot read the folder of its binaries.
pub(crate) fn require_open(server: &str, binaries: &Path) -> Result<()> {
    if !is_root() || !is_closed(binaries) {
        return Ok(());
    }
    Err(format!(
        "{server} does not run as root, and another account cannot reach {}: \
         set CARGO_TARGET_DIR to a folder that all may enter",
        binaries.display()
    )
    .into())
}

fn is_closed(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = |folder: &Path| {
            folder.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o001 == 0)
        };
        path.ancestors().any(closed)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
