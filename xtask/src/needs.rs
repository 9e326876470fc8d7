//! What the tests need of the machine: said, or installed, before anything is compiled.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::{self, Result};

/// The features that bring MariaDB and MySQL into a build of the workspace. They are off by default, as they
/// need a library of the system's.
pub(crate) const MYSQL: &str = "schemist-testing/mysql,schemist-scenarios/mysql,schemist-cli/mysql";

/// Something the tests cannot do without.
struct Need {
    is_there: fn() -> bool,
    /// Debian's and Ubuntu's names for it.
    packages: &'static [&'static str],
    /// What to do where it cannot be installed.
    words: &'static str,
}

const NEEDS: [Need; 3] = [
    Need {
        is_there: has_postgres,
        packages: &["postgresql"],
        words: "the tests need PostgreSQL's binaries: `apt-get install postgresql`, `brew install postgresql`, or set \
                SCHEMIST_TEST_POSTGRES_URL=postgres://… to a server where databases may be created",
    },
    Need {
        is_there: has_mariadb,
        packages: &["mariadb-server"],
        words: "the tests need MariaDB's binaries: `apt-get install mariadb-server`, `brew install mariadb`, or set \
                SCHEMIST_TEST_MYSQL_URL=mysql://… to a server where databases may be created",
    },
    Need {
        is_there: has_connector,
        packages: &["libmariadb-dev", "pkg-config"],
        words: "the tests of MariaDB and MySQL are built with the system's connector: \
                `apt-get install libmariadb-dev pkg-config` or `brew install mariadb-connector-c pkg-config`",
    },
];

/// Installs what is missing, with apt-get, where that is allowed; else an error that says how to get it.
pub(crate) fn ensure(install: bool) -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !install || !Path::new("/usr/bin/apt-get").exists() {
        let mut words: Vec<&str> = missing.iter().map(|need| need.words).collect();
        words.push("`cargo xtask test --install` as root installs them on Debian and Ubuntu");
        return Err(words.join("\n").into());
    }
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        process::run(&mut apt)
    };
    apt(&["update", "--quiet"])?;
    let packages = missing.iter().flat_map(|need| need.packages).copied();
    let arguments = ["install", "--quiet", "--yes", "--no-install-recommends"];
    apt(&arguments.into_iter().chain(packages).collect::<Vec<_>>())
}

/// The features to build with for MariaDB and MySQL, where that can be built.
pub(crate) fn mysql_if_it_builds() -> Option<&'static str> {
    has_connector().then_some(MYSQL)
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The same places as `schemist-testing` looks at; so below.
fn has_postgres() -> bool {
    if is_set("SCHEMIST_TEST_POSTGRES_URL") || is_set("SCHEMIST_TEST_POSTGRES_BIN") || on_path("initdb") {
        return true;
    }
    let versioned = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"];
    let versions = versioned.iter().filter_map(|root| std::fs::read_dir(root).ok()).flatten().flatten();
    versions.into_iter().any(|version| version.path().join("bin/initdb").is_file())
}

fn has_mariadb() -> bool {
    let places = ["/usr/sbin", "/usr/libexec", "/usr/local/sbin", "/opt/homebrew/opt/mariadb/bin"];
    is_set("SCHEMIST_TEST_MYSQL_URL")
        || is_set("SCHEMIST_TEST_MYSQL_BIN")
        || on_path("mariadbd")
        || places.iter().any(|folder| Path::new(folder).join("mariadbd").is_file())
}

/// The same ways as the crate `mysqlclient-sys` goes.
fn has_connector() -> bool {
    let knows = |library: &&str| {
        let mut probe = Command::new("pkg-config");
        probe.args(["--exists", library]).stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    };
    is_set("MYSQLCLIENT_LIB_DIR")
        || on_path("mysql_config")
        || ["libmariadb", "mysqlclient"].iter().any(knows)
}
