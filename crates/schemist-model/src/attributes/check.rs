use super::{
    node::{Kind, Node},
    reader::{self, Known},
};
use crate::{Place, problem::Context};

/// A check as declared.
#[derive(Debug, Clone)]
pub struct CheckDeclaration {
    /// What must not be false.
    pub expression: String,
    /// Its name.
    pub name: Option<String>,
    /// `NO INHERIT`.
    pub no_inherit: bool,
    /// `NOT VALID`.
    pub not_valid: bool,
    /// Its comment in the database.
    pub comment: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// An exclusion constraint as declared.
#[derive(Debug, Clone)]
pub struct ExclusionDeclaration {
    /// What stands behind `EXCLUDE`.
    pub definition: String,
    /// Its name.
    pub name: Option<String>,
    /// Its comment in the database.
    pub comment: Option<String>,
    /// Where it stands.
    pub place: Place,
}

const CHECK: Known = &["name", "no_inherit", "not_valid", "comment"];
const EXCLUDE: Known = &["name", "comment"];

/// `check("total >= 0", name = "…")`, also `check = "total >= 0"`.
pub(crate) fn check(cx: &mut Context, node: &Node) -> Option<CheckDeclaration> {
    let read = read(cx, node, "check", CHECK, "check(\"total >= 0\", name = \"ck_total\")")?;
    Some(CheckDeclaration {
        expression: read.sql,
        name: read.name,
        no_inherit: read.no_inherit,
        not_valid: read.not_valid,
        comment: read.comment,
        place: node.place,
    })
}

/// `exclude("USING gist (room WITH =, during WITH &&)", name = "…")`.
pub(crate) fn exclude(cx: &mut Context, node: &Node) -> Option<ExclusionDeclaration> {
    let read = read(cx, node, "exclude", EXCLUDE, "exclude(\"USING gist (during WITH &&)\")")?;
    Some(ExclusionDeclaration {
        definition: read.sql,
        name: read.name,
        comment: read.comment,
        place: node.place,
    })
}

struct Read {
    sql: String,
    name: Option<String>,
    no_inherit: bool,
    not_valid: bool,
    comment: Option<String>,
}

fn read(cx: &mut Context, node: &Node, of: &str, known: Known, example: &str) -> Option<Read> {
    let (mut sql, mut name, mut comment) = (None, None, None);
    let (mut no_inherit, mut not_valid) = (false, false);
    if node.value.is_some() {
        sql = reader::name(cx, node).map(|v| v.value);
        sql.as_ref()?;
    }
    for entry in node.key.arguments.as_deref().unwrap_or_default() {
        match (&entry.key.kind, entry.word()) {
            (Kind::Text(text) | Kind::Unseen(text), _) if entry.is_bare() => {
                reader::once(cx, &mut sql, entry, Some(text.clone()));
            }
            (_, Some("name")) => {
                let value = reader::name(cx, entry).map(|v| v.value);
                reader::once(cx, &mut name, entry, value);
            }
            (_, Some("comment")) => {
                let value = reader::text(cx, entry).map(|v| v.value).filter(|c| !c.is_empty());
                reader::once(cx, &mut comment, entry, value);
            }
            (_, Some("no_inherit")) if known.contains(&"no_inherit") => {
                reader::flag(cx, &mut no_inherit, entry);
            }
            (_, Some("not_valid")) if known.contains(&"not_valid") => {
                reader::flag(cx, &mut not_valid, entry);
            }
            _ => reader::unknown_key(cx, entry, &format!("`{of}`"), known),
        }
    }
    match sql.filter(|s| !s.trim().is_empty()) {
        Some(sql) => Some(Read { sql, name, no_inherit, not_valid, comment }),
        None => {
            cx.malformed_with(node.place, format!("`{of}` has no SQL"), format!("write `{example}`"));
            None
        }
    }
}
