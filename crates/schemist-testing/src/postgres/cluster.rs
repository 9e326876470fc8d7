use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use diesel::connection::Connection;
use diesel::pg::PgConnection;

use super::PostgresError;
use super::folder::{Folder, file_error};

/// The file with the URL of the running cluster.
const STATE: &str = "url";

/// How often another port is tried where somebody was faster to take the free one.
const ATTEMPTS: usize = 5;

/// Tests throw everything away: nothing has to survive a crash of the machine.
const SETTINGS: [&str; 9] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=32MB",
    "max_connections=200",
    "max_wal_size=256MB",
    "listen_addresses=127.0.0.1",
    "timezone=UTC",
];

/// The URL of the cluster that an earlier process of the run started, if it answers.
pub(super) fn running(folder: &Folder) -> Option<String> {
    let url = std::fs::read_to_string(folder.join(STATE)).ok()?;
    PgConnection::establish(&url).is_ok().then_some(url)
}

/// Starts a cluster and its guardian. The caller holds the folder's lock.
pub(super) fn start(folder: &Folder, binaries: &Path) -> Result<String, PostgresError> {
    let account = Account::for_server(folder.uid)?;
    remove_leftovers(folder, binaries, &account);
    let data = folder.join("data");
    std::fs::create_dir(&data).map_err(|e| file_error("make", &data, &e))?;
    if let Some((uid, gid)) = account.0 {
        chown(&data, Some(uid), Some(gid)).map_err(|e| file_error("hand over", &data, &e))?;
    }
    let mut initdb = account.command(binaries, "initdb");
    initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "-D"]);
    run(initdb.arg(&data))?;
    let url = start_on_free_port(&data, binaries, &account)?;
    std::fs::write(folder.join(STATE), &url).map_err(|e| file_error("write", &folder.join(STATE), &e))?;
    start_guardian(folder, binaries, &account)?;
    Ok(url)
}

fn start_on_free_port(data: &Path, binaries: &Path, account: &Account) -> Result<String, PostgresError> {
    let mut last = None;
    for _ in 0..ATTEMPTS {
        let port = free_port().map_err(|e| file_error("find", Path::new("a free port"), &e))?;
        // The socket lies in the data folder, whose path is short and which only its owner enters.
        let mut options = format!("-p {port} -c unix_socket_directories='{}'", data.display());
        for setting in SETTINGS {
            options.push_str(" -c ");
            options.push_str(setting);
        }
        let mut pg_ctl = account.command(binaries, "pg_ctl");
        pg_ctl.args(["start", "--wait", "--timeout=60", "--silent", "-D"]).arg(data).arg("-l");
        pg_ctl.arg(data.join("log")).args(["-o", &options]);
        match run(&mut pg_ctl) {
            Ok(()) => return Ok(format!("postgres://postgres@127.0.0.1:{port}/postgres")),
            Err(error) => last = Some(with_log(error, &data.join("log"))),
        }
    }
    Err(last.unwrap_or_else(|| PostgresError::NotInstalled { searched: binaries.display().to_string() }))
}

/// What is left of a cluster whose guardian was killed, or that crashed.
fn remove_leftovers(folder: &Folder, binaries: &Path, account: &Account) {
    let data = folder.join("data");
    let _ = std::fs::remove_file(folder.join(STATE));
    if data.exists() {
        let mut stop = account.command(binaries, "pg_ctl");
        // Fails where it does not run any more, which is as good.
        let _ = run(stop.args(["stop", "--mode=immediate", "--silent", "-D"]).arg(&data));
        let _ = std::fs::remove_dir_all(&data);
    }
}

/// The guardian stops the cluster once no test process is left. Perl, because it must be a process of
/// its own that can lock files, and building libpq's TLS needs Perl anyway.
fn start_guardian(folder: &Folder, binaries: &Path, account: &Account) -> Result<(), PostgresError> {
    let mut guardian = Command::new("perl");
    guardian.arg("-e").arg(include_str!("guardian.pl"));
    guardian.arg(folder.join("")).arg(binaries.join("pg_ctl"));
    let (uid, gid) = account.0.unwrap_or((folder.uid, 0));
    guardian.args([uid.to_string(), gid.to_string()]);
    // The pipes of the test process must not stay open: its runner waits for their end.
    guardian.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    guardian.current_dir("/");
    let started = guardian.spawn();
    started.map(drop).map_err(|e| PostgresError::Command { command: "perl".into(), reason: e.to_string() })
}

/// Who runs the server: PostgreSQL refuses to be run by root.
struct Account(Option<(u32, u32)>);

impl Account {
    fn for_server(uid: u32) -> Result<Self, PostgresError> {
        if uid != 0 {
            return Ok(Self(None));
        }
        let found = ["postgres", "nobody"].iter().find_map(|name| Some((id("-u", name)?, id("-g", name)?)));
        let missing = || PostgresError::Command {
            command: "id -u nobody".into(),
            reason: "root must not run PostgreSQL, and there is no user `postgres` or `nobody`".into(),
        };
        found.map(|ids| Self(Some(ids))).ok_or_else(missing)
    }

    fn command(&self, binaries: &Path, program: &str) -> Command {
        let mut command = Command::new(binaries.join(program));
        if let Some((uid, gid)) = self.0 {
            command.uid(uid).gid(gid);
        }
        // The caller's folder may be closed to that account, and its locale unknown to the server.
        command.current_dir("/").env("LC_ALL", "C").stdin(Stdio::null());
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("PG") {
                command.env_remove(variable);
            }
        }
        command
    }
}

fn id(flag: &str, name: &str) -> Option<u32> {
    let output = Command::new("id").args([flag, name]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn run(command: &mut Command) -> Result<(), PostgresError> {
    let described = format!("{command:?}");
    let failed = |reason: String| PostgresError::Command { command: described, reason };
    // Standard output is not kept: the server inherits it from pg_ctl, and reading to its end would
    // wait for the server's.
    match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(status.to_string())),
        Err(error) => Err(failed(error.to_string())),
    }
}

fn with_log(error: PostgresError, log: &Path) -> PostgresError {
    match (error, std::fs::read_to_string(log)) {
        (PostgresError::Command { command, reason }, Ok(log)) => {
            PostgresError::Command { command, reason: format!("{reason}\n{log}") }
        }
        (error, _) => error,
    }
}
