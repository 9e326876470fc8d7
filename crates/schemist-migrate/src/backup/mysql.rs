//! `mariadb-dump`, or `mysqldump` where that is what there is.

use std::io::{BufRead, BufReader};
use std::process::Command;

use camino::Utf8Path;
use schemist_reflect::{Connection, DatabaseUrl};

use super::{BackupError, tool};
use crate::database::database;

const PROGRAMS: [&str; 2] = ["mariadb-dump", "mysqldump"];

pub(super) fn check() -> Result<&'static str, BackupError> {
    PROGRAMS.into_iter().find(|program| tool::is_there(program)).ok_or(BackupError::MissingTool {
        program: "mariadb-dump",
        package: "the client programs of MariaDB (mariadb-client) or MySQL",
    })
}

pub(super) fn take(url: &DatabaseUrl, path: &Utf8Path) -> Result<(String, String), BackupError> {
    let program = check()?;
    let server = url.server_parts();
    let mut dump = Command::new(program);
    dump.args([
        "--single-transaction",
        "--quick",
        "--routines",
        "--triggers",
        "--hex-blob",
        "--no-tablespaces",
    ]);
    dump.args(["--default-character-set=utf8mb4"]).arg(format!("--result-file={path}"));
    let connect = arguments(&server);
    dump.args(&connect).arg(&server.database);
    // Where others can see the arguments of a process, a password must not be one.
    if let Some(password) = &server.password {
        dump.env("MYSQL_PWD", password);
    }
    tool::run(&mut dump, url)?;
    let tables = verify(url, path)?;
    let client = if program == "mysqldump" { "mysql" } else { "mariadb" };
    let restore = format!("{client} {} {} < {path}", connect.join(" "), server.database);
    Ok((format!("it came to its end, with {tables} tables"), restore))
}

fn arguments(server: &schemist_reflect::ServerParts) -> Vec<String> {
    let mut arguments = Vec::new();
    arguments.extend(server.user.as_ref().map(|user| format!("--user={user}")));
    match &server.socket {
        Some(socket) => arguments.push(format!("--socket={socket}")),
        None => {
            arguments.extend(server.host.as_ref().map(|host| format!("--host={host}")));
            arguments.extend(server.port.map(|port| format!("--port={port}")));
        }
    }
    arguments
}

/// Its last line says that it came to its end; before that the tables are counted.
fn verify(url: &DatabaseUrl, path: &Utf8Path) -> Result<usize, BackupError> {
    let useless = |reason: String| BackupError::Useless { path: path.to_owned(), reason };
    let file = std::fs::File::open(path).map_err(|error| useless(error.to_string()))?;
    let (mut copied, mut last) = (0, Vec::new());
    for line in BufReader::new(file).split(b'\n') {
        let line = line.map_err(|error| useless(error.to_string()))?;
        copied += usize::from(line.starts_with(b"CREATE TABLE "));
        if !line.is_empty() {
            last = line;
        }
    }
    if !last.starts_with(b"-- Dump completed") {
        return Err(useless("it has no end".to_owned()));
    }
    let refused = |reason: String| BackupError::Database(reason);
    let mut connection = Connection::open(url).map_err(|error| refused(error.to_string()))?;
    let database = database(&mut connection).map_err(|error| refused(error.to_string()))?;
    let there =
        database.number(include_str!("tables.mysql.sql")).map_err(|error| refused(error.to_string()))?;
    let there = there.and_then(|there| usize::try_from(there).ok()).unwrap_or_default();
    match copied < there {
        true => Err(useless(format!("it has {copied} tables, the database {there}"))),
        false => Ok(copied),
    }
}
