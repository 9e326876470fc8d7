//! A folder with a project in it, and the command run there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use diesel::prelude::*;
use diesel::sql_types::Text;

/// What every run takes for the time.
pub(crate) const NOW: &str = "2026-11-21T10:30:00Z";

/// A temporary project folder.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with `schemist.toml`, the models, and an empty migrations directory; the database is `app.db`.
    pub(crate) fn with_models(models: &str) -> Self {
        let project = Self::empty();
        project.write("schemist.toml", "database_url = \"sqlite:app.db\"\nmodels = [\"models.rs\"]\n");
        project.write("models.rs", models);
        std::fs::create_dir(project.path("migrations")).unwrap();
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs the command with arguments and without the surroundings of this process.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    pub(crate) fn run_with(&self, args: &[&str], env: &[(&str, &str)]) -> Run {
        self.run_in("", args, env)
    }

    pub(crate) fn run_in(&self, folder: &str, args: &[&str], env: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemist"));
        command.current_dir(self.path(folder)).args(args);
        for name in [
            "DATABASE_URL",
            "SCHEMIST_CONFIG",
            "SCHEMIST_LOG",
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "PGPASSWORD",
            "RUST_BACKTRACE",
        ] {
            command.env_remove(name);
        }
        command.env("SCHEMIST_NOW", NOW).envs(env.iter().copied());
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Runs a command that must succeed; its standard output.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, 0, "schemist {args:?}\n{}{}", run.stdout, run.stderr);
        run.stdout
    }

    /// Runs SQL on a database in the folder, with the client library alone.
    pub(crate) fn sql(&self, database: &str, sql: &str) {
        use diesel::connection::SimpleConnection;
        self.connection(database).batch_execute(sql).unwrap();
    }

    /// What a query of one text column finds.
    pub(crate) fn query(&self, database: &str, sql: &str) -> Vec<String> {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            value: String,
        }
        let sql = format!("SELECT CAST(value AS TEXT) AS value FROM ({sql})");
        let rows: Vec<Row> = diesel::sql_query(sql).load(&mut self.connection(database)).unwrap();
        rows.into_iter().map(|row| row.value).collect()
    }

    /// The definitions of all objects in a database but the tools' own.
    pub(crate) fn schema(&self, database: &str) -> Vec<String> {
        let sql = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS value FROM sqlite_schema \
                   WHERE tbl_name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1";
        self.query(database, sql)
    }

    fn connection(&self, database: &str) -> SqliteConnection {
        SqliteConnection::establish(self.path(database).to_str().unwrap()).unwrap()
    }

    /// Every file below the folder with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.folder.path(), self.folder.path(), &mut files);
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

impl Run {
    /// Fails unless the command ended with a code, said all the words on standard error, and printed nothing.
    pub(crate) fn fails(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "`{word}` is missing:\n{}", self.stderr);
        }
        assert_eq!(self.stdout, "");
    }
}
