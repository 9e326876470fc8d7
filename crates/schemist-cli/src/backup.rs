//! A backup before data is deleted.

use camino::{Utf8Path, Utf8PathBuf};
use schemist_migrate::backup::{self, Backup, BackupError};
use schemist_migrate::{Direction, Revision, lost_data};
use schemist_reflect::DatabaseUrl;

use crate::clock;
use crate::codes::NO_BACKUP;
use crate::failure::Failure;
use crate::project::Project;

/// Takes one backup in a run: before its first revision that deletes data.
pub(crate) struct Guard {
    url: DatabaseUrl,
    folder: Utf8PathBuf,
    /// Of the database, with the time.
    name: String,
    /// Whether anything that is to run deletes data.
    is_needed: bool,
    is_taken: bool,
}

impl Guard {
    /// Refused before anything is run, where a backup will be needed and cannot be taken.
    pub(crate) fn new(
        folder: &Utf8Path,
        url: &DatabaseUrl,
        project: &Project,
        direction: Direction,
        plan: &[&Revision],
    ) -> Result<Self, Failure> {
        let engine = url.engine();
        let is_needed = plan.iter().any(|revision| !lost_data(engine, revision, direction).is_empty());
        if is_needed {
            backup::check(url)
                .map_err(|error| Failure::input(NO_BACKUP, error.to_string()).with_help(error.help()))?;
        }
        let database = match url.sqlite_file() {
            Some(file) => Utf8Path::new(file).file_stem().unwrap_or("database").to_owned(),
            None => url.server_parts().database,
        };
        let plain: String =
            database.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect();
        let name = format!("{plain}-{}", clock::now()?.strftime("%Y%m%dT%H%M%SZ"));
        // As the user would write it: the message names the file.
        let folder = Utf8PathBuf::from(project.shown(&project.root.join(folder)));
        Ok(Self { url: url.clone(), folder, name, is_needed, is_taken: false })
    }

    /// Whether a backup will be taken.
    pub(crate) fn is_needed(&self) -> bool {
        self.is_needed
    }

    /// Takes it where this revision deletes data and none was taken yet, and says so.
    pub(crate) fn before(
        &mut self,
        revision: &Revision,
        direction: Direction,
        say: impl FnOnce(&str),
    ) -> Result<(), BackupError> {
        if self.is_taken {
            return Ok(());
        }
        let lost = lost_data(self.url.engine(), revision, direction);
        let Some(first) = lost.first() else { return Ok(()) };
        let name = format!("{}-before-{}", self.name, revision.display_version());
        let Backup { path, bytes, verified, restore } = backup::take(&self.url, &self.folder, &name)?;
        self.is_taken = true;
        let more = if lost.len() > 1 { format!(" and {} more", lost.len() - 1) } else { String::new() };
        say(&format!(
            "backup {path} ({}; {verified}), before {} ({first}{more}); `{restore}` brings it back",
            size(bytes),
            revision.directory
        ));
        Ok(())
    }
}

fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let exponent = (bytes.ilog2() / 10).clamp(1, 4);
    let unit = UNITS.get(exponent as usize - 1).unwrap_or(&"TiB");
    // Whole numbers are enough to see whether it is about right.
    format!("{} {unit}", bytes >> (10 * exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (bytes, expected) in
            [(0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (5 << 20, "5 MiB"), (3 << 41, "6 TiB")]
        {
            assert_eq!(size(bytes), expected);
        }
    }
}
