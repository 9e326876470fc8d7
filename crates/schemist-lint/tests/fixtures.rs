//! Every rule has a folder `fixtures/lint/<rule>/`: `fires.sql` and `silent.sql`, on what `before.sql` makes. What the
//! rule says of the first is below `snapshots/lint/`; of the second it says nothing. See `docs/fixtures.md`.

// Tests fail by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use schemist_diagnostics::Diagnostic;
use schemist_dialect::{Dialect, Probe};
use schemist_lint::{Facts, LintInput, Revision, Settings, lint, read_script, rules};
use schemist_schema::{Engine, QualifiedName, Schema};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folder(rule: &str) -> PathBuf {
    repository().join("fixtures/lint").join(rule.replace('-', "_"))
}

fn snapshot(rule: &str) -> PathBuf {
    repository().join("snapshots/lint").join(rule.replace('-', "_") + ".txt")
}

/// What the first line of a file says: `-- lint: engine=mysql version=8.0 rows=orders:50000 transaction=false`.
fn settings(text: &str) -> BTreeMap<&str, &str> {
    let first = text.lines().next().and_then(|line| line.strip_prefix("-- lint: ")).unwrap_or_default();
    first.split_whitespace().map(|word| word.split_once('=').expect("key=value")).collect()
}

fn dialect(settings: &BTreeMap<&str, &str>) -> Dialect {
    let engine = match settings.get("engine") {
        None | Some(&"postgres") => Engine::Postgres,
        Some(&"mysql") => Engine::Mysql,
        Some(&"sqlite") => Engine::Sqlite,
        Some(other) => panic!("engine={other}"),
    };
    match settings.get("version") {
        None => Dialect::new(engine),
        Some(version) => {
            let (major, minor) = version.split_once('.').expect("major.minor");
            Dialect::at_version(engine, (major.parse().unwrap(), minor.parse().unwrap()))
        }
    }
}

/// The findings of a rule about a file.
fn findings(rule: &str, name: &str) -> Vec<Diagnostic> {
    let folder = folder(rule);
    let text = std::fs::read_to_string(folder.join(format!("{name}.sql")))
        .unwrap_or_else(|_| panic!("{rule}: there is no fixture {name}.sql: cargo xtask new rule {rule}"));
    let before_text = std::fs::read_to_string(folder.join("before.sql")).unwrap_or_default();
    let said = settings(&text);
    let dialect = dialect(&said);
    let is_planned = said.contains_key("planned");
    let file = if is_planned { "models.rs".to_owned() } else { format!("{name}.sql") };
    let mut before = Schema::default();
    read_script(&before_text, if is_planned { "models.rs" } else { "before.sql" }, &dialect, &mut before);
    let mut after = before.clone();
    let script = read_script(&text, &file, &dialect, &mut after);
    let rows = said.get("rows").map(|rows| rows.split_once(':').expect("table:rows"));
    let counts = rows.map(|(table, rows)| {
        (Probe::Rows { table: QualifiedName::new(table) }, rows.parse().expect("a number"))
    });
    let revision = Revision {
        is_written: !is_planned,
        in_transaction: said.get("transaction") != Some(&"false"),
        has_down: said.get("down") != Some(&"false"),
        allows: script.allows,
    };
    let found = lint(&LintInput {
        changes: &script.changes,
        before: &before,
        after: &after,
        dialect: &dialect,
        revision: &revision,
        facts: &Facts { counts: counts.into_iter().collect(), ..Facts::default() },
        settings: &Settings::default(),
    });
    found.into_iter().filter(|finding| finding.code.name == rule).collect()
}

fn in_words(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        out.push_str(&format!("{finding}\n"));
        finding.notes.iter().for_each(|note| out.push_str(&format!("  why: {note}\n")));
        finding.help.iter().for_each(|help| out.push_str(&format!("  help: {help}\n")));
    }
    out
}

#[test]
fn every_rule_fires_where_it_should() {
    let blesses = std::env::var_os("SCHEMIST_BLESS").is_some();
    let mut wrong = Vec::new();
    for rule in rules() {
        let found = findings(rule.code.name, "fires");
        let astray = found.iter().filter(|finding| finding.span.is_none());
        wrong.extend(astray.map(|finding| format!("{}: points nowhere: {finding}", rule.code.name)));
        let found = in_words(&found);
        let path = snapshot(rule.code.name);
        if found.is_empty() {
            wrong.push(format!("{} says nothing of its fires.sql", rule.code.name));
        } else if blesses {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &found).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(found.as_str()) {
            wrong.push(format!("{}: not what {} says:\n{found}", rule.code.name, path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\n(`cargo xtask bless lint` records it)", wrong.join("\n"));
}

#[test]
fn every_rule_is_silent_where_it_should_be() {
    let wrong: Vec<String> = rules()
        .iter()
        .map(|rule| (rule.code.name, in_words(&findings(rule.code.name, "silent"))))
        .filter(|(_, found)| !found.is_empty())
        .map(|(name, found)| format!("{name}:\n{found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_fixture_and_no_snapshot_is_left_behind() {
    let names: BTreeSet<String> = rules().iter().map(|rule| rule.code.name.replace('-', "_")).collect();
    for folder in ["fixtures/lint", "snapshots/lint"] {
        for entry in std::fs::read_dir(repository().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let rule = name.trim_end_matches(".txt");
            assert!(names.contains(rule), "{folder}/{name}: there is no such rule");
        }
    }
}
