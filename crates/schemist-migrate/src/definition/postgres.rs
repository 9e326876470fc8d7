//! `pg_dump`, without what it sets in a session.

use std::process::Command;

use schemist_dialect::split_script_of;
use schemist_reflect::DatabaseUrl;
use schemist_schema::Engine;
use schemist_schema::sql::significant;

use crate::backup::{BackupError, tool};

const PROGRAM: &str = "pg_dump";

pub(super) fn statements(url: &DatabaseUrl) -> Result<String, BackupError> {
    if !tool::is_there(PROGRAM) {
        return Err(BackupError::MissingTool {
            program: PROGRAM,
            package: "PostgreSQL's client programs (postgresql-client)",
        });
    }
    // Where others can see the arguments of a process, a password must not be one.
    let (place, password) = url.apart();
    let mut dump = Command::new(PROGRAM);
    dump.args(["--schema-only", "--no-owner", "--no-privileges", "--no-password", "--encoding=UTF8"]);
    for table in ["__diesel_schema_migrations", "__schemist_ledger"] {
        dump.arg(format!("--exclude-table={table}"));
    }
    dump.arg(format!("--dbname={place}"));
    if let Some(password) = password {
        dump.env("PGPASSWORD", password);
    }
    Ok(without_session(&tool::run(&mut dump, url)?))
}

/// What the client alone understands, and settings of the session, which would outlive the migration: names are written
/// out with their schema. Bodies are not looked into while what they name is not there yet.
fn without_session(dump: &str) -> String {
    let is_for_client = |line: &&str| line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ");
    let text: String =
        dump.lines().filter(|line| !is_for_client(line)).flat_map(|line| [line, "\n"]).collect();
    let mut out = "SET LOCAL check_function_bodies = false;\n".to_owned();
    for (_, sql) in split_script_of(Engine::Postgres, &text) {
        let sql = sql.trim();
        let words = significant(sql);
        let begins = |expected: &[&str]| {
            words.len() >= expected.len()
                && words.iter().zip(expected).all(|(token, word)| token.is_word(word))
        };
        let sets = begins(&["set"]) || (begins(&["select"]) && sql.contains("pg_catalog.set_config("));
        // Only their owner may say something about extensions.
        let is_empty = words.iter().all(|token| token.is_symbol(";"));
        if is_empty || sets || begins(&["comment", "on", "extension"]) {
            continue;
        }
        out.push('\n');
        out.push_str(&without_headings(sql));
        out.push_str(if sql.ends_with(';') { "\n" } else { ";\n" });
    }
    out
}

/// The lines of comments before a statement: `-- Name: t; Type: TABLE; Schema: public; Owner: -`.
fn without_headings(sql: &str) -> String {
    let lines = sql.lines().skip_while(|line| line.trim().is_empty() || line.starts_with("--"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_defines_something_is_left() {
        let dump = "--\n-- PostgreSQL database dump\n--\n\n\\restrict abc\n\nSET statement_timeout = 0;\n\
            SELECT pg_catalog.set_config('search_path', '', false);\n\n--\n-- Name: f(); Type: FUNCTION\n--\n\n\
            CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$\n-- a;\nSELECT 1;\n$$;\n\n\
            COMMENT ON EXTENSION citext IS 'x';\n\nSET default_tablespace = '';\n\nCREATE TABLE public.a (id integer);\n\n\\unrestrict abc\n\n";
        assert_eq!(
            without_session(dump),
            "SET LOCAL check_function_bodies = false;\n\n\
             CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$\n-- a;\nSELECT 1;\n$$;\n\nCREATE TABLE public.a (id integer);\n"
        );
    }
}
