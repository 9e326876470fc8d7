//! The graph of revisions and the commands around it, as a team meets them.

use crate::support::Project;

const MODEL: &str = "use schemist::Model;\n#[derive(Model)]\n#[model(table = \"users\")]\npub struct User {\n    #[model(id)]\n    id: i32,\n}\n";

/// A project without models, and its database.
fn project() -> Project {
    let project = Project::empty();
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\n");
    std::fs::create_dir(project.path("migrations")).unwrap();
    project
}

/// A revision by hand that creates a table of its name; its directory.
fn revision(project: &Project, name: &str, more: &[&str]) -> String {
    let written = project.ok(&[&["revision", "-m", name][..], more].concat());
    let folder = written.lines().next().unwrap().to_owned();
    let table = name.replace(' ', "_");
    project.write(&format!("{folder}/up.sql"), format!("CREATE TABLE {table} (id INTEGER);\n"));
    project.write(&format!("{folder}/down.sql"), format!("DROP TABLE {table};\n"));
    folder
}

/// `a` ← `b`, and `c` beside `b`: two heads, as after a merge of code.
fn two_heads() -> Project {
    let project = project();
    revision(&project, "alpha", &["--rev-id", "1"]);
    revision(&project, "beta", &["--rev-id", "2"]);
    revision(&project, "gamma", &["--rev-id", "3", "--head", "1", "--splice", "--branch-label", "shop"]);
    project
}

#[test]
fn branches_are_made_shown_and_joined() {
    let project = two_heads();
    assert_eq!(project.ok(&["heads"]), "2 (head), beta\n3 (head) (shop), gamma\n");
    assert_eq!(project.ok(&["branches"]), "1 (branchpoint), alpha\n  -> 2, beta\n  -> 3 (shop), gamma\n");
    assert_eq!(
        project.ok(&["history"]),
        "* 1 -> 3 (head) (shop), gamma\n| * 1 -> 2 (head), beta\n|/\n* <base> -> 1 (branchpoint), alpha\n"
    );
    let run = project.run(&["revision", "-m", "delta"]);
    run.fails(2, &["Multiple heads are present; please specify the head revision", "schemist merge heads"]);
    project.run(&["upgrade", "head"]).fails(2, &["Multiple heads are present", "schemist upgrade heads"]);

    project.ok(&["upgrade", "shop@head"]);
    assert_eq!(project.ok(&["current"]), "3 (head), gamma\n");
    let merge = project.ok(&["merge", "heads", "-m", "join beta and gamma", "--rev-id", "4"]);
    assert_eq!(merge, "migrations/4_join_beta_and_gamma\n");
    // What of the other branch is not applied comes with the merge, old as it is.
    project.ok(&["upgrade", "head"]);
    assert_eq!(project.ok(&["current", "--check-heads"]), "4 (head), join beta and gamma\n");
    assert!(
        project
            .ok(&["history"])
            .starts_with("* 2, 3 -> 4 (head) (merge) (current), join beta and gamma\n|\\\n")
    );
    project.run(&["merge"]).fails(2, &["nothing to join, there is one head: 4"]);
    project.run(&["downgrade", "-2"]).fails(2, &["Multiple heads are present in the database"]);
    project.ok(&["downgrade", "base"]);
    assert!(project.schema("app.db").is_empty());
}

#[test]
fn a_place_in_the_graph_is_checked() {
    let project = two_heads();
    let refused = |args: &[&str], words: &[&str]| {
        let args = [&["revision", "-m", "x y"][..], args].concat();
        project.run(&args).fails(2, words);
    };
    refused(&["--head", "1"], &["Revision 1 is not a head revision; please specify --splice"]);
    refused(&["--head", "nowhere"], &["Can't locate revision identified by 'nowhere'", "schemist history"]);
    refused(&["--head", "2", "--branch-label", "shop"], &["the label shop is taken by 3_gamma"]);
    refused(&["--head", "2", "--branch-label", "a@b"], &["`a@b` cannot be a label"]);
    refused(&["--head", "2", "--depends-on", "zz"], &["Can't locate revision identified by 'zz'"]);
    refused(&["--autogenerate", "--empty"], &["cannot be used with"]);
    let written =
        project.ok(&["revision", "-m", "till", "--head", "base", "--depends-on", "shop", "--rev-id", "5"]);
    let json: serde_json::Value =
        serde_json::from_str(&project.read(&format!("{}/revision.json", written.trim()))).unwrap();
    assert_eq!(json["revises"], serde_json::json!([]));
    assert_eq!(json["depends_on"], serde_json::json!(["3"]));
    assert!(project.ok(&["show", "till"]).contains("Depends on:  3\n"));
    assert_eq!(project.ok(&["upgrade", "5", "--dry-run"]), "apply 1, alpha\napply 3, gamma\napply 5, till\n");
    assert_eq!(project.ok(&["heads", "--resolve-dependencies"]), "2 (head), beta\n5 (head), till\n");
}

#[test]
fn histories_by_range() {
    let project = project();
    for (version, name) in [("1", "alpha"), ("2", "beta"), ("3", "gamma"), ("4", "delta")] {
        revision(&project, name, &["--rev-id", version]);
    }
    let versions = |range: &str| {
        let history = project.ok(&["history", "-r", range]);
        let versions =
            history.lines().map(|line| line.split(" -> ").nth(1).unwrap().split([' ', ',']).next().unwrap());
        versions.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(versions("2:3"), "3 2");
    assert_eq!(versions("2:"), "4 3 2");
    assert_eq!(versions("-1:"), "4 3");
    assert_eq!(versions(":+2"), "2 1");
    project.run(&["history", "-r", "current:"]).fails(3, &["there is no database"]);
    project.run(&["history", "-i"]).fails(3, &["there is no database"]);
    project.ok(&["upgrade", "3"]);
    assert_eq!(versions("current:"), "4 3");
    let verbose = project.ok(&["history", "-i", "-v", "-r", "3:3"]);
    assert_eq!(
        verbose,
        "2 -> 3 (current), gamma\n    path migrations/3_gamma\n    created 2026-11-21T10:30:00Z\n"
    );
    let behind = project.run(&["current", "--check-heads"]);
    assert_eq!((behind.code, behind.stdout.as_str()), (1, "3, gamma\n"));
    assert!(behind.stderr.contains("Database is not on all head revisions"), "{}", behind.stderr);
    assert!(project.ok(&["current", "-v"]).contains("    applied 2"));
}

#[test]
fn scripts_for_another_to_run() {
    let project = project();
    revision(&project, "alpha", &["--rev-id", "1"]);
    revision(&project, "beta", &["--rev-id", "2"]);
    let before = project.files();
    let up = project.ok(&["upgrade", "--sql", "head"]);
    assert!(project.files() == before, "no database is made");
    project.sql("app.db", &up);
    assert_eq!(project.ok(&["current"]), "2 (head), beta\n");
    assert_eq!(project.ok(&["upgrade", "head"]), "");
    project.run(&["downgrade", "-1", "--sql"]).fails(2, &["requires <fromrev>:<torev>"]);
    project.run(&["upgrade", "1:2"]).fails(2, &["Range revision not allowed"]);
    project.sql("app.db", &project.ok(&["downgrade", "--sql", "2:1"]));
    assert_eq!(project.ok(&["current"]), "1, alpha\n");
    project.sql("app.db", &project.ok(&["upgrade", "--sql", "1:head"]));
    assert_eq!(project.ok(&["current"]), "2 (head), beta\n");
    project.sql("app.db", &project.ok(&["stamp", "--sql", "1"]));
    assert_eq!(project.ok(&["current"]), "1, alpha\n");
    project.sql("other.db", &project.ok(&["stamp", "--sql", "head"]));
    assert_eq!(project.ok(&["--database-url", "other.db", "current"]), "2 (head), beta\n");
}

#[test]
fn stamping_changes_the_record_alone() {
    let project = two_heads();
    assert_eq!(project.ok(&["stamp", "2"]), "applied 1, alpha\napplied 2, beta\n");
    assert!(project.schema("app.db").is_empty());
    assert_eq!(project.ok(&["stamp", "1"]), "not applied 2, beta\n");
    assert_eq!(project.ok(&["stamp", "heads"]), "applied 2, beta\napplied 3, gamma\n");
    assert_eq!(project.ok(&["stamp", "shop@head"]), "");
    assert_eq!(
        project.ok(&["stamp", "--purge", "1"]),
        "applied 1, alpha\nnot applied 2, beta\nnot applied 3, gamma\n"
    );
    assert_eq!(project.ok(&["stamp", "base"]), "not applied 1, alpha\n");
    project.run(&["stamp"]).fails(2, &["TARGET"]);
    project.run(&["stamp", "zz"]).fails(2, &["Can't locate revision identified by 'zz'"]);

    project.ok(&["upgrade", "2"]);
    let folder = "migrations/2_beta";
    project.write(&format!("{folder}/up.sql"), "CREATE TABLE beta (id INTEGER, x);\n");
    project
        .run(&["upgrade", "heads"])
        .fails(2, &["2_beta/up.sql was changed since", "statement 1 (line 1)", "stamp --repair"]);
    assert_eq!(project.ok(&["stamp", "--repair"]), "applied 2, beta\n");
    project.ok(&["upgrade", "heads"]);
    std::fs::remove_dir_all(project.path("migrations/3_gamma")).unwrap();
    project.run(&["upgrade", "head"]).fails(2, &["Can't locate revision identified by '3'"]);
    assert_eq!(project.ok(&["stamp", "--repair"]), "not applied 3, which has no directory\n");
    assert_eq!(project.ok(&["upgrade", "head"]), "");
}

#[test]
fn several_revisions_become_one() {
    let project = project();
    for (version, name) in [("1", "alpha"), ("2", "beta"), ("3", "gamma"), ("4", "delta")] {
        revision(&project, name, &["--rev-id", version]);
    }
    project.ok(&["upgrade", "head"]);
    project.ok(&["--database-url", "behind.db", "upgrade", "2"]);
    let schema = project.schema("app.db");
    assert_eq!(project.ok(&["squash", "1:3", "--dry-run"]), "1, alpha\n2, beta\n3, gamma\n");
    assert_eq!(project.ok(&["squash", "1:3", "-m", "the first three"]), "migrations/3_gamma\n");
    assert_eq!(project.ok(&["history"]), "3 -> 4 (head) (current), delta\n<base> -> 3, the first three\n");
    // A database that has all of them has the one.
    assert_eq!(project.ok(&["current", "--check-heads"]), "4 (head), delta\n");
    assert_eq!(project.ok(&["upgrade", "head"]), "");
    project
        .run(&["--database-url", "behind.db", "upgrade"])
        .fails(2, &["the database stands within what was squashed into 3_gamma: 1, 2 applied"]);
    project.ok(&["--database-url", "new.db", "upgrade"]);
    assert_eq!(project.schema("new.db"), schema);
    let run = project.run(&["downgrade", "base"]);
    assert!(!run.stderr.contains("was changed"), "{}", run.stderr);
    assert!(project.schema("app.db").is_empty());
    assert_eq!(project.query("app.db", "SELECT count(*) AS value FROM __diesel_schema_migrations"), ["0"]);
    project.run(&["squash", "4:4"]).fails(2, &["one revision is one already"]);

    let branched = two_heads();
    branched.run(&["squash", "1:2"]).fails(2, &["3_gamma follows 1_alpha, which would be gone"]);
    let before = branched.files();
    branched.run(&["squash", "base:heads"]).fails(2, &["only a line can become one"]);
    assert!(branched.files() == before);
}

#[test]
fn a_database_without_migrations_gets_a_first_one() {
    let project = project();
    project.sql(
        "app.db",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);
         CREATE VIEW v AS SELECT id FROM users -- of all
         ; INSERT INTO users VALUES (1, 'a');",
    );
    let run = project.run(&["baseline"]);
    assert_eq!(run.stdout, "migrations/2026-11-21-103000-0000_baseline\n", "{}", run.stderr);
    assert!(!run.stderr.contains("not in it"), "{}", run.stderr);
    assert_eq!(project.ok(&["current"]), "2026-11-21-103000-0000 (head), baseline\n");
    assert!(!project.path("migrations/2026-11-21-103000-0000_baseline/down.sql").exists());
    project.run(&["downgrade", "base"]).fails(2, &["irreversible"]);
    project.ok(&["--database-url", "new.db", "upgrade"]);
    assert_eq!(project.ok(&["diff", "--from", "app.db", "--to", "new.db"]), "");
    assert_eq!(project.query("new.db", "SELECT count(*) AS value FROM v"), ["0"]);
    project.run(&["baseline"]).fails(2, &["there are revisions already"]);
}

#[test]
fn names_and_files_of_revisions_follow_the_configuration() {
    let project = project();
    project.write(
        "schemist.toml",
        "database_url = \"sqlite:app.db\"\n[revisions]\nfile_template = \"{year}{month}{day}{hour}{minute}_{slug}\"\n\
         timezone = \"Asia/Tokyo\"\nslug_length = 8\ntemplates = \"templates\"\n\
         post_write = [[\"sh\", \"-c\", \"echo '-- hooked' >> {up}\"]]\n",
    );
    project.write(
        "templates/up.sql",
        "-- {{ message }} ({{ version }}) after {{ revises | join(', ') }}\n{{ content }}",
    );
    let first = project.ok(&["revision", "-m", "Größe ändern, bitte"]);
    assert_eq!(first, "migrations/202611211930_grosse_a\n");
    let up = project.read("migrations/202611211930_grosse_a/up.sql");
    assert!(up.starts_with("-- Größe ändern, bitte (202611211930) after \n"), "{up}");
    assert!(up.ends_with("\n-- hooked\n"), "{up}");
    assert!(
        project.read("migrations/202611211930_grosse_a/revision.json").contains("2026-11-21T19:30:00+09:00")
    );
    // Within the same minute the next one sorts behind it all the same.
    let second = project.ok(&["revision", "-m", "second one"]);
    assert_eq!(second, "migrations/202611211931_second_o\n");

    let wrong = |revisions: &str, words: &[&str]| {
        project
            .write("schemist.toml", format!("database_url = \"sqlite:app.db\"\n[revisions]\n{revisions}\n"));
        project.run(&["revision", "-m", "x y"]).fails(2, words);
    };
    wrong("file_template = \"{slug}\"", &["gives no version before the first `_`"]);
    wrong("file_template = \"{version}{rev}_{slug}\"", &["has an unknown {rev}"]);
    wrong("file_template = \"{version}/{slug}\"", &["more than letters"]);
    wrong("timezone = \"Mars\"", &["timezone is not known: `Mars`"]);
    wrong("zone = \"Mars\"", &["unknown field `zone`"]);
    wrong("post_write = [[\"no-such-program\"]]", &["the command `no-such-program` cannot be run"]);
    project.write("templates/up.sql", "{{ nothing }}");
    wrong("templates = \"templates\"", &["the template templates/up.sql:1 cannot be used"]);
}

#[test]
fn vague_messages_are_pointed_out() {
    let project = project();
    let run = project.run(&["revision", "-m", "update models"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr.contains("warning[C305]: the message `update models` does not say what changes"),
        "{}",
        run.stderr
    );
    let run = project.run(&["revision", "-m", "add zoning"]);
    assert!(!run.stderr.contains("C305"), "{}", run.stderr);
    project.run(&["revision", "-m", "  "]).fails(2, &["a revision needs a message"]);
}

#[test]
fn statements_can_be_looked_at_before_they_are_written() {
    let project = Project::with_models(MODEL);
    let before = project.files();
    let sql = project.ok(&["revision", "--autogenerate", "-m", "users", "--sql"]);
    assert!(sql.contains("CREATE TABLE users"), "{sql}");
    assert!(project.files() == before);
    project.ok(&["revision", "--autogenerate", "-m", "users"]);
    assert_eq!(project.read("migrations/2026-11-21-103000-0000_users/up.sql"), sql);
}

#[test]
fn one_of_several_databases() {
    let project = project();
    project.write(
        "schemist.toml",
        "database_url = \"sqlite:app.db\"\n[databases.audit]\nurl = \"sqlite:audit.db\"\nmigrations = \"audit\"\n\
         [databases.late]\nurl_variable = \"LATE_URL\"\n",
    );
    std::fs::create_dir(project.path("audit")).unwrap();
    assert_eq!(
        project.ok(&["--database", "audit", "revision", "-m", "trail", "--rev-id", "1"]),
        "audit/1_trail\n"
    );
    project.write("audit/1_trail/up.sql", "CREATE TABLE trail (id INTEGER);\n");
    // A variable of the environment does not lead away from the one that was named.
    let run = project.run_with(&["--database", "audit", "upgrade"], &[("DATABASE_URL", "sqlite:app.db")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.schema("audit.db").len(), 1);
    assert!(!project.path("app.db").exists());
    project
        .run(&["--database", "nope", "current"])
        .fails(2, &["there is no [databases.nope]", "audit, late"]);
    project.run(&["--database", "late", "current"]).fails(2, &["LATE_URL is not set"]);
    let run = project.run_with(&["--database", "late", "upgrade"], &[("LATE_URL", "sqlite:late.db")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn runs_take_their_limits_from_flags_and_configuration() {
    let project = project();
    revision(&project, "alpha", &["--rev-id", "1"]);
    project
        .write("schemist.toml", "database_url = \"sqlite:app.db\"\n[run]\nwait = \"2s\"\nlock_timeout = 5\n");
    let run = project.run(&["upgrade", "--single-transaction"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("do nothing on SQLite"), "{}", run.stderr);
    project.run(&["upgrade", "--wait", "soon"]).fails(2, &["is no time: write 500ms"]);
    project.run(&["upgrade", "--step"]).fails(2, &["nobody can be asked here"]);
    project.write("schemist.toml", "[run]\nwait = \"soon\"\n");
    project.run(&["upgrade"]).fails(2, &["`soon` is no time"]);
}

#[test]
fn doctor_looks_at_everything() {
    let project = Project::with_models(MODEL);
    let report = project.run(&["doctor"]);
    assert_eq!(report.code, 1);
    assert!(
        report.stdout.contains("WRONG connection: there is no database sqlite:app.db"),
        "{}",
        report.stdout
    );
    project.ok(&["revision", "--autogenerate", "-m", "users"]);
    project.ok(&["upgrade"]);
    let report = project.ok(&["doctor"]);
    for line in [
        "ok    configuration schemist.toml\n",
        "ok    migrations migrations: 1 revisions\n",
        "ok    server SQLite 3.",
        "ok    may write to the file\n",
        "ok    1 revision applied, 0 pending\n",
        "ok    the database is as the models declare it\n",
    ] {
        assert!(report.contains(line), "`{line}` is missing:\n{report}");
    }
    project.sql("app.db", "DROP TABLE users");
    let run = project.run(&["doctor"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("WRONG the models and the database differ in 1 operations"),
        "{}",
        run.stdout
    );
    project.write("schemist.toml", "modles = 1");
    let run = project.run(&["doctor"]);
    assert!(
        run.code == 1 && run.stdout.contains("WRONG configuration: unknown key `modles`"),
        "{}",
        run.stdout
    );
}

#[test]
#[cfg(unix)]
fn files_open_in_the_editor() {
    let project = Project::with_models(MODEL);
    project.ok(&["revision", "--autogenerate", "-m", "users"]);
    let folder = "migrations/2026-11-21-103000-0000_users";
    let before = project.read(&format!("{folder}/revision.json"));
    let run = project.run_with(&["edit", "head"], &[("VISUAL", ""), ("EDITOR", "sed -i s/users/people/")]);
    assert_eq!(run.stdout, format!("{folder}/up.sql\n{folder}/down.sql\n"), "{}", run.stderr);
    assert!(project.read(&format!("{folder}/up.sql")).contains("people"));
    assert_ne!(project.read(&format!("{folder}/revision.json")), before, "its checksums are of the new text");
    project
        .run_with(&["edit", "head"], &[("VISUAL", ""), ("EDITOR", "false")])
        .fails(2, &["the editor `false` failed"]);
    project.run_with(&["edit", "head"], &[("VISUAL", ""), ("EDITOR", "")]).fails(2, &["no editor is set"]);
    project.ok(&["upgrade"]);
    let run = project.run_with(&["edit", "head"], &[("EDITOR", "true")]);
    assert!(run.stderr.contains("is applied: a change of up.sql will be refused"), "{}", run.stderr);
}

#[test]
fn the_graph_is_drawn_in_three_languages() {
    let project = Project::with_models("");
    project.ok(&["revision", "-m", "one", "--rev-id", "1"]);
    project.ok(&["revision", "-m", "two", "--rev-id", "2"]);
    project.ok(&["revision", "-m", "other", "--rev-id", "3", "--head", "1", "--splice", "--depends-on", "2"]);
    assert!(project.ok(&["graph"]).starts_with("* "), "{}", project.ok(&["graph"]));
    let mermaid = project.ok(&["graph", "--format", "mermaid"]);
    assert!(mermaid.starts_with("flowchart BT\n"), "{mermaid}");
    assert!(mermaid.contains("r0 --> r1\n") && mermaid.contains("r1 -.-> r2\n"), "{mermaid}");
    project.ok(&["graph", "--format", "dot", "--out", "g.dot"]);
    assert!(project.read("g.dot").starts_with("digraph revisions {\n"));
}

#[test]
fn what_stopped_half_way_is_told() {
    let project = project();
    project.write(
        "migrations/1_a/up.sql",
        "CREATE TABLE a (id INTEGER);\nVACUUM;\nINSERT INTO missing VALUES (1);\n",
    );
    project.write("migrations/1_a/metadata.toml", "run_in_transaction = false\n");
    project.run(&["upgrade"]).fails(3, &["its first 2 statements took effect and stand"]);
    let run = project.run(&["current"]);
    assert!(run.stderr.contains("1 stopped half-way: `schemist upgrade` goes on with it"), "{}", run.stderr);
    let run = project.run(&["doctor"]);
    assert!(run.stdout.contains("1 stopped half-way, 2 statements done"), "{}", run.stdout);
    project.write(
        "migrations/1_a/up.sql",
        "CREATE TABLE a (id INTEGER);\nVACUUM;\nCREATE TABLE b (id INTEGER);\n",
    );
    project.ok(&["upgrade"]);
    assert!(!project.run(&["current"]).stderr.contains("half-way"));
}
