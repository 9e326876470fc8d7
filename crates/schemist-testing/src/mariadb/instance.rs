use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::binaries::Binaries;
use crate::database::Client;
use crate::server::{ATTEMPTS, Account, Folder, Guardian, ServerError, free_port, run};

/// Tests throw everything away: nothing has to survive a crash of the machine.
const SETTINGS: [&str; 9] = [
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-flush-method=nosync",
    "--innodb-doublewrite=OFF",
    "--innodb-buffer-pool-size=64M",
    "--skip-log-bin",
    "--max-connections=200",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
    "--bind-address=127.0.0.1",
];

/// Each server's own. MySQL goes by the collation that it comes with, so that tests see another one too, and its `root`
/// is one of `localhost`, which it has to look up.
fn settings_of(binaries: &Binaries) -> &'static [&'static str] {
    match binaries {
        Binaries::MariaDb { .. } => {
            &["--skip-name-resolve", "--collation-server=utf8mb4_general_ci", "--innodb-log-file-size=16M"]
        }
        Binaries::MySql { .. } => &["--mysqlx=OFF", "--secure-file-priv="],
    }
}

/// How long it may take to come up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Kills the process whose number is in the file, and waits until it is gone.
const STOP: &str = r#"pid=$(cat "$0") && kill -KILL "$pid" && while kill -0 "$pid"; do sleep 0.1; done"#;

/// Starts a server and its guardian. The caller holds the folder's lock.
pub(super) fn start(folder: &Folder, binaries: &Binaries) -> Result<String, ServerError> {
    let account = Account::for_server(folder.uid, &["mysql", "nobody"])?;
    remove_leftovers(folder, &account);
    let data = folder.join("data");
    account.make_folder(&data)?;
    install(&data, binaries, &account)?;
    let url = start_on_free_port(&data, binaries, &account)?;
    let stop = stop_words(&data).to_vec();
    Guardian { folder, account: &account, alive: "data/pid", stop }.start()?;
    Ok(url)
}

/// The tables of the server itself, with a `root` who needs no password.
fn install(data: &Path, binaries: &Binaries, account: &Account) -> Result<(), ServerError> {
    let (program, arguments): (&Path, &[&str]) = match binaries {
        Binaries::MariaDb { install, .. } => {
            (install, &["--auth-root-authentication-method=normal", "--skip-test-db"])
        }
        Binaries::MySql { server } => (server, &["--initialize-insecure"]),
    };
    let mut install = account.command(program);
    install.arg("--no-defaults").args(arguments).arg(option("--datadir", data));
    run(install.args(SETTINGS).args(settings_of(binaries)))
}

fn start_on_free_port(data: &Path, binaries: &Binaries, account: &Account) -> Result<String, ServerError> {
    let mut outcome = start_on(free_port()?, data, binaries, account);
    for _ in 1..ATTEMPTS {
        if outcome.is_ok() {
            break;
        }
        outcome = start_on(free_port()?, data, binaries, account);
    }
    outcome.map_err(|error| error.with_log(&data.join("log")))
}

fn start_on(port: u16, data: &Path, binaries: &Binaries, account: &Account) -> Result<String, ServerError> {
    let mut server = account.command(binaries.server());
    server.arg("--no-defaults").arg(option("--datadir", data)).args(SETTINGS).args(settings_of(binaries));
    server.arg(format!("--port={port}"));
    // All in the data folder, whose path is short and which only its owner enters.
    server.arg(option("--socket", &data.join("socket"))).arg(option("--pid-file", &data.join("pid")));
    server.arg(option("--log-error", &data.join("log"))).arg(option("--tmpdir", data));
    // An interrupt that ends the tests is not for the server: the guardian stops it.
    server.process_group(0).stdout(Stdio::null()).stderr(Stdio::null());
    let failed =
        |reason: String| ServerError::Command { command: binaries.server().display().to_string(), reason };
    let child = server.spawn().map_err(|e| failed(e.to_string()))?;
    let url = format!("mysql://root@127.0.0.1:{port}/mysql");
    wait_until_it_answers(child, &url).map(|()| url).map_err(failed)
}

fn wait_until_it_answers(mut child: Child, url: &str) -> Result<(), String> {
    let begin = Instant::now();
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Err(format!("it ended: {status}"));
        }
        if Client::Mysql.answers(url) {
            return Ok(());
        }
        if begin.elapsed() > PATIENCE {
            let _ = child.kill();
            return Err(format!("it does not answer after {} s", PATIENCE.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// What is left of a server whose guardian was killed, or that crashed.
fn remove_leftovers(folder: &Folder, account: &Account) {
    let data = folder.join("data");
    if data.exists() {
        let [program, arguments @ ..] = stop_words(&data);
        // Fails where it does not run any more, which is as good.
        let _ = run(account.command(Path::new(&program)).args(arguments));
        let _ = std::fs::remove_dir_all(&data);
    }
}

fn stop_words(data: &Path) -> [OsString; 4] {
    ["sh".into(), "-c".into(), STOP.into(), data.join("pid").into_os_string()]
}

fn option(name: &str, value: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push("=");
    option.push(value);
    option
}
