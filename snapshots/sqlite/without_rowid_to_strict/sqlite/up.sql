-- Revision  2026-11-21-103000-0000 (apply)
-- Message   without_rowid_to_strict
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Set options of table a
-- Drop primary key over part, id of a
-- Add column a.z_part (models.rs:8:5)
-- Add column a.z_id (models.rs:9:5)
-- Add primary key over id on a (models.rs:5:12)
-- warning[L107]: primary key over id on a fails where two rows are alike
--   help: look for duplicates before this runs
-- note: a is built anew and its rows are moved, because sqlite cannot in place: set options of table a; drop primary key over part, id of a; add primary key over id on a
DROP TABLE IF EXISTS __schemist_new_a;

CREATE TABLE __schemist_new_a (
    part INTEGER NOT NULL,
    id INTEGER NOT NULL PRIMARY KEY,
    amount SMALLINT,
    z_part INTEGER,
    z_id INTEGER
);

INSERT INTO __schemist_new_a (part, id, amount)
SELECT part, id, amount
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;

-- Create table z (models.rs:25:12)
CREATE TABLE z (
    part INTEGER NOT NULL,
    id INTEGER NOT NULL,
    a_id INTEGER REFERENCES a (id),
    s_id INTEGER REFERENCES s (id),
    PRIMARY KEY (part, id)
);

-- Add foreign key from z_part, z_id to z on a (models.rs:4:39)
-- Drop column a.amount
-- Set options of table a
-- DESTRUCTIVE: deletes the data of column a.amount; down.sql cannot restore it
-- warning[L102]: column a.amount is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- note: a is built anew and its rows are moved, because sqlite cannot in place: add foreign key from z_part, z_id to z on a; set options of table a
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
    z_part INTEGER,
    z_id INTEGER,
    FOREIGN KEY (z_part, z_id) REFERENCES z (part, id)
) STRICT;

INSERT INTO __schemist_new_a (part, id, z_part, z_id)
SELECT part, id, z_part, z_id
FROM a;

DROP TABLE a;
ALTER TABLE __schemist_new_a RENAME TO a;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('a'))
     + (SELECT count(*) FROM pragma_foreign_key_check('z'));

DROP TABLE temp.__schemist_violations;

-- Set options of table s
-- Add column s.name (models.rs:18:5)
-- Add column s.z_part (models.rs:19:5)
-- Add column s.z_id (models.rs:20:5)
-- Add foreign key from z_part, z_id to z on s (models.rs:13:46)
-- note: s is built anew and its rows are moved, because sqlite cannot in place: set options of table s; add foreign key from z_part, z_id to z on s
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
    part TEXT NOT NULL,
    name VARCHAR(20),
    z_part INTEGER,
    z_id INTEGER,
    FOREIGN KEY (z_part, z_id) REFERENCES z (part, id)
) WITHOUT ROWID;

INSERT INTO __schemist_new_s (id, part)
SELECT id, part
FROM s;

DROP TABLE s;
ALTER TABLE __schemist_new_s RENAME TO s;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('s'))
     + (SELECT count(*) FROM pragma_foreign_key_check('z'));

DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
