//! Statements that are run in batches: `-- schemist:batch key=id size=1000 pause=100ms` before an UPDATE, a DELETE or an
//! INSERT … SELECT. Plain Diesel takes the line for the comment it is, and runs the statement at once.

mod directive;
mod statement;

use std::time::Duration;

use schemist_schema::Engine;

use statement::Parts;

/// How a statement is run in batches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    /// The column, or expression, that the rows are taken by, as written.
    pub(crate) key: String,
    /// How many rows a batch takes.
    pub(crate) size: u32,
    /// How long to wait between two.
    pub(crate) pause: Duration,
    parts: Parts,
}

impl Batch {
    /// The directive among the comments before a statement; none where there is none.
    pub(crate) fn before(engine: Engine, comments: &str, sql: &str) -> Result<Option<Self>, String> {
        let Some(directive) = directive::read(comments)? else { return Ok(None) };
        let directive::Directive { key, size, pause } = directive;
        let parts = Parts::of(engine, sql, &key)?;
        Ok(Some(Self { key, size, pause, parts }))
    }

    /// What stands behind FROM: where the keys are.
    pub(crate) fn source(&self) -> &str {
        &self.parts.source
    }

    /// The statement for the rows of a condition alone.
    pub(crate) fn restricted(&self, condition: &str) -> String {
        let Parts { before, condition: own, after, .. } = &self.parts;
        // Each on a line of its own: a part may end in a comment.
        let own = own.as_ref().map(|own| format!("\nAND (\n{own}\n)")).unwrap_or_default();
        format!("{before}\nWHERE ({condition}){own}\n{after}").trim_end().to_owned()
    }

    /// The condition for a range of keys, with its literals.
    pub(crate) fn range(&self, after: Option<&str>, to: &str) -> String {
        let key = &self.key;
        match after {
            Some(after) => format!("{key} > {after} AND {key} <= {to}"),
            None => format!("{key} <= {to}"),
        }
    }

    /// The condition for rows without a key.
    pub(crate) fn keyless(&self) -> String {
        format!("{} IS NULL", self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sql: &str, source: &str, expected: &str) {
        let batch = Batch::before(Engine::Postgres, "-- schemist:batch key=id", sql).unwrap().unwrap();
        let text = batch.restricted(&batch.range(Some("'1'"), "'9'"));
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((words(batch.source()).as_str(), words(&text).as_str()), (source, expected));
    }

    #[test]
    fn a_statement_is_restricted_to_a_range() {
        let range = "(id > '1' AND id <= '9')";
        check("UPDATE a SET b = 1", "a", &format!("UPDATE a SET b = 1 WHERE {range}"));
        check(
            "UPDATE ONLY s.a AS x SET b = (SELECT 1 WHERE true) WHERE b IS NULL OR c -- odd\nRETURNING id",
            "ONLY s.a AS x",
            &format!(
                "UPDATE ONLY s.a AS x SET b = (SELECT 1 WHERE true) WHERE {range} AND ( b IS NULL OR c -- odd ) RETURNING id"
            ),
        );
        check(
            "UPDATE a SET b = o.b FROM o WHERE o.id = a.id",
            "a",
            &format!("UPDATE a SET b = o.b FROM o WHERE {range} AND ( o.id = a.id )"),
        );
        check("DELETE FROM a", "a", &format!("DELETE FROM a WHERE {range}"));
        check(
            "delete from a using o where o.id = a.id",
            "a",
            &format!("delete from a using o WHERE {range} AND ( o.id = a.id )"),
        );
        check(
            "INSERT INTO n (x) SELECT x FROM a JOIN o ON a.id = o.id WHERE x > 1 ON CONFLICT (x) DO NOTHING",
            "a JOIN o ON a.id = o.id",
            &format!(
                "INSERT INTO n (x) SELECT x FROM a JOIN o ON a.id = o.id WHERE {range} AND ( x > 1 ) ON CONFLICT (x) DO NOTHING"
            ),
        );
        check(
            "INSERT INTO n SELECT x FROM a ON CONFLICT (x) DO UPDATE SET x = 1 WHERE n.x > 1",
            "a",
            &format!(
                "INSERT INTO n SELECT x FROM a WHERE {range} ON CONFLICT (x) DO UPDATE SET x = 1 WHERE n.x > 1"
            ),
        );
        check(
            "INSERT INTO n SELECT x, count(*) FROM a GROUP BY x",
            "a",
            &format!("INSERT INTO n SELECT x, count(*) FROM a WHERE {range} GROUP BY x"),
        );
    }

    #[test]
    fn the_first_batch_has_no_lower_end() {
        let batch = Batch::before(Engine::Sqlite, "-- schemist:batch key=id size=5", "DELETE FROM a")
            .unwrap()
            .unwrap();
        assert_eq!((batch.range(None, "3"), batch.size), ("id <= 3".to_owned(), 5));
        assert_eq!(batch.restricted(&batch.keyless()), "DELETE FROM a\nWHERE (id IS NULL)");
    }

    #[test]
    fn what_cannot_be_split_is_refused() {
        let refused =
            |engine: Engine, sql: &str| Batch::before(engine, "-- schemist:batch key=id", sql).unwrap_err();
        for sql in [
            "CREATE TABLE a (id int)",
            "WITH x AS (SELECT 1) UPDATE a SET b = 1",
            "INSERT INTO a VALUES (1)",
            "INSERT INTO a (b) VALUES (1)",
            "DELETE FROM a LIMIT 5",
            "INSERT INTO a SELECT b FROM c UNION SELECT d FROM e",
            "SELECT 1",
        ] {
            let error = refused(Engine::Postgres, sql);
            assert!(
                error.contains("UPDATE") || error.contains("LIMIT") || error.contains("UNION"),
                "{sql}: {error}"
            );
        }
        for sql in [
            "UPDATE a SET id = 1",
            "UPDATE a SET b = 1, \"id\" = 2 WHERE b = 3",
            "UPDATE a SET a.id = a.id + 1",
        ] {
            assert!(refused(Engine::Sqlite, sql).contains("is changed by the statement itself"), "{sql}");
        }
        let conditions = "UPDATE a SET b = o.b FROM o WHERE o.id = a.id AND id = 3";
        assert!(Batch::before(Engine::Sqlite, "-- schemist:batch key=a.id", conditions).is_ok());
        assert!(refused(Engine::Mysql, r"UPDATE a SET b = 'it\'s'").contains("backslash"));
    }
}
