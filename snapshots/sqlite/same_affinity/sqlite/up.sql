-- Revision  2026-11-21-103000-0000 (apply)
-- Message   same_affinity
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column t.changes (type) (models.rs:13:5)
-- Alter column t.named (type) (models.rs:14:5)
-- warning[L105]: t.changes changes from TEXT to INTEGER: text that looks like a number becomes one: '007' becomes 7
-- note: t is built anew and its rows are moved, because sqlite cannot in place: alter column t.changes (type); alter column t.named (type)
DROP TABLE IF EXISTS __schemist_new_t;

CREATE TABLE __schemist_new_t (
    id INTEGER NOT NULL PRIMARY KEY,
    a INT,
    b VARCHAR(255),
    c DOUBLE PRECISION,
    d BIGINT,
    e TINYINT,
    f CHARACTER(20),
    changes INTEGER,
    named TEXT
);

INSERT INTO __schemist_new_t (id, a, b, c, d, e, f, changes, named)
SELECT id, a, b, c, d, e, f, changes, named
FROM t;

DROP TABLE t;
ALTER TABLE __schemist_new_t RENAME TO t;
