//! What speaks for and against one table being another under a new name.

use super::{
    Evidence, TableFacts, columns, names,
    types::{self, Likeness},
};

const PRIOR: f64 = -1.5;
/// No column in common.
const COLUMNS_LEAST: f64 = -4.0;
/// What all columns in common add to that.
const COLUMNS_RANGE: f64 = 8.0;
/// Each shared column that not every table has, up to [`TELLING_MOST`] of them.
const TELLING: f64 = 0.25;
const TELLING_MOST: usize = 6;
const UNKNOWN_COLUMNS: f64 = -0.3;
const SAME_NEIGHBOURS: f64 = 0.8;
const OTHER_NEIGHBOURS: f64 = -0.4;
/// Columns that many tables have: that two tables share them says little.
const COMMON_COLUMNS: &[&str] = &["id", "created", "modified", "updated", "created_at", "updated_at", "name"];
/// A column that differs by a like name follows its table's name: `service_account_id`, `app_id` of their tables.
const LIKE_NAME: f64 = 0.55;

pub(super) fn evidence(old: &TableFacts, new: &TableFacts) -> Vec<Evidence> {
    let mut found = vec![Evidence::new(PRIOR, "")];
    found.push(of_columns(old, new));
    found.push(columns::of_name(&old.name, &new.name));
    found.extend(of_neighbours(&old.neighbours, &new.neighbours));
    found.extend(columns::of_comment(old.comment.as_deref(), new.comment.as_deref()));
    found
}

#[allow(clippy::cast_precision_loss, reason = "tables have few columns")]
fn of_columns(old_table: &TableFacts, new_table: &TableFacts) -> Evidence {
    let (old, new) = (&old_table.columns, &new_table.columns);
    if old.is_empty() || new.is_empty() {
        return Evidence::new(UNKNOWN_COLUMNS, "");
    }
    let shared: Vec<&String> =
        old.iter().filter(|name| new.contains(name) && can_be_one(old_table, new_table, name)).collect();
    let gone: Vec<&String> = old.iter().filter(|name| !new.contains(name)).collect();
    let come: Vec<&String> = new.iter().filter(|name| !old.contains(name)).collect();
    let alike = gone.iter().filter(|a| come.iter().any(|b| names::similarity(a, b) > LIKE_NAME)).count();
    let all = old.len().max(new.len());
    let overlap = (shared.len() as f64 + 0.5 * alike.min(come.len()) as f64) / all as f64;
    let telling = shared.iter().filter(|name| !COMMON_COLUMNS.contains(&name.as_str())).count();
    let weight = COLUMNS_LEAST + COLUMNS_RANGE * overlap + TELLING * telling.min(TELLING_MOST) as f64;
    let words = match shared.len() {
        1 if all == 1 => "the same one column".to_owned(),
        n if n == all => format!("the same {n} columns"),
        n => format!("{n} of {all} columns are the same"),
    };
    Evidence::new(weight, words)
}

/// A column of the same name whose values are of another kind is another column.
fn can_be_one(old: &TableFacts, new: &TableFacts, name: &str) -> bool {
    let ty = |table: &'_ TableFacts| -> Option<String> {
        let at = table.columns.iter().position(|column| column == name)?;
        table.types.get(at).cloned()
    };
    match (ty(old), ty(new)) {
        (Some(a), Some(b)) => types::compare(&a, &b) != Likeness::Different,
        _ => true,
    }
}

fn of_neighbours(old: &[String], new: &[String]) -> Option<Evidence> {
    if old.is_empty() || new.is_empty() {
        return None;
    }
    let shared: Vec<&str> = old.iter().filter(|name| new.contains(name)).map(String::as_str).collect();
    Some(if shared.is_empty() {
        Evidence::new(OTHER_NEIGHBOURS, "joined to other tables by foreign keys")
    } else {
        Evidence::new(SAME_NEIGHBOURS, format!("foreign keys join both to {}", shared.join(", ")))
    })
}
