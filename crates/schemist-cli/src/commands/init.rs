use clap::Args;
use schemist_dialect::{NameKind, Naming};

use crate::config::{self, FILE_NAME};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::files;
use crate::project::Project;

const EXAMPLES: &str = "\
In a Diesel project the migrations directory that is there is adopted, and its migrations with
it. What exists is left as it is; a second run changes nothing.

Examples:
  schemist init
  schemist init --config db/schemist.toml";

/// Write schemist.toml and the migrations directory
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InitArgs {}

/// Prints what was created.
pub(crate) fn run(_: &InitArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project_to_begin()?;
    let mut created = Vec::new();
    if !project.config_file.exists() {
        files::write(&project.config_file, &text(&project)?)?;
        created.push(project.shown(&project.config_file));
    }
    // Version control keeps no empty folder; Diesel and Schemist skip what begins with a dot.
    if !project.migrations.is_dir() {
        files::write(&project.migrations.join(".keep"), "")?;
        created.push(project.shown(&project.migrations));
    }
    context.terminal.result(&created.iter().map(|path| format!("{path}\n")).collect::<String>())?;
    tell(&project, &created, context);
    Ok(Exit::Success)
}

fn tell(project: &Project, created: &[String], context: &Context) {
    let migrations = project.shown(&project.migrations);
    let config = project.shown(&project.config_file);
    match created.len() {
        0 => context.terminal.say(&format!("nothing to do: {config} and {migrations} are there")),
        _ => context.terminal.say(&format!("the configuration is {config}, migrations are in {migrations}")),
    }
}

/// A configuration that says what holds without it, to be edited.
fn text(project: &Project) -> Result<String, Failure> {
    let of_diesel = config::diesel_migrations(&project.root.join("diesel.toml"))?;
    let migrations = match of_diesel {
        Some(_) => {
            "# The migrations directory is the one diesel.toml names.\n# migrations = \"migrations\"\n"
                .to_owned()
        }
        None => "# The migrations directory.\nmigrations = \"migrations\"\n".to_owned(),
    };
    let models = match project.root.join("Cargo.toml").is_file() {
        true => {
            "# Where the models are: files, with what they declare by `mod`, or folders. Without it: the crate.\n"
        }
        false => "# Where the models are: files, with what they declare by `mod`, or folders.\n",
    };
    Ok(format!(
        "# {FILE_NAME}: the configuration of Schemist. Paths are relative to this file.\n\n\
         {models}# models = [\"src/models.rs\"]\n\n\
         {migrations}\n\
         # The database, where neither DATABASE_URL nor .env names one. No passwords here.\n\
         # database_url = \"sqlite:app.db\"\n\n\
         {}",
        naming()
    ))
}

/// The convention, to be edited.
fn naming() -> String {
    let mut text = String::from(
        "# Names of what is new and has none in the models. There are {table}, {columns}, {schema}, and for foreign\n\
         # keys {referenced_table}, {referenced_columns}. What has a name in the database keeps it.\n# [naming]\n",
    );
    for kind in NameKind::ALL {
        text.push_str(&format!("# {} = \"{}\"\n", kind.key(), Naming::CONVENTION.template(kind)));
    }
    text
}
