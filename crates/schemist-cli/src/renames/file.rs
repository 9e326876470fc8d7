//! The file of answers: `dropped`, a list, and `renames`, from old to new names.

use std::collections::BTreeMap;

use camino::Utf8Path;
use schemist_diff::{Answer, Said};
use serde::Deserialize;

use crate::codes::{BAD_INPUT, UNREADABLE};
use crate::failure::Failure;
use crate::files;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Answers {
    /// What went on purpose.
    dropped: Vec<String>,
    /// Old names to new ones.
    renames: BTreeMap<String, String>,
}

pub(super) fn read(path: &Utf8Path) -> Result<Vec<Answer>, Failure> {
    let text = files::read_if_there(path)?.ok_or_else(|| {
        Failure::input(UNREADABLE, format!("there is no file {path}, which --renames names"))
    })?;
    let answers: Answers = match path.extension() {
        Some("json") => serde_json::from_str(&text).map_err(|error| malformed(path, &error))?,
        _ => toml::from_str(&text).map_err(|error| malformed(path, &error))?,
    };
    let renamed = answers.renames.into_iter().map(|(from, to)| Answer {
        by: format!("{from} = {to} in {path}"),
        said: Said::Renamed { from, to },
    });
    let dropped = answers
        .dropped
        .into_iter()
        .map(|name| Answer { by: format!("dropped {name} in {path}"), said: Said::Dropped(name) });
    Ok(renamed.chain(dropped).collect())
}

fn malformed(path: &Utf8Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::input(BAD_INPUT, format!("{path} holds no answers: {}", error.to_string().trim_end())).with_help(
        "dropped = [\"users.flag\"], and below [renames] lines such as \"users.nick\" = \"handle\"",
    )
}
