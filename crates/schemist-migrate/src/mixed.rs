//! Revisions that change tables and their rows at once.

use std::collections::BTreeSet;

use schemist_schema::Engine;
use schemist_schema::sql::{TokenKind, significant, unquote};

use crate::checksum;
use crate::revision::Revision;
use crate::script::Script;

/// Why a revision had better be two: it changes tables, and rows of tables that were there, both by hand. What Schemist
/// itself wrote does so where it must.
pub(crate) fn mixed(engine: Engine, revision: &Revision, script: &Script<'_>) -> Option<String> {
    let mut created: BTreeSet<String> = BTreeSet::new();
    let (mut tables, mut rows) = (None, None);
    for (i, statement) in script.statements.iter().enumerate() {
        let tokens = significant(statement.sql);
        let is = |at: usize, words: &[&str]| {
            tokens.get(at).is_some_and(|token| words.iter().any(|word| token.is_word(word)))
        };
        let name_behind = |words: &[&str]| {
            let mut names =
                tokens.iter().skip(1).skip_while(|token| words.iter().any(|word| token.is_word(word)));
            let mut name = names.next()?;
            // The last part of a name counts: `public.orders` is `orders`.
            while names.next().is_some_and(|token| token.is_symbol(".")) {
                name = names.next()?;
            }
            let is_name = matches!(name.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
            is_name.then(|| unquote(name.text).to_lowercase())
        };
        if is(0, &["create"]) && (is(1, &["table"]) || is(2, &["table"])) {
            created.extend(name_behind(&["temporary", "temp", "unlogged", "table", "if", "not", "exists"]));
            tables.get_or_insert(statement.line);
        } else if is(0, &["alter", "drop", "rename", "create"]) && is(1, &["table", "index", "unique"]) {
            tables.get_or_insert(statement.line);
        } else if is(0, &["insert", "update", "delete", "replace", "merge"]) {
            let table = name_behind(&["into", "from", "only", "ignore", "or"]);
            // Batches are committed by themselves, behind the change of the tables.
            if script.batch(i).is_none() && table.is_none_or(|table| !created.contains(&table)) {
                rows.get_or_insert(statement.line);
            }
        }
    }
    let (tables, rows) = tables.zip(rows)?;
    if is_as_generated(revision) {
        return None;
    }
    let consequence = match engine {
        Engine::Postgres => "the tables stay locked while the rows change",
        Engine::Sqlite => "nothing else can be written while the rows change",
        Engine::Mysql => "where it fails, it stops between the two",
    };
    Some(format!(
        "{} changes tables (line {tables}) and rows that were there (line {rows}): {consequence}; better two revisions, the rows in batches (docs/data-migrations.md)",
        revision.file("up.sql")
    ))
}

fn is_as_generated(revision: &Revision) -> bool {
    let Some(file) = revision.revision_file().ok().flatten() else { return false };
    !file.operations.is_empty() && file.checksums.get("up.sql") == Some(&checksum(&revision.up))
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

    use super::*;

    fn check(up: &str, lines: Option<(usize, usize)>) {
        let revision = Revision {
            version: "1".into(),
            directory: "1_a".into(),
            path: Utf8PathBuf::from("m/1_a"),
            message: String::new(),
            revises: Vec::new(),
            depends_on: Vec::new(),
            labels: Vec::new(),
            replaces: Vec::new(),
            created_at: None,
            up: up.to_owned(),
            down: None,
            run_in_transaction: true,
            revision_json: None,
        };
        let script = Script::parse(Engine::Postgres, up, !up.contains("schemist:batch")).unwrap();
        let found = mixed(Engine::Postgres, &revision, &script);
        let expected = lines.map(|(tables, rows)| {
            format!("m/1_a/up.sql changes tables (line {tables}) and rows that were there (line {rows})")
        });
        assert_eq!(found.as_deref().and_then(|text| text.split(": ").next()), expected.as_deref(), "{up}");
    }

    #[test]
    fn tables_and_rows_at_once_are_found() {
        check("ALTER TABLE a ADD b int;\nUPDATE a SET b = 1;", Some((1, 2)));
        check("DELETE FROM a;\nCREATE UNIQUE INDEX i ON a (b);", Some((2, 1)));
        check("UPDATE a SET b = 1; INSERT INTO c VALUES (1);", None);
        check("ALTER TABLE a ADD b int;", None);
        check("ALTER TABLE a ADD b int;\n-- schemist:batch key=id\nUPDATE a SET b = 1;", None);
        // Seed rows of a new table.
        check("CREATE TABLE IF NOT EXISTS s.\"A\" (b int);\nINSERT INTO s.a VALUES (1);", None);
        check("CREATE TABLE a (b int);\nINSERT INTO a VALUES (1);", None);
        check("CREATE TABLE a (b int);\nINSERT INTO c VALUES (1);", Some((1, 2)));
    }
}
