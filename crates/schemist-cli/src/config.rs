//! `schemist.toml` and the one setting of `diesel.toml` that matters here.

mod lint;
mod models;
mod naming;
mod revisions;

use std::collections::BTreeMap;

use camino::Utf8Path;
use schemist_diagnostics::Diagnostic;
use schemist_dialect::{NameKind, Naming};
use schemist_report::span_at;
use schemist_schema::Engine;
use serde::Deserialize;

pub(crate) use models::Models;
pub(crate) use revisions::{NamedDatabase, PossibleRenames, Revisions, Run, Span};

use crate::codes::BAD_CONFIG;
use crate::failure::{Exit, Failure};
use crate::files;

/// The name of the configuration file.
pub(crate) const FILE_NAME: &str = "schemist.toml";

/// What `schemist.toml` may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The database, where neither the command line nor the environment names one.
    pub(crate) database_url: Option<String>,
    /// The engine, where no database is named and only that must be known.
    pub(crate) engine: Option<Engine>,
    /// Where the models are, and what counts as set where they are read.
    pub(crate) models: Option<Models>,
    /// The migrations directory, relative to the configuration file.
    pub(crate) migrations: Option<String>,
    /// Several databases, by name.
    #[serde(default)]
    pub(crate) databases: BTreeMap<String, NamedDatabase>,
    /// How new revisions are named and written.
    #[serde(default)]
    pub(crate) revisions: Revisions,
    /// How migrations run.
    #[serde(default)]
    pub(crate) run: Run,
    /// How much the findings of rules weigh.
    #[serde(default)]
    lint: lint::Lint,
    /// Templates for the names of what the models leave unnamed, by kind.
    naming: Option<BTreeMap<String, String>>,
}

impl Config {
    /// Whether it says how names are made.
    pub(crate) fn has_naming(&self) -> bool {
        self.naming.is_some()
    }

    /// What it says of the rules.
    pub(crate) fn lint(&self) -> schemist_lint::Settings {
        self.lint.settings(self.run.lock_timeout.is_some())
    }

    /// How names are made for what the models leave unnamed.
    pub(crate) fn naming(&self) -> Naming {
        let mut naming = Naming::default();
        for (kind, template) in self.naming.iter().flatten() {
            if let Some(kind) = NameKind::ALL.into_iter().find(|k| k.key() == kind) {
                // Templates were looked at when the file was read.
                let _ = naming.set(kind, template);
            }
        }
        naming
    }
}

const KEYS: [&str; 9] =
    ["database_url", "engine", "models", "migrations", "naming", "databases", "revisions", "run", "lint"];

/// The configuration in a file; `None` where there is no such file.
pub(crate) fn read(path: &Utf8Path, shown: &str) -> Result<Option<Config>, Failure> {
    let Some(text) = files::read_if_there(path)? else { return Ok(None) };
    parse(&text, shown).map(Some).map_err(|diagnostics| Failure {
        exit: Exit::Input,
        diagnostics,
        sources: [(shown.to_owned(), text)].into(),
    })
}

/// The configuration in a text. The first thing that is wrong with a value is reported, and all unknown keys.
pub(crate) fn parse(text: &str, file: &str) -> Result<Config, Vec<Diagnostic>> {
    let mut wrong = unknown_keys(text, file)?;
    wrong.extend(naming::wrong(text, file));
    wrong.extend(lint::wrong(text, file));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    toml::from_str(text).map_err(|error| vec![syntax(&error, text, file)])
}

fn unknown_keys(text: &str, file: &str) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let table = toml::de::DeTable::parse(text).map_err(|error| vec![syntax(&error, text, file)])?;
    let keys = table.get_ref().keys().filter(|key| !KEYS.contains(&key.get_ref().as_ref()));
    let mut spans: Vec<(std::ops::Range<usize>, String)> =
        keys.map(|key| (key.span(), key.get_ref().to_string())).collect();
    spans.sort_by_key(|(span, _)| span.start);
    Ok(spans.into_iter().map(|(span, key)| unknown_key(&key, span, text, file)).collect())
}

fn unknown_key(key: &str, bytes: std::ops::Range<usize>, text: &str, file: &str) -> Diagnostic {
    let span = span_at(file, text, bytes);
    let diagnostic = Diagnostic::error(BAD_CONFIG, format!("unknown key `{key}`"))
        .with_span(span.clone())
        .with_label("no such setting");
    match nearest(key, &KEYS) {
        Some(near) => diagnostic.with_suggestion(format!("did you mean `{near}`?"), span, near),
        None => diagnostic
            .with_help(format!("the settings are {}", KEYS.map(|key| format!("`{key}`")).join(", "))),
    }
}

fn syntax(error: &toml::de::Error, text: &str, file: &str) -> Diagnostic {
    let message = error.message().lines().next().unwrap_or("not valid TOML").to_owned();
    let diagnostic = Diagnostic::error(BAD_CONFIG, format!("{file} cannot be understood: {message}"));
    let diagnostic = match error.span() {
        Some(bytes) => diagnostic.with_span(span_at(file, text, bytes)),
        None => diagnostic,
    };
    match message.contains("expected a sequence") {
        true => diagnostic.with_help("several values are a list: models = [\"src/models.rs\"]"),
        false => diagnostic,
    }
}

/// The word that was probably meant.
pub(crate) fn nearest<'a>(word: &str, words: &[&'a str]) -> Option<&'a str> {
    let scored = words.iter().map(|candidate| (strsim::jaro_winkler(word, candidate), *candidate));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}

/// The migrations directory that `diesel.toml` names, relative to it. The file is never written.
pub(crate) fn diesel_migrations(path: &Utf8Path) -> Result<Option<String>, Failure> {
    #[derive(Deserialize)]
    struct DieselToml {
        migrations_directory: Option<Directory>,
    }
    #[derive(Deserialize)]
    struct Directory {
        dir: Option<String>,
    }
    let Some(text) = files::read_if_there(path)? else { return Ok(None) };
    let shown = path.file_name().unwrap_or("diesel.toml");
    let config: DieselToml = toml::from_str(&text).map_err(|error| {
        Failure::of(Exit::Input, syntax(&error, &text, shown)).with_source(shown, text.clone())
    })?;
    Ok(config.migrations_directory.and_then(|directory| directory.dir))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_error(text: &str, expected: &str) {
        let errors: Vec<String> =
            parse(text, "schemist.toml").unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(errors.join("\n"), expected);
    }

    #[test]
    fn reads_what_it_knows() {
        let config = parse("models = [\"a.rs\"]\nmigrations = 'm' # here\n", "f").unwrap();
        let models = config.models.unwrap_or_default();
        assert_eq!(models, Models { paths: Some(vec!["a.rs".to_owned()]), ..Models::default() });
        let config = parse(
            "[models]\npackages = [\"p\"]\nfeatures = [\"a\"]\ndefault_features = false\ncfg = [\"unix\"]\n",
            "f",
        );
        let models = config.unwrap().models.unwrap_or_default();
        assert_eq!((models.paths, models.packages), (None, vec!["p".to_owned()]));
        assert_eq!((models.features.features, models.features.no_default), (vec!["a".to_owned()], true));
        assert_eq!((models.features.all, models.cfg), (false, vec!["unix".to_owned()]));
        assert_eq!(parse("", "f").unwrap(), Config::default());
        let config = parse("[naming]\nindex = \"{table}_{columns}_idx\"\n", "f").unwrap();
        assert_eq!(config.naming().template(NameKind::Index), "{table}_{columns}_idx");
        assert_eq!(config.naming().template(NameKind::Unique), "uq_{table}_{columns}");
    }

    #[test]
    fn templates_are_looked_at() {
        check_error(
            "[naming]\nindex = \"ix_{tabel}\"\nunqiue = \"uq\"\ncheck = \"\"\nprimary_key = 1\n",
            "error[C101]: index: unknown placeholder `{tabel}`: there are `{table}`, `{columns}`, `{schema}` (schemist.toml:2:13)\n\
             error[C101]: unknown key `unqiue` (schemist.toml:3:1)\n\
             error[C101]: check: a name must not be empty (schemist.toml:4:9)\n\
             error[C101]: primary_key: a template is a text (schemist.toml:5:15)",
        );
        check_error("naming = \"x\"\n", "error[C101]: `naming` is a table of templates (schemist.toml:1:10)");
    }

    #[test]
    fn levels_of_rules_are_looked_at() {
        let config =
            parse("[lint]\nsmall_table = 5\nrules = { drop-column = \"off\", L101 = 'error' }\n", "f");
        assert_eq!(config.unwrap().lint().small_table, 5);
        check_error(
            "[lint.rules]\ndrop-colum = \"off\"\ndrop-table = \"warn\"\nset-not-null = 1\n",
            "error[C101]: there is no rule `drop-colum` (schemist.toml:2:1)\n\
             error[C101]: unknown level of a rule (schemist.toml:3:14)\n\
             error[C101]: unknown level of a rule (schemist.toml:4:16)",
        );
    }

    #[test]
    fn says_where_and_what() {
        check_error(
            "a = 1\nmodles = []\n",
            "error[C101]: unknown key `a` (schemist.toml:1:1)\nerror[C101]: unknown key `modles` (schemist.toml:2:1)",
        );
        check_error("[diff]\nx = 1\n", "error[C101]: unknown key `diff` (schemist.toml:1:2)");
        check_error(
            "\nmodels = \"src\"\n",
            "error[C101]: schemist.toml cannot be understood: invalid type: string \"src\", expected a sequence (schemist.toml:2:10)",
        );
        check_error(
            "[models]\npath = []\n",
            "error[C101]: schemist.toml cannot be understood: unknown field `path`, expected one of `paths`, \
             `packages`, `features`, `all_features`, `default_features`, `cfg` (schemist.toml:2:1)",
        );
        let open = parse("models = [", "schemist.toml").unwrap_err();
        assert_eq!((open.len(), open[0].span.as_ref().unwrap().start.line), (1, 1));
        assert_eq!(parse("modles = []", "f").unwrap_err()[0].suggestions[0].replacement, "models");
    }
}
