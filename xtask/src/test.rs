use std::process::{Command, Stdio};
use std::time::Instant;

use crate::process::{self, Result, cargo};
use crate::{needs, servers};

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
    /// Passed on to the test runner, e.g. a filter.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Doc tests come first: the last thing printed is then the count of the real suite.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(versions) = &arguments.postgres {
        return on_versions(&servers::parse(versions)?, &arguments.rest);
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

/// The tests that run on PostgreSQL: package, test, and what the names of those hold.
const ON_POSTGRES: [(&str, &str, &str); 5] = [
    ("schemist-testing", "postgres", ""),
    ("schemist-reflect", "postgres", ""),
    ("schemist-testing", "fixtures", "postgres"),
    ("schemist-testing", "properties", "postgres"),
    ("schemist-migrate", "migrate", "postgres"),
];

/// Each version in turn; what one fails at does not keep the next from being tried.
fn on_versions(versions: &[u32], rest: &[String]) -> Result<()> {
    let mut failed = Vec::new();
    let mut times = Vec::new();
    for version in versions {
        let start = Instant::now();
        let binaries = servers::binaries(*version)?;
        if is_root() && servers::is_closed(&binaries) {
            let binaries = binaries.display();
            return Err(format!(
                "PostgreSQL does not run as root, and another account cannot reach {binaries}: \
                 set CARGO_TARGET_DIR to a folder that all may enter"
            )
            .into());
        }
        for (package, test, filter) in ON_POSTGRES {
            let mut tests = cargo(&["test", "--quiet", "--package", package, "--test", test, "--"]);
            let filters: Vec<&str> = match (filter, rest) {
                ("", []) => Vec::new(),
                (filter, []) => vec![filter],
                (_, rest) => rest.iter().map(String::as_str).collect(),
            };
            tests.args(filters);
            tests.env_remove("SCHEMIST_TEST_POSTGRES_URL").env("SCHEMIST_TEST_POSTGRES_BIN", &binaries);
            eprintln!("\n=== PostgreSQL {version}: {package}, {test}");
            if process::run(&mut tests).is_err() {
                failed.push(format!("{version}: {package}, {test}"));
            }
        }
        times.push(format!("PostgreSQL {version}: {} s", start.elapsed().as_secs()));
    }
    eprintln!("\n{}", times.join("\n"));
    match failed.as_slice() {
        [] => Ok(()),
        failed => Err(format!("failed on PostgreSQL\n  {}", failed.join("\n  ")).into()),
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Whether this is the run of a server that nobody watches.
pub(crate) fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

fn has_nextest() -> bool {
    let mut version = cargo(&["nextest", "--version"]);
    version.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
