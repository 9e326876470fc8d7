use std::path::{Path, PathBuf};

use crate::server::{ServerError, variable};

/// The folder of the binaries, or of the unpacked server, to use instead of those found.
const BIN_VARIABLE: &str = "SCHEMIST_TEST_MYSQL_BIN";

/// Where distributions put the server, which is often not on the `PATH` of people.
const PLACES: [&str; 8] = [
    "/usr/sbin",
    "/usr/libexec",
    "/usr/local/sbin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/opt/homebrew/opt/mariadb/bin",
    "/usr/local/mysql/bin",
    "/opt/homebrew/opt/mysql/bin",
];

const WAYS: &str = "Install it (Debian, Ubuntu: `apt-get install mariadb-server`; macOS: `brew install mariadb`),\n\
    or set SCHEMIST_TEST_MYSQL_URL=mysql://… to a server where databases may be created,\n\
    or set SCHEMIST_TEST_MYSQL_BIN to the folder of the binaries of MariaDB or MySQL.";

/// The programs of either server.
pub(super) enum Binaries {
    MariaDb { server: PathBuf, install: PathBuf },
    MySql { server: PathBuf },
}

impl Binaries {
    pub(super) fn server(&self) -> &Path {
        match self {
            Self::MariaDb { server, .. } | Self::MySql { server } => server,
        }
    }
}

/// Those of `SCHEMIST_TEST_MYSQL_BIN`, else those that `PATH` or the usual places lead to: MariaDB's before MySQL's.
pub(super) fn find() -> Result<Binaries, ServerError> {
    let folders = folders();
    let first = |names: &[&str]| {
        let places = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
        places.into_iter().find(|path| path.is_file())
    };
    if let (Some(server), Some(install)) =
        (first(&["mariadbd"]), first(&["mariadb-install-db", "mysql_install_db"]))
    {
        return Ok(Binaries::MariaDb { server, install });
    }
    if let Some(server) = first(&["mysqld"]) {
        return Ok(Binaries::MySql { server });
    }
    Err(ServerError::NotInstalled {
        server: "MariaDB",
        programs: "`mariadbd` and `mariadb-install-db`",
        searched: folders.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", "),
        ways: WAYS,
    })
}

fn folders() -> Vec<PathBuf> {
    if let Some(folder) = variable(BIN_VARIABLE) {
        let folder = Path::new(&folder);
        return vec![folder.to_path_buf(), folder.join("bin"), folder.join("scripts")];
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain(PLACES.iter().map(PathBuf::from)).collect()
}
