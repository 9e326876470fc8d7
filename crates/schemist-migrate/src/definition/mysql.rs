//! `SHOW CREATE`, object by object; triggers and events from the catalogue.

use diesel::MysqlConnection;
use schemist_reflect::show_create;
use schemist_schema::sql::{Token, TokenKind, significant, tokenize, unquote};

use crate::backup::BackupError;
use crate::database::{Database, without_counter};

pub(super) fn statements(connection: &mut MysqlConnection) -> Result<String, BackupError> {
    let refused = |error: diesel::result::Error| BackupError::Database(error.to_string());
    let here = connection.texts("SELECT DATABASE() AS value").map_err(refused)?;
    let here = here.into_iter().flatten().next().unwrap_or_default();
    let objects = connection.texts(include_str!("objects.mysql.sql")).map_err(refused)?;
    let mut shown: Vec<(String, String, String)> = Vec::new();
    for object in objects.into_iter().flatten() {
        let Some((kind, name)) = object.split_once(' ') else { continue };
        let sql = without_counter(&show_create(connection, kind, name).map_err(refused)?);
        if sql.contains(char::REPLACEMENT_CHARACTER) {
            let words =
                format!("{kind} {name} has bytes in its definition that are no text: write it by hand");
            return Err(BackupError::Database(words));
        }
        let sql = without_database(&without_definer(&sql), &here);
        shown.push((kind.to_owned(), name.to_owned(), sql));
    }
    let mut out = "SET foreign_key_checks = 0;\n".to_owned();
    let last = connection.texts(include_str!("triggers.mysql.sql")).map_err(refused)?;
    for sql in in_order(shown).into_iter().map(|(_, _, sql)| sql).chain(last.into_iter().flatten()) {
        out.push_str(&format!("\n{};\n", sql.trim_end()));
    }
    out.push_str("\nSET foreign_key_checks = 1;\n");
    Ok(out)
}

/// Views, which come last, behind those that they read. Where views read each other in a circle, which the server
/// lets nobody make, they come as they are.
fn in_order(mut rest: Vec<(String, String, String)>) -> Vec<(String, String, String)> {
    let mut ordered = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let waiting: Vec<String> =
            rest.iter().filter(|(kind, ..)| kind == "view").map(|(_, name, _)| name.clone()).collect();
        let is_ready = |(kind, name, sql): &(String, String, String)| {
            kind != "view" || !names(sql).iter().any(|word| word != name && waiting.contains(word))
        };
        let end = rest.iter().position(|(kind, ..)| kind == "view").unwrap_or(rest.len());
        let next = match end {
            0 => rest.iter().take(waiting.len()).position(is_ready).unwrap_or_default(),
            _ => 0,
        };
        ordered.push(rest.remove(next));
    }
    ordered
}

fn names(sql: &str) -> Vec<String> {
    let named = significant(sql).into_iter().filter(|token| token.kind == TokenKind::QuotedIdentifier);
    named.map(|token| unquote(token.text)).collect()
}

/// Whoever makes it anew is the one it acts for: ``DEFINER=`root`@`localhost` `` may not even be there.
fn without_definer(sql: &str) -> String {
    let tokens = tokenize(sql);
    let mut significant = tokens.iter().filter(|token| token.is_significant());
    // Before the kind of object: behind it the word may be a name.
    let kinds = ["view", "function", "procedure", "trigger", "event", "table", "sequence", "aggregate"];
    let definer = significant
        .by_ref()
        .take_while(|token| !kinds.iter().any(|kind| token.is_word(kind)))
        .find(|token| token.is_word("definer"));
    let Some(definer) = definer else { return sql.to_owned() };
    // `=`, the user, `@`, the host; a host or role may be missing.
    let mut end = end_of(definer);
    let mut rest = tokens.iter().filter(|token| token.is_significant() && token.start >= end_of(definer));
    if let Some(equals) = rest.next().filter(|token| token.is_symbol("=")) {
        end = rest.next().map_or(end_of(equals), end_of);
        if rest.next().is_some_and(|token| token.is_symbol("@")) {
            end = rest.next().map_or(end, end_of);
        }
    }
    let (before, after) = (sql.get(..definer.start), sql.get(end..));
    format!("{}{}", before.unwrap_or_default(), after.unwrap_or_default().trim_start())
}

/// A default of `nextval` names its sequence with the database, which is another one for the new one.
fn without_database(sql: &str, database: &str) -> String {
    let tokens = tokenize(sql);
    let mut out = String::with_capacity(sql.len());
    let mut skip = false;
    for (i, token) in tokens.iter().enumerate() {
        let before_dot = tokens.get(i + 1).is_some_and(|next| next.is_symbol("."));
        let names_it = token.kind == TokenKind::QuotedIdentifier && unquote(token.text) == database;
        if skip || (names_it && before_dot) {
            skip = !skip;
            continue;
        }
        out.push_str(token.text);
    }
    out
}

fn end_of(token: &Token<'_>) -> usize {
    token.start + token.text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definer_is_left_out() {
        for (sql, expected) in [
            ("CREATE DEFINER=`root`@`local``host` TRIGGER t BEFORE", "CREATE TRIGGER t BEFORE"),
            (
                "CREATE ALGORITHM=UNDEFINED DEFINER=`a`@`%` SQL SECURITY DEFINER VIEW `v` AS",
                "CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `v` AS",
            ),
            (
                "CREATE FUNCTION f() RETURNS int RETURN definer",
                "CREATE FUNCTION f() RETURNS int RETURN definer",
            ),
        ] {
            assert_eq!(without_definer(sql), expected);
        }
    }

    #[test]
    fn its_own_database_is_left_out() {
        let sql = "CREATE TABLE `t` (`d` int DEFAULT nextval(`d`.`s`), `x` varchar(9) DEFAULT '`d`.')";
        let expected = "CREATE TABLE `t` (`d` int DEFAULT nextval(`s`), `x` varchar(9) DEFAULT '`d`.')";
        assert_eq!(without_database(sql, "d"), expected);
    }

    #[test]
    fn views_come_behind_what_they_read() {
        let view = |name: &str, reads: &str| {
            ("view".to_owned(), name.to_owned(), format!("CREATE VIEW `{name}` AS SELECT 1 FROM `{reads}`"))
        };
        let table = ("table".to_owned(), "t".to_owned(), "CREATE TABLE `t` (id int)".to_owned());
        let ordered = in_order(vec![table, view("a", "b"), view("b", "c"), view("c", "t")]);
        assert_eq!(ordered.into_iter().map(|(_, name, _)| name).collect::<String>(), "tcba");
    }
}
