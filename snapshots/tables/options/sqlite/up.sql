-- Revision  2026-11-21-103000-0000 (apply)
-- Message   options
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Set options of table cold
-- note: cold is built anew and its rows are moved, because sqlite cannot in place: set options of table cold
DROP TABLE IF EXISTS __schemist_new_cold;

CREATE TABLE __schemist_new_cold (
    id INTEGER NOT NULL PRIMARY KEY,
    t TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO __schemist_new_cold (id, t)
SELECT id, t
FROM cold;

DROP TABLE cold;
ALTER TABLE __schemist_new_cold RENAME TO cold;

-- Set options of table hot
-- note: hot is built anew and its rows are moved, because sqlite cannot in place: set options of table hot
DROP TABLE IF EXISTS __schemist_new_hot;

CREATE TABLE __schemist_new_hot (
    id INTEGER NOT NULL PRIMARY KEY,
    t TEXT NOT NULL
) STRICT;

INSERT INTO __schemist_new_hot (id, t)
SELECT id, t
FROM hot;

DROP TABLE hot;
ALTER TABLE __schemist_new_hot RENAME TO hot;
