use std::time::Duration;

use camino::Utf8PathBuf;
use schemist_migrate::{Direction, MigrateError, MigrationDirectory, Progress, Revision, Runner};
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_testing::TestDatabase;

/// A folder of migrations that lasts as long as the test.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> Utf8PathBuf {
        Utf8PathBuf::from_path_buf(self.folder.path().join("migrations")).unwrap()
    }

    pub(crate) fn write(&self, file: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// A directory as Diesel makes it.
    pub(crate) fn plain(&self, name: &str, up: &str, down: &str) -> &Self {
        self.write(&format!("{name}/up.sql"), up).write(&format!("{name}/down.sql"), down)
    }

    /// The same outside a transaction.
    pub(crate) fn loose(&self, name: &str, up: &str, down: &str) -> &Self {
        self.plain(name, up, down).write(&format!("{name}/metadata.toml"), "run_in_transaction = false\n")
    }

    /// A directory with its own parents; creates and drops a table named after it.
    pub(crate) fn revision(&self, name: &str, revises: &[&str]) -> &Self {
        let table = name.replace('-', "_");
        self.plain(name, &format!("CREATE TABLE t{table} (id INTEGER);"), &format!("DROP TABLE t{table};"))
            .head(name, revises, &[])
    }

    pub(crate) fn head(&self, name: &str, revises: &[&str], depends_on: &[&str]) -> &Self {
        self.labelled(name, revises, depends_on, &[])
    }

    pub(crate) fn labelled(
        &self,
        name: &str,
        revises: &[&str],
        depends_on: &[&str],
        labels: &[&str],
    ) -> &Self {
        let version = name.split('_').next().unwrap();
        let json = serde_json::json!({
            "format": 1, "version": version, "revises": revises, "depends_on": depends_on, "labels": labels,
            "message": "",
        });
        self.write(&format!("{name}/revision.json"), json.to_string())
    }

    pub(crate) fn remove(&self, name: &str) {
        std::fs::remove_dir_all(self.path().join(name)).unwrap();
    }

    pub(crate) fn load(&self) -> MigrationDirectory {
        self.try_load().unwrap()
    }

    pub(crate) fn try_load(&self) -> Result<MigrationDirectory, MigrateError> {
        std::fs::create_dir_all(self.path()).unwrap();
        MigrationDirectory::load(&self.path())
    }

    /// The error of loading, with the folder's own path left out.
    pub(crate) fn load_error(&self) -> String {
        self.without_path(&self.try_load().unwrap_err())
    }

    pub(crate) fn without_path(&self, error: &MigrateError) -> String {
        error.to_string().replace(self.path().as_str(), "migrations")
    }
}

/// Writes down what it is told.
#[derive(Default)]
pub(crate) struct Log(pub(crate) Vec<String>);

impl Progress for Log {
    fn waiting(&mut self, holder: &str) {
        self.0.push(format!("waiting for {holder}"));
    }

    fn started(&mut self, revision: &Revision, direction: Direction, position: usize, total: usize) {
        self.0.push(format!("{} {} ({position} of {total})", direction.verb(), revision.directory));
    }

    fn statement(&mut self, _: &Revision, number: usize, count: usize) {
        self.0.push(format!("statement {number} of {count}"));
    }

    fn finished(&mut self, revision: &Revision, _: Direction, _: Duration) {
        self.0.push(format!("finished {}", revision.directory));
    }

    fn skipped(&mut self, revision: &Revision, _: Direction) {
        self.0.push(format!("skipped {}", revision.directory));
    }

    fn notice(&mut self, message: &str) {
        self.0.push(message.to_owned());
    }
}

/// One of each engine.
pub(crate) fn databases() -> Vec<TestDatabase> {
    vec![
        TestDatabase::sqlite(),
        schemist_testing::postgres().database(),
        #[cfg(feature = "mysql")]
        schemist_testing::mysql().database(),
    ]
}

pub(crate) fn connect(url: &str) -> Connection {
    Connection::open(&DatabaseUrl::parse(url).unwrap()).unwrap()
}

pub(crate) fn names(revisions: &[&Revision]) -> Vec<String> {
    revisions.iter().map(|r| r.directory.clone()).collect()
}

/// Upgrades and says which directories that applied.
pub(crate) fn upgrade(
    connection: &mut Connection,
    folder: &Folder,
    target: &str,
) -> Result<Vec<String>, String> {
    let directory = folder.load();
    let done = Runner::new(connection, &directory).upgrade(target, &mut ());
    done.map(|r| names(&r)).map_err(|e| folder.without_path(&e))
}

pub(crate) fn downgrade(
    connection: &mut Connection,
    folder: &Folder,
    target: &str,
) -> Result<Vec<String>, String> {
    let directory = folder.load();
    let done = Runner::new(connection, &directory).downgrade(target, &mut ());
    done.map(|r| names(&r)).map_err(|e| folder.without_path(&e))
}

pub(crate) fn applied(connection: &mut Connection) -> Vec<String> {
    let folder = Folder::new();
    let directory = folder.load();
    let applied = Runner::new(connection, &directory).applied().unwrap();
    applied.into_iter().map(|a| a.version).collect()
}
