//! What people know from Alembic and no other test shows; `docs/alembic.md` names them.

use crate::support::Project;

fn project() -> Project {
    let project = Project::empty();
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\n");
    for (version, revises) in [("1", "[]"), ("2", "[\"1\"]"), ("3", "[\"1\"]")] {
        project.write(
            &format!("migrations/{version}_r/up.sql"),
            format!("CREATE TABLE t{version} (id INTEGER);"),
        );
        project.write(&format!("migrations/{version}_r/down.sql"), format!("DROP TABLE t{version};"));
        project.write(
            &format!("migrations/{version}_r/revision.json"),
            format!(
                "{{\"format\": 1, \"version\": \"{version}\", \"revises\": {revises}, \"message\": \"r\"}}"
            ),
        );
    }
    project
}

#[test]
fn the_version_is_told() {
    assert!(Project::empty().ok(&["--version"]).starts_with("schemist 0."));
}

#[test]
fn the_configuration_is_named_by_flag_or_environment() {
    let project = project();
    project.write("db/other.toml", "database_url = \"sqlite:other.db\"\nmigrations = \"../migrations\"\n");
    project.ok(&["--config", "db/other.toml", "upgrade", "heads"]);
    assert!(project.path("db/other.db").is_file() && !project.path("app.db").exists());
    let run = project.run_with(&["current"], &[("SCHEMIST_CONFIG", "db/other.toml")]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "2 (head), r\n3 (head), r\n"));
    let run = project.run_with(&["current"], &[("SCHEMIST_CONFIG", "nowhere.toml")]);
    run.fails(2, &["there is no configuration file nowhere.toml"]);
}

#[test]
fn quiet_says_errors_alone() {
    let project = project();
    let run = project.run(&["-q", "upgrade", "heads"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    project.run(&["-q", "upgrade", "nowhere"]).fails(2, &["Can't locate revision identified by 'nowhere'"]);
}

#[test]
fn a_merge_has_a_label_and_may_splice() {
    let project = project();
    project.run(&["merge", "1", "2"]).fails(2, &["Revision 1 is not a head revision", "--splice"]);
    project.ok(&["merge", "heads", "--branch-label", "joined", "--rev-id", "4"]);
    assert_eq!(project.ok(&["heads"]), "4 (head) (joined), join 2 and 3\n");
    project.ok(&["merge", "2", "3", "--splice", "--rev-id", "5"]);
    assert_eq!(project.ok(&["heads"]), "4 (head) (joined), join 2 and 3\n5 (head), join 2 and 3\n");
}

#[test]
fn heads_and_branches_in_full() {
    let project = project();
    assert_eq!(
        project.ok(&["heads", "-v"]),
        "2 (head), r\n    path migrations/2_r\n3 (head), r\n    path migrations/3_r\n"
    );
    assert_eq!(
        project.ok(&["branches", "-v"]),
        "1 (branchpoint), r\n    path migrations/1_r\n  -> 2, r\n  -> 3, r\n"
    );
}

#[test]
fn the_tables_of_the_record_are_created() {
    let project = project();
    let sql = project.ok(&["ensure-version", "--sql"]);
    assert!(sql.contains("__diesel_schema_migrations") && sql.contains("__schemist_ledger"), "{sql}");
    assert!(!project.path("app.db").exists());
    let run = project.run(&["ensure_version"]);
    assert!(run.stderr.contains("created __diesel_schema_migrations"), "{}", run.stderr);
    assert!(project.run(&["ensure-version"]).stderr.contains("nothing to do"));
    assert_eq!(project.ok(&["current"]), "");
    project.sql("other.db", &sql);
    project.ok(&["upgrade", "heads", "--database-url", "sqlite:other.db"]);
}

/// A long history with a branch and a merge every hundred revisions: no command takes longer than reading it does.
#[test]
fn five_thousand_revisions_are_no_matter() {
    const REVISIONS: usize = 5000;
    let project = Project::empty();
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\n");
    for i in 0..REVISIONS {
        // 98 and 99 of each hundred stand beside each other, and the next one joins them.
        let revises = match i % 100 {
            0 if i > 0 => format!("\"{:05}\", \"{:05}\"", i - 2, i - 1),
            99 => format!("\"{:05}\"", i - 2),
            _ if i > 0 => format!("\"{:05}\"", i - 1),
            _ => String::new(),
        };
        project.write(&format!("migrations/{i:05}_r/up.sql"), "SELECT 1;");
        project.write(
            &format!("migrations/{i:05}_r/revision.json"),
            format!(
                "{{\"format\": 1, \"version\": \"{i:05}\", \"revises\": [{revises}], \"message\": \"r\"}}"
            ),
        );
    }
    project.ok(&["ensure-version"]);
    for (args, lines) in [
        (&["heads"][..], 2),
        (&["upgrade", "heads", "--dry-run"], REVISIONS),
        (&["stamp", "heads"], REVISIONS),
        (&["upgrade", "heads"], 0),
        (&["current", "--check-heads"], 2),
        (&["downgrade", "base", "--dry-run"], REVISIONS),
    ] {
        assert_eq!(project.ok(args).lines().count(), lines, "{args:?}");
    }
    let history = project.ok(&["history"]);
    assert_eq!(history.lines().filter(|line| line.contains(" -> ")).count(), REVISIONS);
}
