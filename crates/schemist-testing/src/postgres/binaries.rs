use std::path::{Path, PathBuf};

use crate::ServerError;

/// The folder of the binaries to use instead of those found.
const BIN_VARIABLE: &str = "SCHEMIST_TEST_POSTGRES_BIN";

const WAYS: &str = "Install it (Debian, Ubuntu: `apt-get install postgresql`; macOS: `brew install postgresql`),\n\
    or set SCHEMIST_TEST_POSTGRES_URL=postgres://… to a server where databases may be created,\n\
    or set SCHEMIST_TEST_POSTGRES_BIN to the folder of the binaries.";

/// Folders below which distributions keep one folder per version, with `bin` in it.
const VERSIONED: [&str; 3] = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"];

/// The folder that holds `initdb`, `pg_ctl` and `postgres`: the one of `SCHEMIST_TEST_POSTGRES_BIN`,
/// else the highest version installed, else what `PATH` leads to.
pub(super) fn find() -> Result<PathBuf, ServerError> {
    let candidates = candidates();
    candidates.iter().find(|folder| is_complete(folder)).cloned().ok_or_else(|| {
        let searched: Vec<String> = candidates.iter().map(|c| c.display().to_string()).collect();
        ServerError::NotInstalled {
            server: "PostgreSQL",
            programs: "`initdb` and `postgres`",
            searched: searched.join(", "),
            ways: WAYS,
        }
    })
}

fn candidates() -> Vec<PathBuf> {
    if let Some(folder) = std::env::var_os(BIN_VARIABLE).filter(|v| !v.is_empty()) {
        return vec![PathBuf::from(folder)];
    }
    let mut versions: Vec<(u32, PathBuf)> = VERSIONED.iter().flat_map(|root| versions_below(root)).collect();
    versions.sort_by(|a, b| b.cmp(a));
    let path = std::env::var_os("PATH").unwrap_or_default();
    versions.into_iter().map(|(_, folder)| folder).chain(std::env::split_paths(&path)).collect()
}

/// `(15, /usr/lib/postgresql/15/bin)` and its like; `postgresql@15` is Homebrew's spelling.
fn versions_below(root: &str) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(root) else { return Vec::new() };
    let version = |path: &Path| {
        let name = path.file_name()?.to_str()?;
        name.strip_prefix("postgresql@").unwrap_or(name).parse::<u32>().ok()
    };
    entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            Some((version(&path)?, path.join("bin")))
        })
        .collect()
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file())
}
