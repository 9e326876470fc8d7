//! The version and the directory of a new revision.

use jiff::Zoned;
use jiff::tz::TimeZone;
use schemist_migrate::{MigrationDirectory, next_version, version_behind, version_of_directory};

use crate::clock;
use crate::codes::{BAD_CONFIG, BAD_INPUT};
use crate::config::Revisions;
use crate::failure::Failure;

/// What a directory's name may be made of.
const TOKENS: [&str; 9] = ["version", "slug", "epoch", "year", "month", "day", "hour", "minute", "second"];

/// How a new revision is called, and when it was made.
pub(crate) struct Name {
    /// As it stands in the directory's name.
    pub(crate) version: String,
    pub(crate) directory: String,
    /// RFC 3339, in the configured time zone.
    pub(crate) created_at: String,
}

/// The name of a revision with this message; `rev_id` is the version that the user chose.
pub(crate) fn name(
    message: &str,
    rev_id: Option<&str>,
    config: &Revisions,
    directory: &MigrationDirectory,
) -> Result<Name, Failure> {
    let timestamp = clock::now()?;
    let now = timestamp.to_zoned(time_zone(config)?);
    let created_at = match config.timezone {
        Some(_) => now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        None => timestamp.to_string(),
    };
    let existing: Vec<&str> =
        directory.revisions().iter().map(|revision| revision.version.as_str()).collect();
    let version = match rev_id {
        Some(rev_id) => chosen(rev_id, &existing, directory)?,
        None => next_version(&now, &existing),
    };
    let slug = slug(message, config);
    let name = match &config.file_template {
        Some(template) => from_template(template, &version, &slug, &now)?,
        None => format!("{version}_{slug}"),
    };
    let (head, rest) = name.split_once('_').unwrap_or((&name, ""));
    // A template without the version may give the same twice within a second.
    let version = match rev_id {
        Some(_) => head.to_owned(),
        None => version_behind(head, &existing),
    };
    Ok(Name { directory: format!("{version}_{rest}"), version, created_at })
}

fn time_zone(config: &Revisions) -> Result<TimeZone, Failure> {
    let Some(name) = &config.timezone else { return Ok(TimeZone::UTC) };
    TimeZone::get(name).map_err(|error| {
        Failure::input(BAD_CONFIG, format!("timezone is not known: `{name}`"))
            .with_note(error.to_string())
            .with_help("give it as in the tz database, e.g. Europe/Berlin or UTC")
    })
}

fn slug(message: &str, config: &Revisions) -> String {
    let slug = schemist_emit::slug(message);
    match config.slug_length {
        Some(length) => {
            let cut: String = slug.chars().take(length.max(1)).collect();
            cut.trim_end_matches('_').to_owned()
        }
        None => slug,
    }
}

/// A version that the user chose.
fn chosen(rev_id: &str, existing: &[&str], directory: &MigrationDirectory) -> Result<String, Failure> {
    let is_plain = rev_id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let version = version_of_directory(rev_id);
    let refuse = |why: String, help: &str| Err(Failure::input(BAD_INPUT, why).with_help(help));
    if version.is_empty() || !is_plain || rev_id.starts_with('-') || version.len() > 50 {
        return refuse(
            format!("`{rev_id}` cannot be a version"),
            "use up to 50 letters, digits and dashes, e.g. 2026-11-21-103000-0000",
        );
    }
    if let Some(taken) = directory.get(&version) {
        return refuse(format!("the version {rev_id} is taken by {}", taken.directory), "choose another");
    }
    match existing.iter().max() {
        Some(greatest) if version.as_str() <= *greatest => refuse(
            format!(
                "the version {rev_id} sorts before {greatest}, so plain Diesel would apply it in the wrong order"
            ),
            "choose a greater one, or leave --rev-id out",
        ),
        _ => Ok(rev_id.to_owned()),
    }
}

/// Fills `{version}_{slug}` and the like in.
fn from_template(template: &str, version: &str, slug: &str, now: &Zoned) -> Result<String, Failure> {
    let wrong = |why: String| {
        Failure::input(BAD_CONFIG, format!("file_template `{template}` {why}"))
            .with_help("e.g. \"{version}_{slug}\": the text before the first `_` is the version, by which Diesel sorts")
            .with_help(format!("it may hold {}", TOKENS.map(|token| format!("{{{token}}}")).join(" ")))
    };
    // A name is no version: it neither sorts nor differs.
    let head = template.split('_').next().unwrap_or_default();
    if !TOKENS.iter().any(|token| *token != "slug" && head.contains(&format!("{{{token}}}"))) {
        return Err(wrong("gives no version before the first `_`".to_owned()));
    }
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (token, behind) = after.split_once('}').ok_or_else(|| wrong("has a { without }".to_owned()))?;
        out.push_str(before);
        match token {
            "version" => out.push_str(version),
            "slug" => out.push_str(slug),
            "epoch" => out.push_str(&now.timestamp().as_second().to_string()),
            "year" => out.push_str(&now.strftime("%Y").to_string()),
            "month" => out.push_str(&now.strftime("%m").to_string()),
            "day" => out.push_str(&now.strftime("%d").to_string()),
            "hour" => out.push_str(&now.strftime("%H").to_string()),
            "minute" => out.push_str(&now.strftime("%M").to_string()),
            "second" => out.push_str(&now.strftime("%S").to_string()),
            other => return Err(wrong(format!("has an unknown {{{other}}}"))),
        }
        rest = behind;
    }
    out.push_str(rest);
    let is_plain = out.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    match out.split_once('_') {
        _ if !is_plain => Err(wrong("gives a name with more than letters, digits, - and _".to_owned())),
        Some((version, slug)) if !version.replace('-', "").is_empty() && !slug.is_empty() => Ok(out),
        _ => Err(wrong("gives no version before the first `_`, or no name behind it".to_owned())),
    }
}
