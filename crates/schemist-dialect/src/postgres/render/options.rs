use std::collections::BTreeMap;

use schemist_schema::Pair;

use super::quote;
use crate::postgres::quoting::string_literal;

type Options = BTreeMap<String, String>;

/// `fillfactor = 70`, for all options but the special ones.
pub(super) fn parameters(options: &Options, special: &[&str]) -> Vec<String> {
    let mut parameters = Vec::new();
    for (name, value) in options.iter().filter(|(name, _)| !special.contains(&name.as_str())) {
        parameters.push(format!("{} = {}", parameter_name(name), parameter_value(value)));
    }
    parameters
}

/// `SET (…)` and `RESET (…)` for what differs.
pub(super) fn changes(options: Pair<&Options>, special: &[&str]) -> Vec<String> {
    let Pair { previous, next } = options;
    let changed: Options = next
        .iter()
        .filter(|(k, v)| previous.get(*k) != Some(v))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    let set = parameters(&changed, special);
    let gone: Vec<String> = previous
        .keys()
        .filter(|k| !next.contains_key(*k) && !special.contains(&k.as_str()))
        .map(|k| parameter_name(k))
        .collect();
    let mut actions = Vec::new();
    if !gone.is_empty() {
        actions.push(format!("RESET ({})", gone.join(", ")));
    }
    if !set.is_empty() {
        actions.push(format!("SET ({})", set.join(", ")));
    }
    actions
}

/// `toast.autovacuum_enabled` is a name in a namespace.
fn parameter_name(name: &str) -> String {
    name.split('.').map(quote).collect::<Vec<_>>().join(".")
}

fn parameter_value(value: &str) -> String {
    let number = value.strip_prefix('-').unwrap_or(value);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && number.parse::<f64>().is_ok();
    let is_word = !value.is_empty() && value.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if is_number || is_word { value.to_owned() } else { string_literal(value) }
}
