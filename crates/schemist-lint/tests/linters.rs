//! `docs/linters.md` names rules that exist, and all of them.

// Tests fail by panicking.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use schemist_lint::rules;

#[test]
fn the_table_names_rules_that_exist_and_all_of_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/linters.md");
    let page = std::fs::read_to_string(path).unwrap();
    let exist: BTreeSet<&str> = rules().iter().map(|rule| rule.code.name).collect();
    let mut named = BTreeSet::new();
    for row in page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 3, "{row}");
        let here = cells.last().unwrap();
        assert!(here.contains('`') || here.contains("none: "), "neither a rule nor a reason: {row}");
        let is_ours = |word: &&str| {
            word.contains('-')
                && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        if !here.contains("none: ") {
            named.extend(here.split('`').skip(1).step_by(2).filter(is_ours));
            named.extend(here.split('`').skip(1).step_by(2).filter(|word| exist.contains(word)));
        }
    }
    let others = ["unused-allow", "unknown-rule"];
    let unknown: Vec<&&str> = named.iter().filter(|n| !exist.contains(**n) && !others.contains(*n)).collect();
    assert!(unknown.is_empty(), "docs/linters.md names rules that do not exist: {unknown:?}");
    let unnamed: Vec<&&str> = exist.iter().filter(|name| !named.contains(**name)).collect();
    assert!(unnamed.is_empty(), "docs/linters.md does not name {unnamed:?}");
}
