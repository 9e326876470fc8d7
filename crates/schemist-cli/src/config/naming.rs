//! The section `[naming]`: templates are looked at when the file is read, each finding at its place.

use std::ops::Range;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::{NameKind, Naming, TemplateError};
use schemist_report::span_at;
use toml::de::{DeTable, DeValue};

use super::nearest;
use crate::codes::BAD_CONFIG;

/// What is wrong with the templates, in the order of the file.
pub(super) fn wrong(text: &str, file: &str) -> Vec<Diagnostic> {
    // What is no TOML is reported already.
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let Some(naming) = table.get_ref().get("naming") else { return Vec::new() };
    let DeValue::Table(templates) = naming.get_ref() else {
        let span = span_at(file, text, naming.span());
        return vec![
            Diagnostic::error(BAD_CONFIG, "`naming` is a table of templates")
                .with_span(span)
                .with_help("write it as a section: [naming]"),
        ];
    };
    let mut found: Vec<(usize, Diagnostic)> = templates
        .iter()
        .filter_map(|(key, value)| {
            let finding = match NameKind::ALL.into_iter().find(|kind| kind.key() == key.get_ref().as_ref()) {
                None => unknown_kind(key.get_ref(), key.span(), text, file),
                Some(kind) => wrong_template(kind, value.get_ref(), value.span(), text, file)?,
            };
            Some((key.span().start, finding))
        })
        .collect();
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, finding)| finding).collect()
}

fn unknown_kind(key: &str, bytes: Range<usize>, text: &str, file: &str) -> Diagnostic {
    let kinds = NameKind::ALL.map(NameKind::key);
    let span = span_at(file, text, bytes);
    let diagnostic = Diagnostic::error(BAD_CONFIG, format!("unknown key `{key}`"))
        .with_span(span.clone())
        .with_label("no such kind of name");
    match nearest(key, &kinds) {
        Some(near) => diagnostic.with_suggestion(format!("did you mean `{near}`?"), span, near),
        None => diagnostic
            .with_help(format!("the kinds are {}", kinds.map(|kind| format!("`{kind}`")).join(", "))),
    }
}

fn wrong_template(
    kind: NameKind,
    value: &DeValue<'_>,
    bytes: Range<usize>,
    text: &str,
    file: &str,
) -> Option<Diagnostic> {
    let key = kind.key();
    let DeValue::String(template) = value else {
        let example = Naming::CONVENTION.template(kind).to_owned();
        return Some(
            Diagnostic::error(BAD_CONFIG, format!("{key}: a template is a text"))
                .with_span(span_at(file, text, bytes))
                .with_help(format!("write {key} = \"{example}\"")),
        );
    };
    let TemplateError { message, at } = Naming::default().set(kind, template).err()?;
    // Without escapes, the bytes of the template are those of the text.
    let inner = bytes.start + 1..bytes.end.saturating_sub(1);
    let place = match text.get(inner.clone()) == Some(template.as_ref()) && !at.is_empty() {
        true => inner.start + at.start..inner.start + at.end,
        false => bytes,
    };
    Some(Diagnostic::error(BAD_CONFIG, format!("{key}: {message}")).with_span(span_at(file, text, place)))
}
