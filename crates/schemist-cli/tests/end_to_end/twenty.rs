//! As many processes as replicas of a program start at once.

use std::process::{Command, Stdio};

use schemist_testing::TestDatabase;

const PROCESSES: usize = 20;
const REVISIONS: usize = 6;

/// Revisions that would show if they ran twice, one of them outside a transaction.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..REVISIONS {
        let directory = folder.path().join(format!("migrations/{i}_r"));
        std::fs::create_dir_all(&directory).unwrap();
        let up = match i {
            0 => "CREATE TABLE counted (n int); INSERT INTO counted VALUES (0);".to_owned(),
            _ => format!("UPDATE counted SET n = n + 1; CREATE TABLE t{i} (id int);"),
        };
        std::fs::write(directory.join("up.sql"), up).unwrap();
        std::fs::write(directory.join("metadata.toml"), format!("run_in_transaction = {}\n", i != 3))
            .unwrap();
    }
    folder
}

/// What each of them said; all of them must end well.
fn at_once(database: &TestDatabase) -> Vec<String> {
    let project = project();
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemist"));
        command.current_dir(project.path()).args(["upgrade", "head", "--database-url", database.url()]);
        command.stderr(Stdio::piped()).spawn().unwrap()
    };
    let processes: Vec<_> = (0..PROCESSES).map(|_| start()).collect();
    let outputs = processes.into_iter().map(|process| process.wait_with_output().unwrap());
    let said = outputs.map(|output| {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{text}");
        text
    });
    let said: Vec<String> = said.collect();
    let applied: usize = said.iter().map(|text| text.matches("applied ").count()).sum();
    assert_eq!(applied, REVISIONS, "{said:#?}");
    said
}

fn one_applies_all(said: &[String]) {
    let (workers, idle): (Vec<_>, Vec<_>) = said.iter().partition(|text| text.contains("applied "));
    assert_eq!(workers.len(), 1, "{workers:#?}");
    for text in idle {
        assert!(text.contains("nothing to do: the database is at its target"), "{text}");
    }
}

#[test]
fn postgres() {
    let database = schemist_testing::postgres().database();
    one_applies_all(&at_once(&database));
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    let database = schemist_testing::mysql().database();
    one_applies_all(&at_once(&database));
}

/// Its lock lasts as long as a transaction, so several may take turns; each revision is one's alone.
#[test]
fn sqlite() {
    let database = TestDatabase::sqlite();
    let said = at_once(&database);
    let numbers =
        (0..REVISIONS).map(|i| said.iter().filter(|text| text.contains(&format!("applied {i}_r"))).count());
    assert_eq!(numbers.collect::<Vec<_>>(), [1; REVISIONS], "{said:#?}");
}
