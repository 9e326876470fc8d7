//! What speaks for and against one column being another under a new name.

use super::{
    ColumnFacts, Evidence, names,
    types::{self, Likeness},
};

/// What is known before anything was looked at: more columns go and come than are renamed.
const PRIOR: f64 = -1.2;
const SAME_TYPE: f64 = 1.6;
const OTHER_ARGUMENTS: f64 = 0.2;
const SAME_FAMILY: f64 = -1.5;
const OTHER_TYPE: f64 = -4.5;
const UNKNOWN_TYPE: f64 = -0.3;
const SAME_NULLABLE: f64 = 0.2;
const OTHER_NULLABLE: f64 = -1.2;
const SAME_DEFAULT: f64 = 0.2;
const OTHER_DEFAULT: f64 = -1.0;
/// The strongest single witness: who renames a field edits its line, who replaces it writes a new one elsewhere.
const SAME_SLOT: f64 = 2.8;
const OTHER_SLOT: f64 = -2.6;
/// Between the same neighbours, where more came than went or fewer: it did not move, though which one it is is open.
const NEAR_SLOT: f64 = 0.9;
/// No word in common.
const NAME_LEAST: f64 = -1.2;
/// What the same words add to that.
const NAME_RANGE: f64 = 4.6;
/// An opposite, or another number: about what the names have in common besides speaks for it.
const CONTRADICTION: f64 = -2.5;
const SAME_ROLES: f64 = 0.8;
const OTHER_ROLES: f64 = -0.8;
/// As much as another type: the values mean other rows.
const OTHER_TARGET: f64 = -3.5;
const SAME_COMMENT: f64 = 2.0;
/// How the role of a column begins that refers to another table.
const FOREIGN_KEY: &str = "foreign key to ";

/// All evidence on a pair, in natural logarithms of odds.
pub(super) fn evidence(old: &ColumnFacts, new: &ColumnFacts) -> Vec<Evidence> {
    let mut found = vec![Evidence::new(PRIOR, "")];
    found.push(of_type(old, new));
    found.push(of_name(&old.name, &new.name));
    found.extend(names::contradiction(&old.name, &new.name).map(|words| Evidence::new(CONTRADICTION, words)));
    found.extend(of_nullability(old, new));
    found.extend(of_default(old, new));
    found.extend(of_slot(old, new));
    found.extend(of_roles(old, new));
    found.extend(of_comment(old.comment.as_deref(), new.comment.as_deref()));
    found
}

fn of_type(old: &ColumnFacts, new: &ColumnFacts) -> Evidence {
    let (Some(a), Some(b)) = (&old.ty, &new.ty) else { return Evidence::new(UNKNOWN_TYPE, "") };
    let likeness = match new.same_types.contains(a) {
        true => Likeness::Same,
        false => types::compare(a, b),
    };
    match likeness {
        Likeness::Same => Evidence::new(SAME_TYPE, format!("same type {b}")),
        Likeness::OtherArguments => Evidence::new(OTHER_ARGUMENTS, format!("type {a} is now {b}")),
        Likeness::SameFamily => Evidence::new(SAME_FAMILY, format!("type {a} is now {b}")),
        Likeness::Different => Evidence::new(OTHER_TYPE, format!("other type: {a}, now {b}")),
    }
}

/// What the names say; tables have names too.
pub(super) fn of_name(old: &str, new: &str) -> Evidence {
    let alike = names::similarity(old, new);
    let words = if names::is_variation(old, new) {
        "the new name is a variation of the old one"
    } else if alike >= 0.3 {
        "names share words"
    } else {
        "names have nothing in common"
    };
    Evidence::new(NAME_LEAST + NAME_RANGE * alike, words)
}

fn of_nullability(old: &ColumnFacts, new: &ColumnFacts) -> Option<Evidence> {
    let (a, b) = (old.nullable?, new.nullable?);
    Some(match a == b {
        true if a => Evidence::new(SAME_NULLABLE, "both may be NULL"),
        true => Evidence::new(SAME_NULLABLE, "both NOT NULL"),
        false => Evidence::new(OTHER_NULLABLE, "only one may be NULL"),
    })
}

fn of_default(old: &ColumnFacts, new: &ColumnFacts) -> Option<Evidence> {
    match (old.default.as_ref()?, new.default.as_ref()?) {
        // Most columns have none: that they share it says nothing.
        (None, None) => None,
        (a, b) if a == b => Some(Evidence::new(SAME_DEFAULT, "same default")),
        _ => Some(Evidence::new(OTHER_DEFAULT, "other default")),
    }
}

fn of_slot(old: &ColumnFacts, new: &ColumnFacts) -> Option<Evidence> {
    let (a, b) = (old.slot?, new.slot?);
    Some(if a == b {
        Evidence::new(SAME_SLOT, "same place among its siblings")
    } else if a.gap == b.gap {
        Evidence::new(NEAR_SLOT, "between the same siblings")
    } else {
        Evidence::new(OTHER_SLOT, "another place among its siblings")
    })
}

fn of_roles(old: &ColumnFacts, new: &ColumnFacts) -> Option<Evidence> {
    let (a, b) = (old.roles.as_ref()?, new.roles.as_ref()?);
    if a.is_empty() && b.is_empty() {
        return None;
    }
    let shared: Vec<&str> = a.iter().filter(|role| b.contains(role)).map(String::as_str).collect();
    let refers = |roles: &[String]| roles.iter().any(|role| role.starts_with(FOREIGN_KEY));
    Some(if refers(a) && refers(b) && !shared.iter().any(|role| role.starts_with(FOREIGN_KEY)) {
        Evidence::new(OTHER_TARGET, "they refer to different tables")
    } else if shared.is_empty() {
        Evidence::new(OTHER_ROLES, "not part of the same keys and indexes")
    } else {
        Evidence::new(SAME_ROLES, format!("both: {}", shared.join(", ")))
    })
}

pub(super) fn of_comment(old: Option<&str>, new: Option<&str>) -> Option<Evidence> {
    let (a, b) = (old?.trim(), new?.trim());
    (!a.is_empty() && a == b).then(|| Evidence::new(SAME_COMMENT, "same comment"))
}
