use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;
use schemist_emit::scaffold::{Layout, ScaffoldOptions};

use crate::codes::BAD_CONFIG;
use crate::config::FILE_NAME;
use crate::context::Context;
use crate::database::{self, refused};
use crate::failure::{Exit, Failure, Sources};
use crate::files;
use crate::project::Project;

const EXAMPLES: &str = "\
Where schemist.toml names no models yet, what was written is recorded there, and `schemist
check` finds no difference.

Examples:
  schemist scaffold --out src/models
  schemist --database-url postgres://localhost/shop scaffold --out src --one-file";

/// Write models for the tables of the database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ScaffoldArgs {
    /// The folder to write into: mod.rs, a file for each table, and enums.rs where there are any
    #[arg(long, value_name = "DIR")]
    out: Utf8PathBuf,
    /// All in one file, models.rs
    #[arg(long)]
    one_file: bool,
    /// Overwrite files that exist
    #[arg(long)]
    force: bool,
}

/// Prints the paths of the files.
pub(crate) fn run(args: &ScaffoldArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let mut connection = database::open(&context.database_url(&project)?)?;
    let dialect = connection.dialect().map_err(refused)?;
    let (schema, remarks) = schemist_reflect::reflect(&mut connection).map_err(refused)?;

    let layout = if args.one_file { Layout::OneFile } else { Layout::FilePerTable };
    let scaffolded = schemist_emit::scaffold::scaffold(&schema, &dialect, &ScaffoldOptions { layout });
    let out = project.absolute(&args.out);
    let paths: Vec<Utf8PathBuf> = scaffolded.files.iter().map(|(path, _)| out.join(path)).collect();
    if !args.force {
        files::refuse_existing(&paths, "give another --out, or --force to overwrite")?;
    }
    for (path, (_, text)) in paths.iter().zip(&scaffolded.files) {
        files::write(path, text)?;
    }
    context.terminal.diagnostics(&remarks, &Sources::new());
    context.terminal.diagnostics(&scaffolded.diagnostics, &Sources::new());
    let shown: String = paths.iter().map(|path| project.shown(path) + "\n").collect();
    context.terminal.result(&shown)?;
    match paths.first() {
        Some(root) => record(&project, root, context)?,
        None => context.terminal.say("the database has no tables"),
    }
    Ok(Exit::Success)
}

/// Names the models in schemist.toml where it names none; comments and layout of the file stay.
fn record(project: &Project, root: &Utf8Path, context: &Context) -> Result<(), Failure> {
    let config = project.shown(&project.config_file);
    let path = project.in_config(root);
    if let Some(models) = &project.config.models {
        let known = models.iter().any(|known| root.starts_with(project.rooted(known)));
        if !known {
            context
                .terminal
                .say(&format!("{config} already names models; add \"{path}\" to them to use these"));
        }
        return Ok(());
    }
    let text = files::read_if_there(&project.config_file)?;
    let text = with_models(text.as_deref().unwrap_or_default(), &path).map_err(|error| {
        Failure::input(BAD_CONFIG, format!("{config} cannot be understood: {}", error.message()))
    })?;
    files::write(&project.config_file, &text)?;
    context.terminal.say(&format!("recorded models = [\"{path}\"] in {config}"));
    Ok(())
}

fn with_models(text: &str, path: &str) -> Result<String, toml_edit::TomlError> {
    let mut document: toml_edit::DocumentMut = text.parse()?;
    let mut models = toml_edit::Array::new();
    models.push(path);
    if document.is_empty() && text.trim().is_empty() {
        return Ok(format!(
            "# {FILE_NAME}: the configuration of Schemist. Paths are relative to this file.\n\nmodels = {models}\n"
        ));
    }
    document.insert("models", toml_edit::value(models));
    let mut text = document.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let written = with_models(text, "src/models.rs").unwrap();
        assert_eq!(written, expected);
        assert!(crate::config::parse(&written, "f").unwrap().models.is_some());
    }

    #[test]
    fn keeps_what_stands_there() {
        check(
            "",
            "# schemist.toml: the configuration of Schemist. Paths are relative to this file.\n\nmodels = [\"src/models.rs\"]\n",
        );
        check(
            "# mine\nmigrations = \"db\" # here\n",
            "# mine\nmigrations = \"db\" # here\nmodels = [\"src/models.rs\"]\n",
        );
    }

    #[test]
    fn comments_at_the_end_stay() {
        let written = with_models("migrations = \"m\"\n\n# models = []\n# the end\n", "a.rs").unwrap();
        assert!(written.contains("# the end") && written.contains("\nmodels = [\"a.rs\"]"), "{written}");
    }
}
