//! What `scaffold` writes into schemist.toml; comments and layout of the file stay.

use camino::Utf8Path;
use schemist_dialect::{NameKind, Naming};

use crate::codes::BAD_CONFIG;
use crate::config::FILE_NAME;
use crate::context::Context;
use crate::failure::Failure;
use crate::files;
use crate::project::Project;

/// Names the models where the file names none, and says how names are made where it does not and `naming` is not what
/// goes without saying.
pub(crate) fn record(
    project: &Project,
    models: Option<&Utf8Path>,
    naming: &Naming,
    context: &Context,
) -> Result<(), Failure> {
    let config = project.shown(&project.config_file);
    let path = models.map(|root| project.in_config(root));
    let configured = project.config.models.as_ref().and_then(|models| models.paths.as_ref());
    if let (Some(known), Some(root), Some(path)) = (configured, models, &path) {
        let is_known = known.iter().any(|known| root.starts_with(project.rooted(known)));
        if !is_known {
            context
                .terminal
                .say(&format!("{config} already names models; add \"{path}\" to them to use these"));
        }
    }
    let additions = Additions {
        models: path.filter(|_| project.config.models.is_none()),
        naming: if project.config.has_naming() { Vec::new() } else { unusual(naming) },
    };
    if additions == Additions::default() {
        return Ok(());
    }
    let text = files::read_if_there(&project.config_file)?;
    let text = additions.to(text.as_deref().unwrap_or_default()).map_err(|error| {
        Failure::input(BAD_CONFIG, format!("{config} cannot be understood: {}", error.message()))
    })?;
    files::write(&project.config_file, &text)?;
    if let Some(path) = &additions.models {
        context.terminal.say(&format!("recorded models = [\"{path}\"] in {config}"));
    }
    if !additions.naming.is_empty() {
        context.terminal.say(&format!("recorded how the database names things under [naming] in {config}"));
    }
    Ok(())
}

/// The templates that are not what goes without saying.
fn unusual(naming: &Naming) -> Vec<(&'static str, String)> {
    let of_kind = |kind: NameKind| {
        let template = naming.template(kind);
        (template != Naming::CONVENTION.template(kind)).then(|| (kind.key(), template.to_owned()))
    };
    NameKind::ALL.into_iter().filter_map(of_kind).collect()
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Additions {
    models: Option<String>,
    naming: Vec<(&'static str, String)>,
}

impl Additions {
    fn to(&self, text: &str) -> Result<String, toml_edit::TomlError> {
        let is_new = text.trim().is_empty();
        let mut document: toml_edit::DocumentMut = text.parse()?;
        if let Some(path) = &self.models {
            let mut models = toml_edit::Array::new();
            models.push(path);
            match with_commented_line_filled(text, &format!("models = {models}")) {
                Some(filled) => document = filled.parse()?,
                None => {
                    document.insert("models", toml_edit::value(models));
                }
            }
        }
        if !self.naming.is_empty() {
            let mut table = toml_edit::Table::new();
            for (kind, template) in &self.naming {
                table.insert(kind, toml_edit::value(template));
            }
            table.decor_mut().set_prefix("\n# How the database calls what the models leave unnamed.\n");
            document.insert("naming", toml_edit::Item::Table(table));
        }
        let mut text = document.to_string();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        if is_new {
            let head =
                format!("# {FILE_NAME}: the configuration of Schemist. Paths are relative to this file.");
            return Ok(format!("{head}\n\n{}", text.trim_start()));
        }
        Ok(text)
    }
}

/// The text with `# models = […]`, as `init` writes it, made a line that counts; `None` where there is no such line
/// above the sections.
fn with_commented_line_filled(text: &str, line: &str) -> Option<String> {
    let above_sections = || text.split_inclusive('\n').take_while(|line| !line.trim_start().starts_with('['));
    let commented = above_sections().find(|line| line.starts_with("# models = "))?;
    let start = above_sections().take_while(|line| *line != commented).map(str::len).sum();
    let end = start + commented.trim_end().len();
    Some(format!("{}{line}{}", text.get(..start)?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, naming: Vec<(&'static str, String)>) -> String {
        let additions = Additions { models: Some("src/models.rs".to_owned()), naming };
        let written = additions.to(text).unwrap();
        assert!(crate::config::parse(&written, "f").unwrap().models.is_some());
        written
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(written(text, Vec::new()), expected);
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
    fn the_line_that_init_leaves_open_is_filled() {
        check(
            "# Where the models are.\n# models = [\"src/models.rs\"]\n\nmigrations = \"m\"\n",
            "# Where the models are.\nmodels = [\"src/models.rs\"]\n\nmigrations = \"m\"\n",
        );
        check(
            "migrations = \"m\"\n[naming]\n# models = []\n",
            "migrations = \"m\"\nmodels = [\"src/models.rs\"]\n[naming]\n# models = []\n",
        );
    }

    #[test]
    fn comments_at_the_end_stay() {
        let written = written("migrations = \"m\"\n\n# models = []\n# the end\n", Vec::new());
        assert!(
            written.contains("# the end") && written.contains("\nmodels = [\"src/models.rs\"]"),
            "{written}"
        );
    }

    #[test]
    fn names_have_a_section() {
        let naming = || {
            vec![("primary_key", "{table}_pkey".to_owned()), ("unique", "{table}_{columns}_key".to_owned())]
        };
        let section = "\n# How the database calls what the models leave unnamed.\n[naming]\nprimary_key = \"{table}_pkey\"\nunique = \"{table}_{columns}_key\"\n";
        assert!(written("", naming()).ends_with(section), "{}", written("", naming()));
        let existing = written("migrations = \"m\"\n\n# the end\n", naming());
        assert!(existing.contains("migrations = \"m\"\n") && existing.contains("# the end"), "{existing}");
        assert!(existing.contains(section.trim_end()), "{existing}");
    }
}
