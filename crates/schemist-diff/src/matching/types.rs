//! How alike two types are by their spelling.

/// What two types have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same, arguments and all.
    Same,
    /// The same but for length or precision.
    OtherArguments,
    /// Of one family: both whole numbers, both text, both points in time.
    SameFamily,
    /// Values of one cannot be meant by the other.
    Different,
}

/// Types that hold the same kind of value. Numbers with a fraction are apart from whole ones: a price does not become
/// a count by being renamed.
const FAMILIES: &[&[&str]] = &[
    &[
        "smallint",
        "integer",
        "int",
        "bigint",
        "mediumint",
        "tinyint",
        "int2",
        "int4",
        "int8",
        "serial",
        "bigserial",
    ],
    &[
        "text",
        "varchar",
        "character varying",
        "char",
        "character",
        "string",
        "citext",
        "longtext",
        "mediumtext",
        "tinytext",
    ],
    &["boolean", "bool"],
    &[
        "timestamp",
        "timestamptz",
        "datetime",
        "date",
        "timestamp with time zone",
        "timestamp without time zone",
    ],
    &["real", "double", "double precision", "float"],
    &["json", "jsonb"],
];

/// Types whose argument is what they are.
const DEFINED_BY_ARGUMENTS: &[&str] = &["enum", "set", "foreignkey", "geometry", "geography"];

pub(super) fn compare(a: &str, b: &str) -> Likeness {
    let (a, b) = (a.trim().to_lowercase(), b.trim().to_lowercase());
    if a == b {
        return Likeness::Same;
    }
    let (base_a, base_b) = (base(&a), base(&b));
    if base_a == base_b && !DEFINED_BY_ARGUMENTS.contains(&base_a) {
        return Likeness::OtherArguments;
    }
    match (family(base_a), family(base_b)) {
        (Some(x), Some(y)) if x == y && is_array(&a) == is_array(&b) => Likeness::SameFamily,
        _ => Likeness::Different,
    }
}

fn base(ty: &str) -> &str {
    if is_array(ty) { ty } else { ty.split('(').next().unwrap_or(ty).trim() }
}

fn is_array(ty: &str) -> bool {
    ty.ends_with("[]")
}

fn family(base: &str) -> Option<usize> {
    let element = base.trim_end_matches("[]");
    FAMILIES.iter().position(|family| family.contains(&element))
}

#[cfg(test)]
mod tests {
    use super::{Likeness, compare};

    #[test]
    fn types_are_the_same_of_a_family_or_different() {
        let check = |a: &str, b: &str, expected: Likeness| assert_eq!(compare(a, b), expected, "{a} {b}");
        check("Text", "text", Likeness::Same);
        check("varchar(20)", "varchar(80)", Likeness::OtherArguments);
        check("integer", "bigint", Likeness::SameFamily);
        check("varchar(20)", "text", Likeness::SameFamily);
        check("text", "text[]", Likeness::Different);
        check("text[]", "citext[]", Likeness::SameFamily);
        check("enum('a')", "enum('b')", Likeness::Different);
        check("numeric(10,2)", "integer", Likeness::Different);
        check("mood", "state", Likeness::Different);
    }
}
