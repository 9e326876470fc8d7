use std::time::Instant;

use crate::process::{self, Result, cargo};
use crate::{docs, needs, test};

/// What to run.
#[derive(clap::Args)]
pub(crate) struct LintArguments {
    /// Install what the build needs and the machine lacks, as `cargo xtask test --install` does. Implied by CI=true.
    #[arg(long)]
    install: bool,
}

/// One step.
type Step = (&'static str, fn() -> Result<()>);

/// The cheap ones first; with the features and the profile of the tests, so that dependencies are compiled once for
/// the lints and once for the rest.
const STEPS: [Step; 3] = [
    ("format", || process::run(&mut cargo(&["fmt", "--all", "--check"]))),
    ("lints", || {
        process::run(&mut cargo(&[
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--features",
            needs::MYSQL,
            "--",
            "--deny",
            "warnings",
        ]))
    }),
    ("generated pages", docs::check),
];

/// All that can be said of the sources without running the tests.
pub(crate) fn lint(arguments: &LintArguments) -> Result<()> {
    needs::ensure(arguments.install || test::is_ci())?;
    for (i, (name, step)) in STEPS.iter().enumerate() {
        let begin = Instant::now();
        eprintln!("\n=== {}/{} {name}", i + 1, STEPS.len());
        step().map_err(|e| format!("{name}: {e}"))?;
        eprintln!("=== {name}: {} s", begin.elapsed().as_secs());
    }
    Ok(())
}

/// All that a submission must pass.
pub(crate) fn run() -> Result<()> {
    lint(&LintArguments { install: false })?;
    test::run(&test::Arguments::default()).map_err(|e| format!("tests: {e}").into())
}
