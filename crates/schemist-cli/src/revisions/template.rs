//! The user's own templates for the files of a revision, and the commands to run on them.

use std::process::Command;

use camino::Utf8Path;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use schemist_schema::Engine;

use crate::codes::{BAD_CONFIG, HOOK};
use crate::config::Revisions;
use crate::failure::Failure;
use crate::files;
use crate::project::Project;

/// What a template may say.
pub(crate) struct Values<'a> {
    pub(crate) version: &'a str,
    pub(crate) message: &'a str,
    pub(crate) revises: &'a [String],
    pub(crate) depends_on: &'a [String],
    pub(crate) labels: &'a [String],
    pub(crate) created_at: &'a str,
    pub(crate) engine: Engine,
}

/// A file of a revision as the user's template has it; as it is, where there is no such template.
pub(crate) fn filled(
    name: &str,
    content: String,
    values: &Values<'_>,
    config: &Revisions,
    project: &Project,
) -> Result<String, Failure> {
    let Some(folder) = &config.templates else { return Ok(content) };
    let path = project.rooted(folder).join(name);
    let Some(template) = files::read_if_there(&path)? else { return Ok(content) };
    let shown = project.shown(&path);
    let wrong = |error: minijinja::Error| {
        let line = error.line().map(|line| format!(":{line}")).unwrap_or_default();
        Failure::input(BAD_CONFIG, format!("the template {shown}{line} cannot be used: {error}"))
            .with_help("it may hold {{ content }}, {{ version }}, {{ message }}, {{ revises }}, {{ depends_on }}, {{ labels }}, {{ created_at }}, {{ engine }}")
    };
    let mut environment = Environment::new();
    // Nothing is escaped: it is no HTML.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_template("template", &template).map_err(wrong)?;
    let filled = environment.get_template("template").and_then(|template| {
        template.render(context! {
            content => content,
            version => values.version,
            message => values.message,
            revises => values.revises.to_vec(),
            depends_on => values.depends_on.to_vec(),
            labels => values.labels.to_vec(),
            created_at => values.created_at,
            engine => values.engine.to_string(),
        })
    });
    // Jinja drops the line end at the end of a template.
    filled.map(|text| if text.ends_with('\n') { text } else { text + "\n" }).map_err(wrong)
}

/// Runs the commands on what was written, in the project folder.
pub(crate) fn run_hooks(directory: &Utf8Path, config: &Revisions, project: &Project) -> Result<(), Failure> {
    for words in &config.post_write {
        let place = |word: &String| {
            word.replace("{up}", directory.join("up.sql").as_str())
                .replace("{down}", directory.join("down.sql").as_str())
                .replace("{directory}", directory.as_str())
        };
        let words: Vec<String> = words.iter().map(place).collect();
        let Some((program, arguments)) = words.split_first() else { continue };
        let failed = |why: String| {
            Err(Failure::input(HOOK, format!("the command `{}` {why}", words.join(" "))).with_note(format!(
                "{} was written; the command stands in post_write of {}",
                project.shown(directory),
                project.shown(&project.config_file)
            )))
        };
        // What the command prints is no result of ours.
        let output = Command::new(program).args(arguments).current_dir(&project.root).output();
        match output {
            Err(error) => return failed(format!("cannot be run: {error}")),
            Ok(output) if !output.status.success() => {
                let said = String::from_utf8_lossy(&output.stderr);
                let said = said.lines().take(10).collect::<Vec<_>>().join("\n");
                return failed(format!("failed ({}): {said}", output.status));
            }
            Ok(_) => {}
        }
    }
    Ok(())
}
