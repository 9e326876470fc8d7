//! The migrations of the fixtures, disturbed: the process is killed, or the server cuts the connection, at the seams
//! between statements and in the middle of them. After one more run all is as if nothing had happened.
//!
//! `SCHEMIST_TEST_KILLS` says how many disturbances of each kind are tried on each engine (`all` for every seam of
//! every fixture).

use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use schemist_migrate::{MigrationDirectory, Progress, Revision, Runner};
use schemist_reflect::Connection;
use schemist_schema::Engine;
use schemist_testing::TestDatabase;

use crate::faults::{child_process, content, text};
use crate::support::{Folder, connect, upgrade};

const COUNT: &str = "SCHEMIST_TEST_KILLS";
const DEFAULT_COUNT: usize = 12;

/// A migration that a fixture recorded, and the database before it.
struct Case {
    name: String,
    before: String,
    folder: Folder,
}

/// Where a run is disturbed.
#[derive(Clone, Copy, Debug)]
struct Moment {
    /// Which seam: before or behind a statement.
    point: usize,
    /// How long after it; none for at once.
    within: Option<Duration>,
}

fn repository() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folders(parent: &Utf8Path) -> Vec<Utf8PathBuf> {
    let entries = parent.read_dir_utf8().unwrap().map(|entry| entry.unwrap().into_path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn read(path: &Utf8Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// The fixtures whose migration changes something on an engine, but for those that need a later server, and those
/// that write the time or a random value into rows.
fn cases(engine: Engine) -> Vec<Case> {
    let root = repository();
    let groups = folders(&root.join("fixtures"));
    let cases = groups.iter().flat_map(|group| folders(group));
    cases.filter_map(|case| Case::read(&root, &case, engine)).collect()
}

impl Case {
    fn read(root: &Utf8Path, case: &Utf8Path, engine: Engine) -> Option<Self> {
        let name = case.strip_prefix(root.join("fixtures")).unwrap();
        let recorded = root.join("snapshots").join(name).join(engine.to_string());
        let up = read(&recorded.join("up.sql"))?;
        let settings = read(&case.join("case.toml"))?;
        let varies = ["now()", "current_", "random", "gen_random", "uuid"];
        let elsewhere = settings.contains("only_mariadb") && is_mysql(engine);
        if elsewhere
            || settings.contains("since_postgres")
            || varies.iter().any(|word| up.to_lowercase().contains(word))
        {
            return None;
        }
        let sql = |name: &str| {
            let own = read(&case.join(format!("{name}.{engine}.sql")));
            own.or_else(|| read(&case.join(format!("{name}.sql")))).unwrap_or_default()
        };
        let before = format!("{}\n{}", sql("before"), sql("rows"));
        let folder = Folder::new();
        folder.plain("1_case", &up, "");
        folder.write("1_case/metadata.toml", read(&recorded.join("metadata.toml"))?);
        Some(Self { name: name.to_string(), before, folder })
    }

    fn database(&self, engine: Engine) -> TestDatabase {
        let database = match engine {
            Engine::Sqlite => TestDatabase::sqlite(),
            Engine::Postgres => schemist_testing::postgres().database(),
            #[cfg(feature = "mysql")]
            Engine::Mysql => schemist_testing::mysql().database(),
            #[cfg(not(feature = "mysql"))]
            Engine::Mysql => panic!("without MySQL"),
        };
        if !self.before.trim().is_empty() {
            let mut connection = connect(database.url());
            if engine == Engine::Mysql {
                // As the fixtures are loaded: names stand in double quotes there.
                connection.execute("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')").unwrap();
            }
            connection.execute(&self.before).unwrap();
        }
        database
    }
}

/// Whether the server is MySQL, rather than MariaDB.
fn is_mysql(engine: Engine) -> bool {
    #[cfg(feature = "mysql")]
    if engine == Engine::Mysql {
        let mut connection = connect(schemist_testing::mysql().url());
        return !connection.dialect().unwrap().capabilities().is_mariadb;
    }
    let _ = engine;
    false
}

/// Schema, rows and ledger, line by line. MariaDB writes the name of the database into views.
fn all_of(connection: &mut Connection, url: &str) -> Vec<String> {
    let (path, _) = url.split_once('?').unwrap_or((url, ""));
    let database = path.rsplit('/').next().unwrap();
    let schema = schemist_reflect::reflect(connection).unwrap().0;
    let mut rows: Vec<String> = schema.tables.values().map(|table| rows_of(connection, table)).collect();
    rows.extend(content(connection, &[]));
    let schema = format!("{schema:#?}").replace(database, "database");
    schema.lines().map(str::to_owned).chain(rows).collect()
}

fn rows_of(connection: &mut Connection, table: &schemist_schema::Table) -> String {
    let dialect = connection.dialect().unwrap();
    let name = dialect.quote_name(&table.name);
    let columns = table.columns.iter().map(|column| dialect.quote(&column.name));
    let sql = match connection {
        Connection::Sqlite(_) => {
            let columns: Vec<String> = columns.map(|column| format!("quote({column})")).collect();
            format!(
                "SELECT group_concat(r, ';') FROM (SELECT {} AS r FROM {name} ORDER BY 1)",
                columns.join("||','||")
            )
        }
        Connection::Postgres(_) => {
            format!("SELECT string_agg(r::text, ';' ORDER BY r::text) FROM {name} AS r")
        }
        _ => {
            let columns: Vec<String> =
                columns.map(|column| format!("coalesce(hex({column}), '-')")).collect();
            format!(
                "SELECT group_concat(concat_ws(',', {}) ORDER BY 1 SEPARATOR ';') FROM {name}",
                columns.join(", ")
            )
        }
    };
    format!("{name}: {}", text(connection, &sql))
}

/// Counts the seams of a run.
#[derive(Default)]
struct Seams(usize);

impl Progress for Seams {
    fn statement(&mut self, _: &Revision, _: usize, _: usize) {
        self.0 += 1;
    }

    fn ran(&mut self, _: &Revision, _: usize, _: usize) {
        self.0 += 1;
    }
}

/// Disturbs runs on an engine, and compares each with the undisturbed one.
fn disturb(engine: Engine, strike: &dyn Fn(&str, &Folder, Moment)) {
    let cases = cases(engine);
    assert!(cases.len() > 30, "{} fixtures", cases.len());
    let wanted = std::env::var(COUNT).ok();
    let count = match wanted.as_deref() {
        Some("all") => None,
        Some(text) => Some(text.parse().unwrap()),
        None => Some(DEFAULT_COUNT),
    };
    let mut done = 0;
    for (i, case) in cases.iter().enumerate() {
        // So many for this case, evenly spread over all.
        let share = count.map(|count: usize| count * (i + 1) / cases.len() - count * i / cases.len());
        if share == Some(0) {
            continue;
        }
        let undisturbed = case.database(engine);
        let mut connection = connect(undisturbed.url());
        let mut seams = Seams::default();
        let directory = case.folder.load();
        match Runner::new(&mut connection, &directory).upgrade("head", &mut seams) {
            // What is recorded is MariaDB's.
            Err(_) if is_mysql(engine) => continue,
            ran => ran.unwrap(),
        };
        let expected = all_of(&mut connection, undisturbed.url());
        for moment in moments(seams.0, share, i) {
            let database = case.database(engine);
            strike(database.url(), &case.folder, moment);
            let mut connection = connect(database.url());
            if let Err(error) = upgrade(&mut connection, &case.folder, "head") {
                panic!("{} at {moment:?}: {error}", case.name);
            }
            let found = all_of(&mut connection, database.url());
            let differing = found.iter().zip(&expected).find(|(found, expected)| found != expected);
            assert_eq!(differing, None, "{} at {moment:?}", case.name);
            assert_eq!(found.len(), expected.len(), "{} at {moment:?}", case.name);
            done += 1;
        }
    }
    eprintln!("{engine}: {done} disturbances of {} fixtures", cases.len());
}

/// At every seam, and a moment after every second one; or a share of them.
fn moments(seams: usize, share: Option<usize>, seed: usize) -> Vec<Moment> {
    let at_seams = (0..seams).map(|point| Moment { point, within: None });
    let within = (0..seams).step_by(2).map(|point| {
        let microseconds = (seed * 7919 + point * 104_729) % 4000;
        Moment { point, within: Some(Duration::from_micros(microseconds as u64)) }
    });
    let all: Vec<Moment> = at_seams.chain(within).collect();
    match share {
        Some(share) if share < all.len() => (0..share)
            .filter_map(|n| all.get((seed * 31 + n * all.len() / share) % all.len()).copied())
            .collect(),
        Some(_) | None => all,
    }
}

/// `kill -9`, more or less: the process ends without a word.
fn kill(url: &str, folder: &Folder, moment: Moment) {
    child_process(url, folder, moment.point, moment.within).output().unwrap();
}

/// Ends the connection of a run from another one.
struct Cut {
    left: usize,
    within: Option<Duration>,
    cut: Option<Box<dyn FnOnce() + Send>>,
    at_work: Option<std::thread::JoinHandle<()>>,
}

impl Cut {
    fn point(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            return;
        }
        let Some(cut) = self.cut.take() else { return };
        match self.within {
            None => cut(),
            Some(within) => {
                self.at_work = Some(std::thread::spawn(move || {
                    std::thread::sleep(within);
                    cut();
                }));
            }
        }
    }
}

impl Progress for Cut {
    fn statement(&mut self, _: &Revision, _: usize, _: usize) {
        self.point();
    }

    fn ran(&mut self, _: &Revision, _: usize, _: usize) {
        self.point();
    }
}

fn cut(url: &str, folder: &Folder, moment: Moment) {
    let mut connection = connect(url);
    let end = match &connection {
        Connection::Postgres(_) => {
            format!("SELECT pg_terminate_backend({})", text(&mut connection, "SELECT pg_backend_pid()::text"))
        }
        _ => format!("KILL {}", text(&mut connection, "SELECT cast(connection_id() AS char)")),
    };
    let mut other = connect(url);
    // The thread may come too late: the connection is gone then.
    let cut = Box::new(move || drop(other.execute(&end)));
    let mut progress = Cut { left: moment.point, within: moment.within, cut: Some(cut), at_work: None };
    let directory = MigrationDirectory::load(&folder.path()).unwrap();
    let outcome = Runner::new(&mut connection, &directory).upgrade("head", &mut progress);
    if let Some(thread) = progress.at_work.take() {
        thread.join().unwrap();
    }
    if moment.within.is_none() && progress.cut.is_none() {
        // At the last seam only the record is left, and with it the commit.
        let error = outcome.unwrap_err().to_string();
        assert!(error.contains("help: ") || error.contains("cannot "), "{error}");
    }
}

#[test]
fn sqlite_processes_are_killed() {
    disturb(Engine::Sqlite, &kill);
}

#[test]
fn postgres_processes_are_killed() {
    disturb(Engine::Postgres, &kill);
}

#[cfg(feature = "mysql")]
#[test]
fn mysql_processes_are_killed() {
    disturb(Engine::Mysql, &kill);
}

#[test]
fn postgres_connections_are_cut() {
    disturb(Engine::Postgres, &cut);
}

#[cfg(feature = "mysql")]
#[test]
fn mysql_connections_are_cut() {
    disturb(Engine::Mysql, &cut);
}
