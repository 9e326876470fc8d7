//! As many processes as replicas of a program start at once.

use std::path::PathBuf;
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
    said.collect()
}

/// One applies all, the others wait and find nothing to do.
fn check(database: &TestDatabase) {
    let said = at_once(database);
    let (workers, idle): (Vec<_>, Vec<_>) = said.iter().partition(|text| text.contains("applied "));
    assert_eq!((workers.len(), idle.len()), (1, PROCESSES - 1), "{said:#?}");
    for i in 0..REVISIONS {
        assert_eq!(workers[0].matches(&format!("applied {i}_r")).count(), 1, "{workers:#?}");
    }
    for text in idle {
        assert!(text.contains("nothing to do: the database is at its target"), "{text}");
    }
}

#[test]
fn postgres() {
    check(&schemist_testing::postgres().database());
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    check(&schemist_testing::mysql().database());
}

#[test]
fn sqlite() {
    let database = TestDatabase::sqlite();
    check(&database);
    assert!(!lock_file(&database).exists(), "the lock file is gone");
}

/// Where the lock of the run cannot be had, several may take turns; each revision is one's alone.
#[test]
fn sqlite_without_its_lock() {
    let database = TestDatabase::sqlite();
    std::fs::create_dir(lock_file(&database)).unwrap();
    let said = at_once(&database);
    let numbers =
        (0..REVISIONS).map(|i| said.iter().filter(|text| text.contains(&format!("applied {i}_r"))).count());
    assert_eq!(numbers.collect::<Vec<_>>(), [1; REVISIONS], "{said:#?}");
    let told = said.iter().filter(|text| text.contains("for the whole run")).count();
    assert!(told > 0, "{said:#?}");
}

fn lock_file(database: &TestDatabase) -> PathBuf {
    PathBuf::from(format!("{}-schemist-lock", database.url().trim_start_matches("sqlite:")))
}
