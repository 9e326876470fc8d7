//! A `.sql` file, carried out in scratch.

use schemist_dialect::{split_script_of, statement_words};
use schemist_reflect::{Connection, ReflectError};
use schemist_schema::Engine;
use schemist_schema::sql::significant;

/// Why a file cannot be loaded.
#[derive(Debug)]
pub(crate) enum LoadProblem {
    /// A statement that would reach outside of the scratch database; with its line, and what it does.
    ReachesOutside(usize, &'static str),
    /// The database refused a statement; with its line.
    Refused(usize, ReflectError),
}

/// Carries out what makes the schema. Rows that come as `COPY` data, and who may do what, are left out: neither
/// is compared, and the roles may not be there.
pub(crate) fn load(connection: &mut Connection, text: &str) -> Result<(), LoadProblem> {
    let engine = connection.engine();
    let text = match engine {
        Engine::Postgres => without_client_lines(text)
            .map_err(|line| LoadProblem::ReachesOutside(line, "it connects to another database"))?,
        Engine::Sqlite | Engine::Mysql => text.to_owned(),
    };
    // All are looked at before the first is run.
    let mut statements = Vec::new();
    for (start, sql) in split_script_of(engine, &text) {
        match meaning(engine, sql) {
            Meaning::Run => statements.push((start, sql)),
            Meaning::Skip => {}
            Meaning::ReachesOutside(why) => {
                return Err(LoadProblem::ReachesOutside(line_of(&text, start, sql), why));
            }
        }
    }
    for (start, sql) in statements {
        let refused = |error| LoadProblem::Refused(line_of(&text, start, sql), error);
        connection.execute(sql).map_err(refused)?;
    }
    Ok(())
}

/// The line of a statement's first word, from 1.
fn line_of(text: &str, start: usize, sql: &str) -> usize {
    let word = significant(sql).first().map_or(0, |token| token.start);
    1 + text.bytes().take(start + word).filter(|byte| *byte == b'\n').count()
}

#[derive(Debug, PartialEq, Eq)]
enum Meaning {
    Run,
    Skip,
    ReachesOutside(&'static str),
}

fn meaning(engine: Engine, sql: &str) -> Meaning {
    let words = statement_words(engine, sql);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match engine {
        Engine::Sqlite => match words.as_slice() {
            ["attach", ..] => Meaning::ReachesOutside("it attaches another database"),
            ["vacuum", .., "into", _] => Meaning::ReachesOutside("it writes another database"),
            _ => Meaning::Run,
        },
        Engine::Postgres => match words.as_slice() {
            ["copy", ..] | ["grant" | "revoke", ..] | ["alter", "default", "privileges", ..] => Meaning::Skip,
            ["set", "role", ..] | ["set", "session", "authorization", ..] => Meaning::Skip,
            ["alter", .., "owner", "to", _] => Meaning::Skip,
            ["create" | "alter" | "drop", "database" | "role" | "user" | "group" | "tablespace", ..]
                if words.get(2) != Some(&"mapping") =>
            {
                Meaning::ReachesOutside("it changes the server, not a database")
            }
            ["alter", "system", ..] => Meaning::ReachesOutside("it changes the server, not a database"),
            _ => Meaning::Run,
        },
        Engine::Mysql => match words.as_slice() {
            ["grant" | "revoke", ..] | ["lock" | "unlock", "table" | "tables", ..] => Meaning::Skip,
            ["use", ..] => Meaning::ReachesOutside("it goes to another database"),
            [
                "create" | "alter" | "drop",
                "database" | "schema" | "role" | "user" | "server" | "tablespace",
                ..,
            ]
            | ["rename", "user", ..] => Meaning::ReachesOutside("it changes the server, not a database"),
            ["set", "global" | "persist" | "password", ..] => {
                Meaning::ReachesOutside("it changes the server, not a database")
            }
            _ => Meaning::Run,
        },
    }
}

/// Without what is psql's alone: its commands, and the rows behind `COPY … FROM stdin`. Lines stay where they
/// are. The line that connects to another database is the error.
fn without_client_lines(text: &str) -> Result<String, usize> {
    let mut out = String::with_capacity(text.len());
    let mut in_rows = false;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        if in_rows {
            in_rows = bare != "\\.";
            out.push('\n');
        } else if is_client_command(bare) {
            if bare.starts_with("\\c ") || bare.starts_with("\\connect") {
                return Err(i + 1);
            }
            out.push('\n');
        } else {
            let lower = bare.to_ascii_lowercase();
            in_rows = lower.starts_with("copy ") && lower.ends_with("from stdin;");
            out.push_str(line);
        }
    }
    Ok(out)
}

fn is_client_command(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next() == Some('\\') && chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_psql_knows_its_lines() {
        let text =
            "\\restrict x\nCREATE TABLE a (b text);\nCOPY public.a (b) FROM stdin;\nit's\n\\.\nSELECT 1;\n";
        let expected = "\nCREATE TABLE a (b text);\nCOPY public.a (b) FROM stdin;\n\n\nSELECT 1;\n";
        assert_eq!(without_client_lines(text).as_deref(), Ok(expected));
        assert_eq!(without_client_lines("SELECT 1;\n\\connect shop\n"), Err(2));
    }

    #[test]
    fn scratch_is_not_left() {
        let check = |engine, sql: &str, expected| assert_eq!(meaning(engine, sql), expected, "{sql}");
        let outside = Meaning::ReachesOutside("it changes the server, not a database");
        check(Engine::Postgres, "DROP DATABASE shop", outside);
        check(Engine::Postgres, "CREATE USER MAPPING FOR x SERVER y", Meaning::Run);
        check(Engine::Postgres, "ALTER TABLE public.a OWNER TO shop", Meaning::Skip);
        check(Engine::Postgres, "/* x */ GRANT ALL ON a TO b", Meaning::Skip);
        check(Engine::Postgres, "ALTER TABLE a ADD COLUMN owner text", Meaning::Run);
        check(
            Engine::Sqlite,
            "-- x\nattach 'shop.db' as s",
            Meaning::ReachesOutside("it attaches another database"),
        );
        check(Engine::Sqlite, "vacuum into 'x'", Meaning::ReachesOutside("it writes another database"));
        check(Engine::Sqlite, "CREATE TABLE attach (x)", Meaning::Run);
    }
}
