//! Views, triggers, virtual tables.

use std::collections::BTreeMap;

use schemist_dialect::sqlite_tokens;
use schemist_schema::sql::{Token, TokenKind, unquote};
use schemist_schema::{QualifiedName, Ties, UnmanagedKind, UnmanagedObject};

use super::catalogue::{Catalogue, ObjectRow};
use super::external_content;
use super::tables::{is_internal, is_ordinary_table};

/// Sorted by kind and name.
pub(super) fn unmanaged(catalogue: &Catalogue) -> Vec<UnmanagedObject> {
    let relations = relations(catalogue);
    let virtual_tables: Vec<&ObjectRow> =
        catalogue.objects.iter().filter(|o| o.kind.as_deref() == Some("virtual")).collect();
    let of_interest = catalogue.objects.iter().filter(|o| !is_internal(&o.name) && !is_internal(&o.tbl_name));
    let mut objects: Vec<UnmanagedObject> =
        of_interest.filter_map(|object| unmanaged_object(object, &relations, &virtual_tables)).collect();
    objects.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    objects
}

/// All that can be read from, by lower-case name.
fn relations(catalogue: &Catalogue) -> BTreeMap<String, &str> {
    let relations = catalogue.objects.iter().filter(|o| matches!(o.object_type.as_str(), "table" | "view"));
    relations.map(|o| (o.name.to_ascii_lowercase(), o.name.as_str())).collect()
}

fn unmanaged_object(
    object: &ObjectRow,
    relations: &BTreeMap<String, &str>,
    virtual_tables: &[&ObjectRow],
) -> Option<UnmanagedObject> {
    let kind = match object.object_type.as_str() {
        "view" => UnmanagedKind::View,
        "trigger" => UnmanagedKind::Trigger,
        "table" if !is_ordinary_table(object) => UnmanagedKind::Table,
        _ => return None,
    };
    let is_shadow = object.kind.as_deref() == Some("shadow");
    let table = match kind {
        UnmanagedKind::Trigger => Some(object.tbl_name.clone()),
        _ if is_shadow => owner_of_shadow(&object.name, virtual_tables),
        _ => None,
    };
    let reads = matches!(kind, UnmanagedKind::View | UnmanagedKind::Trigger);
    let definition = object.sql.clone();
    let mut ties = Ties::default();
    let depends_on = match definition.as_deref() {
        Some(sql) if reads => relations_in(sql, relations, &[Some(&object.name), table.as_ref()]),
        Some(sql) if !is_shadow => match external_content::read(sql) {
            Some(content) => {
                let read = QualifiedName::new(spelled(&content.table, relations));
                ties.columns = content.columns.into_iter().map(|column| (read.clone(), column)).collect();
                vec![read]
            }
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    Some(UnmanagedObject {
        kind,
        name: QualifiedName::new(&object.name),
        table: table.map(|name| QualifiedName::new(spelled(&name, relations))),
        // A virtual table makes its shadows itself.
        definition: definition.filter(|_| !is_shadow),
        depends_on,
        ties,
    })
}

fn spelled(name: &str, relations: &BTreeMap<String, &str>) -> String {
    relations.get(&name.to_ascii_lowercase()).map_or(name, |spelled| spelled).to_owned()
}

/// The shadow tables of `docs` are called `docs_…`.
fn owner_of_shadow(name: &str, virtual_tables: &[&ObjectRow]) -> Option<String> {
    let owns = |owner: &&&ObjectRow| {
        let prefix = format!("{}_", owner.name).to_ascii_lowercase();
        name.to_ascii_lowercase().starts_with(&prefix)
    };
    let owner = virtual_tables.iter().filter(owns).max_by_key(|owner| owner.name.len())?;
    Some(owner.name.clone())
}

/// The tables and views whose names stand in a text.
fn relations_in(
    sql: &str,
    relations: &BTreeMap<String, &str>,
    except: &[Option<&String>],
) -> Vec<QualifiedName> {
    let mut tokens = sqlite_tokens(sql);
    tokens.retain(Token::is_significant);
    let mut found: Vec<QualifiedName> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let is_name = match token.kind {
            TokenKind::Word | TokenKind::QuotedIdentifier => true,
            // SQLite takes a string for a name where only a name can stand.
            TokenKind::String => i.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|before| {
                ["FROM", "JOIN", "INTO", "UPDATE"].iter().any(|word| before.is_word(word))
            }),
            TokenKind::Space | TokenKind::Comment | TokenKind::Number | TokenKind::Symbol => false,
        };
        let name = unquote(token.text).to_ascii_lowercase();
        let excepted = except.iter().flatten().any(|e| e.eq_ignore_ascii_case(&name));
        if let Some(relation) = relations.get(&name).filter(|_| is_name && !excepted) {
            found.push(QualifiedName::new(*relation));
        }
    }
    found.sort();
    found.dedup();
    found
}
