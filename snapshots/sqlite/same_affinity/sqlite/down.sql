-- Revision  2026-11-21-103000-0000 (undo)
-- Message   same_affinity
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column t.changes that the other type cannot hold as they were may not be restored
-- WARNING: values of column t.named that the other type cannot hold as they were may not be restored

-- Alter column t.changes (type)
-- Alter column t.named (type)
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
    changes TEXT,
    named INTEGER
);

INSERT INTO __schemist_new_t (id, a, b, c, d, e, f, changes, named)
SELECT id, a, b, c, d, e, f, changes, named
FROM t;

DROP TABLE t;
ALTER TABLE __schemist_new_t RENAME TO t;
