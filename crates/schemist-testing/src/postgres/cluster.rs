use std::path::Path;

use crate::server::{ATTEMPTS, Account, Folder, Guardian, ServerError, free_port, run};

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

/// Starts a cluster and its guardian. The caller holds the folder's lock.
pub(super) fn start(folder: &Folder, binaries: &Path) -> Result<String, ServerError> {
    let account = Account::for_server(folder.uid, &["postgres", "nobody"])?;
    remove_leftovers(folder, binaries, &account);
    let data = folder.join("data");
    account.make_folder(&data)?;
    let mut initdb = account.command(&binaries.join("initdb"));
    initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", "-D"]);
    run(initdb.arg(&data))?;
    let url = start_on_free_port(&data, binaries, &account)?;
    let mut stop = vec![binaries.join("pg_ctl").into_os_string()];
    stop.extend(["stop", "--mode=immediate", "--wait", "--silent", "-D"].map(Into::into));
    stop.push(data.into_os_string());
    Guardian { folder, account: &account, alive: "data/postmaster.pid", stop }.start()?;
    Ok(url)
}

fn start_on_free_port(data: &Path, binaries: &Path, account: &Account) -> Result<String, ServerError> {
    let mut port = free_port()?;
    let mut outcome = start_on(port, data, binaries, account);
    for _ in 1..ATTEMPTS {
        if outcome.is_ok() {
            break;
        }
        port = free_port()?;
        outcome = start_on(port, data, binaries, account);
    }
    outcome.map_err(|error| error.with_log(&data.join("log")))?;
    Ok(format!("postgres://postgres@127.0.0.1:{port}/postgres"))
}

fn start_on(port: u16, data: &Path, binaries: &Path, account: &Account) -> Result<(), ServerError> {
    // The socket lies in the data folder, whose path is short and which only its owner enters.
    let mut options = format!("-p {port} -c unix_socket_directories='{}'", data.display());
    for setting in SETTINGS {
        options.push_str(" -c ");
        options.push_str(setting);
    }
    let mut pg_ctl = account.command(&binaries.join("pg_ctl"));
    // German for whoever asks for messages that are not those of the locale C (`SET lc_messages = 'C.UTF-8'`).
    pg_ctl.env("LANGUAGE", "de");
    pg_ctl.args(["start", "--wait", "--timeout=60", "--silent", "-D"]).arg(data).arg("-l");
    pg_ctl.arg(data.join("log")).args(["-o", &options]);
    run(&mut pg_ctl)
}

/// What is left of a cluster whose guardian was killed, or that crashed.
fn remove_leftovers(folder: &Folder, binaries: &Path, account: &Account) {
    let data = folder.join("data");
    if data.exists() {
        let mut stop = account.command(&binaries.join("pg_ctl"));
        // Fails where it does not run any more, which is as good.
        let _ = run(stop.args(["stop", "--mode=immediate", "--silent", "-D"]).arg(&data));
        let _ = std::fs::remove_dir_all(&data);
    }
}
