use std::path::Path;
use std::process::Command;

use crate::process::{self, Result, schemist};

/// The models of the first and of the second act.
const BEFORE: &str = include_str!("../demo/before.rs");
const AFTER: &str = include_str!("../demo/after.rs");

/// The main job on SQLite, in a folder that is removed afterwards.
pub(crate) fn run() -> Result<()> {
    let schemist = schemist()?;
    let folder = tempfile::Builder::new().prefix("schemist-demo-").tempdir()?;
    let stage = Stage { schemist: &schemist, folder: folder.path() };

    stage.title("A folder with models and no database yet");
    stage.write("schemist.toml", "models = [\"models.rs\"]\ndatabase_url = \"sqlite:shop.db\"\n")?;
    stage.write("models.rs", BEFORE)?;
    stage.show("models.rs")?;
    stage.run(&["init"])?;
    stage.run(&["revision", "--autogenerate", "-m", "customers and orders"])?;
    stage.run(&["upgrade", "head"])?;
    stage.run(&["check"])?;

    stage.title("The structs are edited");
    stage.write("models.rs", AFTER)?;
    stage.show("models.rs")?;
    stage.fails(&["check"])?;
    stage.run(&["revision", "--autogenerate", "-m", "payments and totals"])?;
    stage.show_last_migration()?;
    stage.run(&["upgrade", "head"])?;
    stage.run(&["check"])?;

    stage.title("There and back");
    stage.run(&["downgrade", "-1"])?;
    stage.run(&["current"])?;
    stage.run(&["upgrade", "head"])?;
    stage.run(&["check"])?;
    stage.run(&["history", "--verbose"])
}

/// The folder in which the demonstration takes place.
struct Stage<'a> {
    schemist: &'a Path,
    folder: &'a Path,
}

impl Stage<'_> {
    fn title(&self, text: &str) {
        println!("\n\x1b[1;4m{text}\x1b[0m");
    }

    fn write(&self, name: &str, text: &str) -> Result<()> {
        Ok(std::fs::write(self.folder.join(name), text)?)
    }

    fn show(&self, path: &str) -> Result<()> {
        let text = std::fs::read_to_string(self.folder.join(path))?;
        println!("\n\x1b[1m$ cat {path}\x1b[0m\n{}", text.trim_end());
        Ok(())
    }

    fn show_last_migration(&self) -> Result<()> {
        let entries = std::fs::read_dir(self.folder.join("migrations"))?;
        let mut names: Vec<String> =
            entries.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned())).collect();
        names.retain(|name| self.folder.join("migrations").join(name).is_dir());
        names.sort();
        let last = names.last().ok_or("no migration was written")?;
        self.show(&format!("migrations/{last}/up.sql"))?;
        self.show(&format!("migrations/{last}/down.sql"))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.schemist);
        command.args(arguments).current_dir(self.folder).env_remove("DATABASE_URL");
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<()> {
        process::run(&mut self.command(arguments))
    }

    /// `check` ends with 1 where there is something to do.
    fn fails(&self, arguments: &[&str]) -> Result<()> {
        match process::run(&mut self.command(arguments)) {
            Ok(()) => Err(format!("`schemist {}` found nothing to do", arguments.join(" ")).into()),
            Err(_) => Ok(()),
        }
    }
}
