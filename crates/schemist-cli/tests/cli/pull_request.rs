//! What a reviewer sees of a pull request of thirty operations.

use std::path::Path;

use crate::support::Project;

/// As many lines as a screen shows.
const SCREEN: usize = 40;

#[test]
fn thirty_operations_read_on_one_screen() {
    let project = Project::with_models(include_str!("pull_request/before.rs"));
    project.ok(&["revision", "--autogenerate", "-m", "shop", "--rev-id", "1"]);
    project.ok(&["upgrade", "head"]);
    project.sql("app.db", include_str!("pull_request/rows.sql"));
    project.write("models.rs", include_str!("pull_request/after.rs"));
    let run = project.run(&["check", "--format", "markdown"]);
    assert_eq!(run.code, 1, "{}", run.stderr);

    let text = run.stdout;
    assert!(text.contains("All 30 operations"), "{text}");
    let open = text.split("<details>").next().unwrap();
    // What a long line takes in a comment of GitHub's width.
    let lines: usize = open.lines().map(|line| 1 + line.chars().count() / 110).sum();
    assert!(lines <= SCREEN, "{lines} lines before what is collapsed:\n{open}");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../snapshots/review/pull_request.md");
    if std::env::var_os("SCHEMIST_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(
        text,
        std::fs::read_to_string(&path).unwrap(),
        "`cargo xtask bless thirty_operations` records it"
    );
}
