use std::time::Instant;

use crate::process::{self, Result, cargo};
use crate::{docs, needs, test};

/// One step.
type Step = (&'static str, fn() -> Result<()>);

/// The cheap ones first; all with the same features and profile, so that dependencies are compiled once for
/// the lints and once for the tests.
const STEPS: [Step; 5] = [
    ("needs", || needs::ensure(test::is_ci())),
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
    ("tests", || test::run(&test::Arguments::default())),
];

/// All that a submission must pass.
pub(crate) fn run() -> Result<()> {
    for (i, (name, step)) in STEPS.iter().enumerate() {
        let begin = Instant::now();
        eprintln!("\n=== {}/{} {name}", i + 1, STEPS.len());
        step().map_err(|e| format!("{name}: {e}"))?;
        eprintln!("=== {name}: {} s", begin.elapsed().as_secs());
    }
    Ok(())
}
