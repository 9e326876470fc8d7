//! Binaries of MySQL, and of a newer MariaDB than most systems bring: from Debian's packages of what is under test or
//! unstable there, unpacked into a folder together with the libraries they were built with, whatever the system's are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{cache, require};
use crate::process::{self, Result};

/// A server that is not the one installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Server {
    MySql,
    MariaDb,
}

const ALL: [Server; 2] = [Server::MySql, Server::MariaDb];

impl Server {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::MySql => "mysql",
            Self::MariaDb => "mariadb",
        }
    }

    /// The packages with the server, without what starts it at boot, and with what that calls.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::MySql => &["mysql-server-core"],
            Self::MariaDb => &["mariadb-server-core", "mariadb-client-core"],
        }
    }

    /// Its programs, and those that they call.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::MySql => &["sbin/mysqld"],
            Self::MariaDb => &["sbin/mariadbd", "bin/my_print_defaults", "bin/resolveip"],
        }
    }

    /// Where the server finds what lies beside it.
    fn options(self, usr: &Path) -> Vec<String> {
        let (name, below) = (self.name(), |place: &str| usr.join(place).display().to_string());
        vec![
            format!("--lc-messages-dir={}", below(&format!("share/{name}"))),
            format!("--character-sets-dir={}", below(&format!("share/{name}/charsets"))),
            format!("--plugin-dir={}", below(&format!("lib/{name}/plugin"))),
        ]
    }
}

/// `all`, or some of `mysql` and `mariadb` with a comma between them.
pub(crate) fn parse(text: &str) -> Result<Vec<Server>> {
    if text == "all" {
        return Ok(ALL.to_vec());
    }
    let known = |word: &str| {
        let server = ALL.into_iter().find(|server| server.name() == word.trim());
        server.ok_or_else(|| format!("no such server: `{word}` (`mysql`, `mariadb`, or `all`)").into())
    };
    text.split(',').map(known).collect()
}

const MIRROR: &str = "https://deb.debian.org/debian";

/// The suite that has both servers.
const SUITE: &str = "sid";

const WITHOUT_DEBIAN: &str = "the binaries come from packages of Debian's. Install it, or set SCHEMIST_TEST_MYSQL_BIN to a folder \
    with `mysqld`, or with `mariadbd` and `mariadb-install-db`, and run `cargo xtask test`";

/// What the packages ask for and the server does without.
const NOT_NEEDED: [&str; 19] = [
    "adduser",
    "coreutils",
    "debconf",
    "dpkg",
    "gawk",
    "init-system-helpers",
    "iproute2",
    "libdbi-perl",
    "lsof",
    "mariadb-client",
    "mariadb-common",
    "mysql-client",
    "mysql-common",
    "passwd",
    "perl",
    "procps",
    "psmisc",
    "rsync",
    "socat",
];

/// The folder with the programs of a server, fetched where it is not there yet.
pub(crate) fn binaries(server: Server) -> Result<PathBuf> {
    let folder = cache("mysql").join(server.name());
    let binaries = folder.join("programs");
    if folder.join("complete").is_file() {
        return Ok(binaries);
    }
    if (std::env::consts::OS, std::env::consts::ARCH) != ("linux", "x86_64") {
        return Err(format!("there are no packages for this system: {WITHOUT_DEBIAN}").into());
    }
    for program in ["curl", "xz", "dpkg-deb"] {
        require(program, WITHOUT_DEBIAN)?;
    }
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&binaries)?;
    let packages = Packages::fetch(&folder)?;
    let unpacked = folder.join("unpacked");
    for package in packages.needed(server.packages())? {
        let file = folder.join("package.deb");
        fetch(&package.file, &file)?;
        process::run(Command::new("dpkg-deb").arg("--extract").args([&file, &unpacked]))?;
    }
    settle(server, &unpacked, &binaries)?;
    std::fs::write(
        folder.join("complete"),
        packages.version(server.packages().first().copied().unwrap_or_default()),
    )?;
    Ok(binaries)
}

/// Which version was fetched.
pub(crate) fn version(server: Server) -> String {
    let file = cache("mysql").join(server.name()).join("complete");
    std::fs::read_to_string(file).unwrap_or_default()
}

fn fetch(path: &str, file: &Path) -> Result<()> {
    let mut curl = Command::new("curl");
    curl.args(["--fail", "--silent", "--show-error", "--location", "--retry", "3", "--output"]).arg(file);
    process::run(curl.arg(format!("{MIRROR}/{path}")))
}

struct Package {
    version: String,
    file: String,
    /// Names of other packages, the first of each choice.
    needs: Vec<String>,
}

struct Packages {
    packages: BTreeMap<String, Package>,
    /// Names under which others are known.
    provided: BTreeMap<String, String>,
}

impl Packages {
    fn fetch(folder: &Path) -> Result<Self> {
        let index = folder.join("Packages.xz");
        self::fetch(&format!("dists/{SUITE}/main/binary-amd64/Packages.xz"), &index)?;
        Ok(Self::parse(&process::output(Command::new("xz").args(["--decompress", "--stdout"]).arg(&index))?))
    }

    /// Paragraphs of `Name: value` lines: see "Debian Repository Format".
    fn parse(text: &str) -> Self {
        let mut found = Self { packages: BTreeMap::new(), provided: BTreeMap::new() };
        for paragraph in text.split("\n\n") {
            let field = |name: &str| {
                let line = paragraph.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                line.unwrap_or_default().to_owned()
            };
            let name = field("Package");
            for other in names(&field("Provides")) {
                found.provided.entry(other).or_insert_with(|| name.clone());
            }
            let needs = names(&field("Depends")).chain(names(&field("Pre-Depends"))).collect();
            let package = Package { version: field("Version"), file: field("Filename"), needs };
            found.packages.entry(name).or_insert(package);
        }
        found
    }

    fn get(&self, name: &str) -> Option<(&String, &Package)> {
        self.packages.get_key_value(name).or_else(|| self.packages.get_key_value(self.provided.get(name)?))
    }

    fn version(&self, name: &str) -> &str {
        self.get(name).map_or("", |(_, package)| &package.version)
    }

    /// Packages and all that they need.
    fn needed(&self, wanted: &[&str]) -> Result<Vec<&Package>> {
        let mut found: BTreeMap<&String, &Package> = BTreeMap::new();
        let mut left: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        while let Some(name) = left.pop() {
            if NOT_NEEDED.contains(&name.as_str()) {
                continue;
            }
            let (name, package) =
                self.get(&name).ok_or_else(|| format!("Debian's {SUITE} has no package {name}"))?;
            if found.insert(name, package).is_none() {
                left.extend(package.needs.iter().cloned());
            }
        }
        Ok(found.into_values().collect())
    }
}

/// The names in `a (>= 1), b | c, d:any`: the first of each choice.
fn names(list: &str) -> impl Iterator<Item = String> {
    fn first(choice: &str) -> String {
        let end = choice.find(|c: char| c.is_whitespace() || "(:|".contains(c)).unwrap_or(choice.len());
        choice.get(..end).unwrap_or_default().to_owned()
    }
    list.split(',').map(|choice| first(choice.trim())).filter(|name| !name.is_empty())
}

/// Makes the programs run where they were unpacked, with the libraries that lie beside them.
fn settle(server: Server, unpacked: &Path, binaries: &Path) -> Result<()> {
    let usr = unpacked.join("usr");
    let libraries = usr.join("lib/x86_64-linux-gnu");
    let libraries = [libraries.clone(), usr.join(format!("lib/{}/private", server.name()))];
    let libraries: Vec<String> = libraries.iter().map(|folder| folder.display().to_string()).collect();
    let loader = usr.join("lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
    for program in server.programs() {
        let place = usr.join(program);
        let real = place.with_extension("real");
        std::fs::rename(&place, &real)?;
        let options = if program.starts_with("sbin/") { server.options(&usr) } else { Vec::new() };
        // `--no-defaults` must stay the first.
        let script = format!(
            "#!/bin/sh\nfirst=$1; [ $# -eq 0 ] || shift\nexec '{}' --library-path '{}' '{}' $first {} \"$@\"\n",
            loader.display(),
            libraries.join(":"),
            real.display(),
            options.iter().map(|option| format!("'{option}'")).collect::<Vec<_>>().join(" ")
        );
        write_program(&place, &script)?;
        if program.starts_with("sbin/") {
            let name = place.file_name().unwrap_or_default();
            write_program(&binaries.join(name), &format!("#!/bin/sh\nexec '{}' \"$@\"\n", place.display()))?;
        }
    }
    if server == Server::MariaDb {
        let (install, usr) = (usr.join("bin/mariadb-install-db"), usr.display());
        let script = format!(
            "#!/bin/sh\nfirst=$1; shift\nexec '{}' $first --basedir='{usr}' \"$@\"\n",
            install.display()
        );
        write_program(&binaries.join("mariadb-install-db"), &script)?;
    }
    Ok(())
}

fn write_program(file: &Path, script: &str) -> Result<()> {
    std::fs::write(file, script)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_listed() {
        let check = |text: &str, expected: Option<&[Server]>| {
            assert_eq!(parse(text).ok().as_deref(), expected, "{text}")
        };
        check("all", Some(&ALL));
        check("mysql", Some(&[Server::MySql]));
        check("mariadb, mysql", Some(&[Server::MariaDb, Server::MySql]));
        check("oracle", None);
        check("", None);
    }

    #[test]
    fn packages_come_with_what_they_need() {
        let packages = Packages::parse(
            "Package: server\nVersion: 9.7\nDepends: libc6 (>= 2.38), perl:any, libx1t64 | libx1\nFilename: s.deb\n\n\
             Package: libc6\nVersion: 2\nFilename: c.deb\n\nPackage: libx2\nProvides: libx1t64 (= 2)\nDepends: libc6\nFilename: x.deb\n",
        );
        let files: Vec<&str> =
            packages.needed(&["server"]).unwrap().iter().map(|p| p.file.as_str()).collect();
        assert_eq!(files, ["c.deb", "x.deb", "s.deb"]);
        assert_eq!(packages.version("server"), "9.7");
        assert!(packages.needed(&["other"]).is_err());
    }
}
