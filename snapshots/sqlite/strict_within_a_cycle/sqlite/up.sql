-- Revision  2026-11-21-103000-0000 (apply)
-- Message   strict_within_a_cycle
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Set options of table a
-- Drop primary key over id of a
-- Add column a.part (models.rs:7:5)
-- Add column a.flag (models.rs:10:5)
-- Add column a.z_part (models.rs:11:5)
-- Add column a.z_id (models.rs:12:5)
-- Add primary key over part, id on a (models.rs:4:22)
-- note: a is built anew and its rows are moved, because sqlite cannot in place: set options of table a; drop primary key over id of a; add primary key over part, id on a
DROP TABLE IF EXISTS __schemist_new_a;

CREATE TABLE __schemist_new_a (
    id INTEGER NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    flag BOOLEAN NOT NULL DEFAULT false,
    z_part INTEGER,
    z_id INTEGER,
    PRIMARY KEY (part, id)
);

INSERT INTO __schemist_new_a (rowid, id)
SELECT rowid, id
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;

-- Create table z (models.rs:25:12)
CREATE TABLE z (
    part INTEGER NOT NULL,
    id INTEGER NOT NULL,
    a_part INTEGER,
    a_id INTEGER,
    PRIMARY KEY (part, id),
    FOREIGN KEY (a_part, a_id) REFERENCES a (part, id)
);

-- Add foreign key from z_part, z_id to z on a (models.rs:4:45)
-- note: a is built anew and its rows are moved, because sqlite cannot in place: add foreign key from z_part, z_id to z on a
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
    id INTEGER NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    flag BOOLEAN NOT NULL DEFAULT false,
    z_part INTEGER,
    z_id INTEGER,
    PRIMARY KEY (part, id),
    FOREIGN KEY (z_part, z_id) REFERENCES z (part, id)
);

INSERT INTO __schemist_new_a (rowid, id, part, flag, z_part, z_id)
SELECT rowid, id, part, flag, z_part, z_id
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('a'))
     + (SELECT count(*) FROM pragma_foreign_key_check('z'));

DROP TABLE temp.__schemist_violations;

-- Add column b.a_part (models.rs:19:5)
-- Add column b.a_id (models.rs:20:5)
-- Add foreign key from a_part, a_id to a on b (models.rs:16:39)
-- note: b is built anew and its rows are moved, because sqlite cannot in place: add foreign key from a_part, a_id to a on b
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding b leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT 0;

DROP TABLE IF EXISTS __schemist_new_b;

CREATE TABLE __schemist_new_b (
    id INTEGER PRIMARY KEY,
    a_part INTEGER,
    a_id INTEGER,
    FOREIGN KEY (a_part, a_id) REFERENCES a (part, id)
) STRICT;

INSERT INTO __schemist_new_b (id)
SELECT id
FROM b;

DROP TABLE b;
ALTER TABLE __schemist_new_b RENAME TO b;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('b'));
DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
