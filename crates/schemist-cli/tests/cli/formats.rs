//! `check` and `diff` in the formats of code hosts and reviewers.

use crate::support::Project;

const BEFORE: &str = "
use schemist::Model;

#[derive(Model)]
#[model(table = \"users\")]
pub struct User {
    pub id: i32,
    pub nick: Option<String>,
    pub email: Option<String>,
}
";

/// A project in a subfolder of a repository, at the head, whose models then lose a column and gain a key.
fn edited() -> Project {
    let project = Project::with_models("");
    project.write(".git/HEAD", "ref: refs/heads/main\n");
    project.write("shop/schemist.toml", "database_url = \"sqlite:app.db\"\nmodels = [\"models.rs\"]\n");
    project.write("shop/models.rs", BEFORE);
    std::fs::create_dir(project.path("shop/migrations")).unwrap();
    for args in [&["revision", "--autogenerate", "-m", "the users"][..], &["upgrade", "head"]] {
        let run = project.run_in("shop", args, &[]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    }
    let after = BEFORE.replace("    pub nick: Option<String>,\n", "").replace("Option<String>", "String");
    project.write("shop/models.rs", after);
    project
}

#[track_caller]
fn check(project: &Project, format: &str, code: i32) -> String {
    let run = project.run_in("shop", &["check", "--format", format], &[]);
    assert_eq!(run.code, code, "{}{}", run.stdout, run.stderr);
    run.stdout
}

#[test]
fn annotations_point_to_lines_that_exist() {
    let project = edited();
    let text = check(&project, "github", 1);
    assert!(text.lines().all(|line| line.starts_with("::")), "{text}");
    let mut places = 0;
    for line in text.lines() {
        let property = |name: &str| {
            let rest = line.split_once(&format!("{name}="))?.1;
            rest.split([',', ':']).next().map(str::to_owned)
        };
        let file = property("file").unwrap();
        let lines = project.read(&file).lines().count();
        if let Some(at) = property("line") {
            places += 1;
            assert!((1..=lines).contains(&at.parse().unwrap()), "{line}");
        }
    }
    assert!(places > 0, "{text}");
    assert!(text.contains("file=shop/models.rs"), "{text}");
}

#[test]
fn every_format_tells_of_the_dropped_column() {
    let project = edited();
    for format in ["text", "json", "sarif", "github", "gitlab", "markdown", "junit"] {
        let text = check(&project, format, 1);
        assert!(text.contains("nick"), "{format}: {text}");
        assert_eq!(check(&project, format, 1), text, "{format}");
    }
    let markdown = check(&project, "markdown", 1);
    assert!(markdown.contains("| dropped | 1 | `users` |"), "{markdown}");
    assert!(markdown.contains("```sql\n"), "{markdown}");
}

#[test]
fn what_is_wrong_with_the_models_is_reported_too() {
    let project = edited();
    project.write("shop/models.rs", BEFORE.replace("i32", "Unknown"));
    let text = check(&project, "sarif", 2);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let result = &value["runs"][0]["results"][0];
    assert_eq!(result["level"], "error");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "shop/models.rs");
    assert_eq!(place["region"]["startLine"], 7);
}

#[test]
fn findings_fail_the_check_where_that_is_asked() {
    let project = edited();
    project.write("shop/models.rs", BEFORE);
    project.sql("shop/app.db", "CREATE TABLE theirs (id INTEGER PRIMARY KEY)");
    assert_eq!(project.run_in("shop", &["check"], &[]).code, 0);
    assert_eq!(project.run_in("shop", &["check", "--fail-on", "warning"], &[]).code, 0);
    assert_eq!(project.run_in("shop", &["check", "--fail-on", "note"], &[]).code, 4);
}

#[test]
fn a_unified_diff_shows_both_schemas_as_text() {
    let project = edited();
    project.sql("one.db", "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
    project.sql("two.db", "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)");
    let args = ["diff", "--from", "one.db", "--to", "two.db", "--format", "unified"];
    let text = project.ok(&args);
    assert!(text.starts_with("--- one.db\n+++ two.db\n@@ "), "{text}");
    assert!(text.contains("-    a   TEXT\n+    a   TEXT not null\n"), "{text}");
    assert_eq!(project.ok(&["diff", "--from", "one.db", "--to", "one.db", "--format", "unified"]), "");
}
