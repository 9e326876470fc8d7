use std::cell::Cell;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};

use crate::process::{Result, cargo};

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum EngineName {
    Sqlite,
    Postgres,
    Mysql,
}

/// Where databases are made.
pub(crate) trait Server {
    /// An empty database; `folder` is for those that are files.
    fn create(&self, folder: &Path) -> Result<Database>;
    /// Runs a file, and says what of it was refused: roles that are not there and the like.
    fn load(&self, database: &Database, file: &Path) -> Result<Vec<String>>;
    /// Makes in an empty database what the tables of another one stand on and no model speaks of: extensions,
    /// domains, functions.
    fn copy_foundations(&self, from: &Database, to: &Database, folder: &Path) -> Result<()>;
    /// Removes a database.
    fn remove(&self, database: &Database);
}

/// A database that was made for a trip.
#[derive(Debug, Clone)]
pub(crate) struct Database {
    pub(crate) url: String,
}

/// The server of an engine, by the URL of any database on it; without one a private server that goes with us.
pub(crate) fn server(engine: EngineName, url: &str) -> Result<Box<dyn Server>> {
    let count = Cell::new(0);
    let (url, held) = match engine {
        EngineName::Sqlite => return Ok(Box::new(Sqlite { count })),
        EngineName::Postgres | EngineName::Mysql if !url.is_empty() => (url.to_owned(), None),
        EngineName::Postgres => private("postgres", &[])?,
        EngineName::Mysql => private("mysql", &["--features", "mysql"])?,
    };
    Ok(match engine {
        EngineName::Mysql => Box::new(Mysql { address: Address::read(&url)?, count, _held: held }),
        EngineName::Postgres | EngineName::Sqlite => Box::new(Postgres { url, count, _held: held }),
    })
}

/// Starts what the tests use; it ends when its input does.
fn private(engine: &str, features: &[&str]) -> Result<(String, Option<ChildStdin>)> {
    let mut command = cargo(&["run", "--quiet", "--package", "schemist-testing", "--example", "server"]);
    command.args(features).args(["--", engine]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("cannot run cargo: {e}"))?;
    let mut url = String::new();
    if let Some(stdout) = child.stdout.take() {
        std::io::BufReader::new(stdout).read_line(&mut url)?;
    }
    match url.trim() {
        "" => Err(format!("there is no {engine} server; `--server` names one").into()),
        url => Ok((url.to_owned(), child.stdin.take())),
    }
}

/// A name that no other run has.
fn fresh(count: &Cell<u32>) -> String {
    count.set(count.get() + 1);
    format!("roundtrip_{}_{}", std::process::id(), count.get())
}

struct Sqlite {
    count: Cell<u32>,
}

impl Server for Sqlite {
    fn create(&self, folder: &Path) -> Result<Database> {
        let path = folder.join(format!("{}.db", fresh(&self.count)));
        std::fs::write(&path, "")?;
        Ok(Database { url: format!("sqlite:{}", path.display()) })
    }

    fn load(&self, database: &Database, file: &Path) -> Result<Vec<String>> {
        let path = database.url.trim_start_matches("sqlite:");
        fed(Command::new("sqlite3").arg(path), file)
    }

    fn copy_foundations(&self, _: &Database, _: &Database, _: &Path) -> Result<()> {
        Ok(())
    }

    fn remove(&self, _: &Database) {}
}

struct Postgres {
    url: String,
    count: Cell<u32>,
    _held: Option<ChildStdin>,
}

impl Postgres {
    fn sql(&self, sql: &str) -> Result<()> {
        done(Command::new("psql").args(["-qX", "-v", "ON_ERROR_STOP=1", "-c", sql, &self.url])).map(drop)
    }
}

/// What `pg_restore` takes over: what models do not speak of and tables may need.
const FOUNDATIONS: [&str; 12] = [
    " EXTENSION ",
    " DOMAIN ",
    " SHELL TYPE ",
    " TYPE ",
    " FUNCTION ",
    " AGGREGATE ",
    " OPERATOR ",
    " OPERATOR CLASS ",
    " OPERATOR FAMILY ",
    " COLLATION ",
    " TEXT SEARCH ",
    " CAST ",
];

impl Server for Postgres {
    fn create(&self, _: &Path) -> Result<Database> {
        let name = fresh(&self.count);
        self.sql(&format!("CREATE DATABASE {name}"))?;
        let (server, _) = self.url.rsplit_once('/').ok_or("the URL of the server names a database")?;
        Ok(Database { url: format!("{server}/{name}") })
    }

    fn load(&self, database: &Database, file: &Path) -> Result<Vec<String>> {
        fed(Command::new("psql").args(["-qX", &database.url]), file)
    }

    fn copy_foundations(&self, from: &Database, to: &Database, folder: &Path) -> Result<()> {
        let dump = folder.join("foundations.dump");
        done(Command::new("pg_dump").args(["-Fc", "-s", "-f"]).arg(&dump).arg(&from.url))?;
        let contents = done(Command::new("pg_restore").arg("-l").arg(&dump))?;
        let enums = done(Command::new("psql").args([
            "-qXAt",
            "-c",
            "SELECT typname FROM pg_type WHERE typtype = 'e'",
            &from.url,
        ]))?;
        let is_enum = |line: &str| {
            enums.lines().any(|name| line.contains(&format!(" {name} ")) && line.contains(" TYPE "))
        };
        let wanted: Vec<&str> = contents
            .lines()
            .filter(|line| FOUNDATIONS.iter().any(|kind| line.contains(kind)) && !is_enum(line))
            .collect();
        let list = folder.join("foundations.list");
        std::fs::write(&list, wanted.join("\n"))?;
        // What speaks of tables that are not there yet is refused, and not needed.
        let mut restore = Command::new("pg_restore");
        restore.args(["-O", "-x", "-d", &to.url, "-L"]).arg(&list).arg(&dump);
        restore.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        Ok(())
    }

    fn remove(&self, database: &Database) {
        if let Some((_, name)) = database.url.rsplit_once('/') {
            // One that stays does no harm.
            let _ = self.sql(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// What `mysql://user:password@host:port/` says.
struct Address {
    url: String,
    arguments: Vec<String>,
}

impl Address {
    fn read(url: &str) -> Result<Self> {
        let rest = url.split_once("://").ok_or("the server is a mysql:// URL")?.1;
        let (login, place) = rest.rsplit_once('@').unwrap_or(("root", rest));
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        let place = place.split('/').next().unwrap_or_default();
        let (host, port) = place.split_once(':').unwrap_or((place, "3306"));
        let mut arguments = vec![format!("-u{user}"), format!("-h{host}"), format!("-P{port}")];
        if !password.is_empty() {
            arguments.push(format!("-p{password}"));
        }
        Ok(Self { url: format!("mysql://{login}@{place}"), arguments })
    }
}

struct Mysql {
    address: Address,
    count: Cell<u32>,
    _held: Option<ChildStdin>,
}

impl Mysql {
    fn client(&self) -> Command {
        let mut command = Command::new("mariadb");
        command.args(&self.address.arguments);
        command
    }
}

impl Server for Mysql {
    fn create(&self, _: &Path) -> Result<Database> {
        let name = fresh(&self.count);
        done(self.client().args(["-e", &format!("CREATE DATABASE {name}")]))?;
        Ok(Database { url: format!("{}/{name}", self.address.url) })
    }

    fn load(&self, database: &Database, file: &Path) -> Result<Vec<String>> {
        let name = database.url.rsplit('/').next().unwrap_or_default().to_owned();
        fed(self.client().args(["--force", &name]), file)
    }

    fn copy_foundations(&self, _: &Database, _: &Database, _: &Path) -> Result<()> {
        Ok(())
    }

    fn remove(&self, database: &Database) {
        let name = database.url.rsplit('/').next().unwrap_or_default();
        let _ = done(self.client().args(["-e", &format!("DROP DATABASE IF EXISTS {name}")]));
    }
}

/// Runs a client with a file on its standard input; the lines in which it complains.
fn fed(command: &mut Command, file: &Path) -> Result<Vec<String>> {
    let input = std::fs::File::open(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let program = PathBuf::from(command.get_program());
    let output =
        command.stdin(input).output().map_err(|e| format!("cannot run {}: {e}", program.display()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    Ok(said.lines().filter(|line| line.to_ascii_lowercase().contains("error")).map(str::to_owned).collect())
}

fn done(command: &mut Command) -> Result<String> {
    crate::process::output(command)
}
