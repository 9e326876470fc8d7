use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use crate::needs;
use crate::process::{self, Result, cargo};
use crate::servers::{mysql, postgres, require_open};

/// What to run.
#[derive(clap::Args, Default)]
pub(crate) struct Arguments {
    /// Install what is missing (PostgreSQL, MariaDB and its connector, with apt-get, as root). Implied by CI=true.
    #[arg(long)]
    install: bool,
    /// Run what runs on PostgreSQL, on servers of these versions: `all`, or e.g. `13,18`. Their binaries are fetched
    /// with npm where they are not there yet.
    #[arg(long, value_name = "VERSIONS")]
    postgres: Option<String>,
    /// Run what runs on MariaDB or MySQL on these servers, as Debian's next release has them: `all`, `mysql` or `mariadb`.
    /// Their binaries are fetched where they are not there yet.
    #[arg(long, value_name = "SERVERS", conflicts_with = "postgres")]
    mysql: Option<String>,
    /// Passed on to the test runner, e.g. a filter.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Doc tests come first: the last thing printed is then the count of the real suite.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(versions) = &arguments.postgres {
        return on_servers(&postgres::parse(versions)?, &ON_POSTGRES, &arguments.rest);
    }
    if let Some(servers) = &arguments.mysql {
        return on_servers(&mysql::parse(servers)?, &ON_MYSQL, &arguments.rest);
    }
    needs::ensure(arguments.install || is_ci())?;
    let rest: Vec<&str> = arguments.rest.iter().map(String::as_str).collect();
    if rest.is_empty() {
        process::run(&mut cargo(&["test", "--workspace", "--features", needs::MYSQL, "--doc"]))?;
    }
    let suite: &[&str] = if has_nextest() {
        &["nextest", "run", "--workspace", "--features", needs::MYSQL]
    } else {
        &["test", "--workspace", "--features", needs::MYSQL, "--all-targets"]
    };
    process::run(cargo(suite).args(rest))
}

/// Package, test, and what the names of those hold.
type Tests = (&'static str, &'static str, &'static str);

/// The tests that run on PostgreSQL.
const ON_POSTGRES: [Tests; 5] = [
    ("schemist-testing", "postgres", ""),
    ("schemist-reflect", "postgres", ""),
    ("schemist-testing", "fixtures", "postgres"),
    ("schemist-testing", "properties", "postgres"),
    ("schemist-migrate", "migrate", "postgres"),
];

/// The tests that run on MariaDB or MySQL.
const ON_MYSQL: [Tests; 6] = [
    ("schemist-reflect", "mysql", ""),
    ("schemist-testing", "fixtures", "mysql"),
    ("schemist-testing", "properties", "mysql"),
    ("schemist-testing", "locks", "mariadb"),
    ("schemist-migrate", "migrate", "mysql"),
    ("schemist-cli", "end_to_end", "mysql"),
];

/// A server other than the one installed.
trait Server: Copy {
    /// What its tests are built with.
    const FEATURES: &'static [&'static str];
    /// Where the tests find a server that runs, and the binaries of one that does not.
    const VARIABLES: [&'static str; 2];

    fn binaries(self) -> Result<PathBuf>;
    /// Once the binaries are there.
    fn title(self) -> String;
}

impl Server for u32 {
    const FEATURES: &'static [&'static str] = &[];
    const VARIABLES: [&'static str; 2] = ["SCHEMIST_TEST_POSTGRES_URL", "SCHEMIST_TEST_POSTGRES_BIN"];

    fn binaries(self) -> Result<PathBuf> {
        postgres::binaries(self)
    }

    fn title(self) -> String {
        format!("PostgreSQL {self}")
    }
}

impl Server for mysql::Server {
    const FEATURES: &'static [&'static str] = &["--features", "mysql,schemist-testing/mysql"];
    const VARIABLES: [&'static str; 2] = ["SCHEMIST_TEST_MYSQL_URL", "SCHEMIST_TEST_MYSQL_BIN"];

    fn binaries(self) -> Result<PathBuf> {
        mysql::binaries(self)
    }

    fn title(self) -> String {
        format!("{} {}", self.name(), mysql::version(self))
    }
}

/// Each in turn; what one fails at does not keep the next from being tried.
fn on_servers<S: Server>(servers: &[S], tests: &[Tests], rest: &[String]) -> Result<()> {
    let mut failed = Vec::new();
    let mut times = Vec::new();
    for server in servers {
        let start = Instant::now();
        let binaries = server.binaries()?;
        let title = server.title();
        require_open(&title, &binaries)?;
        for (package, test, filter) in tests {
            let mut command = cargo(&["test", "--quiet", "--package", package, "--test", test]);
            let filters: Vec<&str> = match (*filter, rest) {
                ("", []) => Vec::new(),
                (filter, []) => vec![filter],
                (_, rest) => rest.iter().map(String::as_str).collect(),
            };
            command.args(S::FEATURES).arg("--").args(filters);
            let [url, folder] = S::VARIABLES;
            command.env_remove(url).env(folder, &binaries);
            eprintln!("\n=== {title}: {package}, {test}");
            if process::run(&mut command).is_err() {
                failed.push(format!("{title}: {package}, {test}"));
            }
        }
        times.push(format!("{title}: {} s", start.elapsed().as_secs()));
    }
    eprintln!("\n{}", times.join("\n"));
    match failed.as_slice() {
        [] => Ok(()),
        failed => Err(format!("failed:\n  {}", failed.join("\n  ")).into()),
    }
}

/// Whether this is the run of a server that nobody watches.
pub(crate) fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

fn has_nextest() -> bool {
    let mut version = cargo(&["nextest", "--version"]);
    version.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
