use std::ffi::OsString;
use std::process::{Command, Stdio};

use super::{Account, Folder, ServerError};

/// Stops a server once no test process is left. Perl, because it must be a process of its own that can lock
/// files, and building libpq's TLS needs Perl anyway.
pub(crate) struct Guardian<'a> {
    pub(crate) folder: &'a Folder,
    pub(crate) account: &'a Account,
    /// The file, in the folder, that is there for as long as the server runs.
    pub(crate) alive: &'static str,
    /// What stops it: a program and its arguments.
    pub(crate) stop: Vec<OsString>,
}

impl Guardian<'_> {
    pub(crate) fn start(self) -> Result<(), ServerError> {
        let (uid, gid) = self.account.ids();
        let mut guardian = Command::new("perl");
        guardian.arg("-e").arg(include_str!("guardian.pl")).arg(self.folder.join(""));
        guardian.args([uid.to_string(), gid.to_string()]).arg(self.alive).args(self.stop);
        // The pipes of the test process must not stay open: its runner waits for their end.
        guardian.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        guardian.current_dir("/");
        let failed =
            |e: std::io::Error| ServerError::Command { command: "perl".into(), reason: e.to_string() };
        guardian.spawn().map(drop).map_err(failed)
    }
}
