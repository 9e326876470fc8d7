-- Revision  2026-11-21-103000-0000 (undo)
-- Message   without_rowid_to_strict
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column a.amount cannot be restored

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Set options of table a
-- Drop foreign key from z_part, z_id to z of a
-- Add column a.amount
-- Drop column a.z_id
-- Drop column a.z_part
-- the data of column a.amount cannot be restored
-- DESTRUCTIVE: deletes the data of column a.z_id
-- DESTRUCTIVE: deletes the data of column a.z_part
-- note: a is built anew and its rows are moved, because sqlite cannot in place: set options of table a; drop foreign key from z_part, z_id to z of a
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding a leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('z'));

DROP TABLE IF EXISTS __schemist_new_a;

CREATE TABLE __schemist_new_a (
    part INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY,
    amount SMALLINT
);

INSERT INTO __schemist_new_a (part, id)
SELECT part, id
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('z'));
DROP TABLE temp.__schemist_violations;

-- Set options of table s
-- Drop foreign key from z_part, z_id to z of s
-- Drop column s.name
-- Drop column s.z_id
-- Drop column s.z_part
-- DESTRUCTIVE: deletes the data of column s.name
-- DESTRUCTIVE: deletes the data of column s.z_id
-- DESTRUCTIVE: deletes the data of column s.z_part
-- note: s is built anew and its rows are moved, because sqlite cannot in place: set options of table s; drop foreign key from z_part, z_id to z of s
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding s leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('z'));

DROP TABLE IF EXISTS __schemist_new_s;

CREATE TABLE __schemist_new_s (
    id INTEGER NOT NULL PRIMARY KEY,
    part TEXT NOT NULL
) STRICT;

INSERT INTO __schemist_new_s (id, part)
SELECT id, part
FROM s;

DROP TABLE s;
ALTER TABLE __schemist_new_s RENAME TO s;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('z'));
DROP TABLE temp.__schemist_violations;

-- Drop table z
-- DESTRUCTIVE: deletes the rows of table z
DROP TABLE z;

-- Drop primary key over id of a
-- Add primary key over part, id on a
-- Set options of table a
-- note: a is built anew and its rows are moved, because sqlite cannot in place: drop primary key over id of a; add primary key over part, id on a; set options of table a
DROP TABLE IF EXISTS __schemist_new_a;

CREATE TABLE __schemist_new_a (
    part INTEGER NOT NULL,
    id INTEGER NOT NULL,
    amount SMALLINT,
    PRIMARY KEY (part, id)
) WITHOUT ROWID;

INSERT INTO __schemist_new_a (part, id, amount)
SELECT part, id, amount
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;

COMMIT;
PRAGMA foreign_keys = ON;
