-- Revision  2026-11-21-103000-0000 (undo)
-- Message   strict_within_a_cycle
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Drop foreign key from z_part, z_id to z of a
-- Drop column a.flag
-- Drop column a.z_id
-- Drop column a.z_part
-- DESTRUCTIVE: deletes the data of column a.flag
-- DESTRUCTIVE: deletes the data of column a.z_id
-- DESTRUCTIVE: deletes the data of column a.z_part
-- note: a is built anew and its rows are moved, because sqlite cannot in place: drop foreign key from z_part, z_id to z of a
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding a leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('b'))
     + (SELECT count(*) FROM pragma_foreign_key_check('z'));

DROP TABLE IF EXISTS __schemist_new_a;

CREATE TABLE __schemist_new_a (
    part INTEGER NOT NULL DEFAULT 0,
    id INTEGER NOT NULL,
    PRIMARY KEY (part, id)
);

INSERT INTO __schemist_new_a (rowid, part, id)
SELECT rowid, part, id
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('b'))
     + (SELECT count(*) FROM pragma_foreign_key_check('z'));

DROP TABLE temp.__schemist_violations;

-- Drop table z
-- DESTRUCTIVE: deletes the rows of table z
DROP TABLE z;

-- Drop foreign key from a_part, a_id to a of b
-- Drop column b.a_id
-- Drop column b.a_part
-- DESTRUCTIVE: deletes the data of column b.a_id
-- DESTRUCTIVE: deletes the data of column b.a_part
-- note: b is built anew and its rows are moved, because sqlite cannot in place: drop foreign key from a_part, a_id to a of b
DROP TABLE IF EXISTS __schemist_new_b;

CREATE TABLE __schemist_new_b (
    id INTEGER NOT NULL PRIMARY KEY
) STRICT;

INSERT INTO __schemist_new_b (id)
SELECT id
FROM b;

DROP TABLE b;
ALTER TABLE __schemist_new_b RENAME TO b;

-- Drop primary key over part, id of a
-- Add primary key over id on a
-- Drop column a.part
-- Set options of table a
-- DESTRUCTIVE: deletes the data of column a.part
-- note: a is built anew and its rows are moved, because sqlite cannot in place: drop primary key over part, id of a; add primary key over id on a; set options of table a
DROP TABLE IF EXISTS __schemist_new_a;

CREATE TABLE __schemist_new_a (
    id INTEGER NOT NULL PRIMARY KEY
) STRICT;

INSERT INTO __schemist_new_a (id)
SELECT id
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;

COMMIT;
PRAGMA foreign_keys = ON;
