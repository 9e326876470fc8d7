//! `[revisions]`: how new revisions are named and written. `[run]`: how migrations run. `[databases]`: several of them.

use std::time::Duration;

use serde::Deserialize;

/// How new revisions are named and written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Revisions {
    /// The name of a revision's directory, with `{version}`, `{slug}`, `{year}` … in it.
    pub(crate) file_template: Option<String>,
    /// The time zone of versions and `created_at`, as in `Europe/Berlin`; UTC without it.
    pub(crate) timezone: Option<String>,
    /// How long the words of a directory's name may get.
    pub(crate) slug_length: Option<usize>,
    /// A folder with `up.sql` and `down.sql` as templates, relative to the configuration file.
    pub(crate) templates: Option<String>,
    /// What becomes of what may be a rename and nobody answered.
    #[serde(default)]
    pub(crate) possible_renames: PossibleRenames,
    /// Commands to run on what was written: words, with `{up}`, `{down}` and `{directory}` in them.
    #[serde(default)]
    pub(crate) post_write: Vec<Vec<String>>,
}

/// What becomes of what may be a rename and nobody answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PossibleRenames {
    /// The old one is dropped, with a warning above the statement.
    #[default]
    Drop,
    /// No revision is written.
    Refuse,
}

/// How migrations run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Run {
    /// How long to wait for another migrator.
    pub(crate) wait: Option<Span>,
    /// How long a statement waits for locks.
    pub(crate) lock_timeout: Option<Span>,
    /// How long a statement may run.
    pub(crate) statement_timeout: Option<Span>,
    /// How often a statement that gave up waiting for a lock is tried again.
    pub(crate) lock_retries: Option<u32>,
    /// Where a backup is taken before data is deleted; none without it.
    pub(crate) backup: Option<String>,
}

/// One of several databases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedDatabase {
    /// Where it is.
    pub(crate) url: Option<String>,
    /// The variable, of the environment or `.env`, that says where it is.
    pub(crate) url_variable: Option<String>,
    /// Its models, where they are not those of all.
    pub(crate) models: Option<Vec<String>>,
    /// Its migrations directory, where it is not that of all.
    pub(crate) migrations: Option<String>,
}

/// A time as people write it: `500ms`, `30s`, `5min`, `1h`, or seconds as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) Duration);

impl std::str::FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = text.split_at(digits);
        let factor = match unit.trim() {
            "ms" => 0.001,
            "" | "s" | "sec" => 1.0,
            "m" | "min" => 60.0,
            "h" => 3600.0,
            _ => return Err(Self::not_understood(text)),
        };
        let seconds: f64 = number.parse().map_err(|_| Self::not_understood(text))?;
        Duration::try_from_secs_f64(seconds * factor).map(Self).map_err(|_| Self::not_understood(text))
    }
}

impl Span {
    fn not_understood(text: &str) -> String {
        format!("`{text}` is no time: write 500ms, 30s, 5min or 1h")
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Seconds(u64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Seconds(seconds) => Ok(Self(Duration::from_secs(seconds))),
            Written::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        let check = |text: &str, milliseconds: u64| {
            assert_eq!(text.parse(), Ok(Span(Duration::from_millis(milliseconds))), "{text}");
        };
        check("500ms", 500);
        check("30", 30_000);
        check("1.5 s", 1_500);
        check("5min", 300_000);
        check("1h", 3_600_000);
        for text in ["", "x", "5 days", "-1s", "1..5s"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }
}
