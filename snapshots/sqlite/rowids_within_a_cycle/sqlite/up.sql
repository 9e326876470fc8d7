-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rowids_within_a_cycle
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Set options of table parts
-- Drop primary key over part, id of parts
-- Add column parts.box_id (models.rs:10:5)
-- Alter column parts.id (autoincrement) (models.rs:7:5)
-- Add primary key over id on parts (models.rs:5:12)
-- warning[L107]: primary key over id on parts fails where two rows are alike
--   help: look for duplicates before this runs
-- note: parts is built anew and its rows are moved, because sqlite cannot in place: set options of table parts; drop primary key over part, id of parts; alter column parts.id (autoincrement); add primary key over id on parts
DROP TABLE IF EXISTS __schemist_new_parts;

CREATE TABLE __schemist_new_parts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    part INTEGER NOT NULL,
    box_id INTEGER
);

INSERT INTO __schemist_new_parts (id, part)
SELECT id, part
FROM parts;

DROP TABLE parts;
ALTER TABLE __schemist_new_parts RENAME TO parts;

-- Create table boxes (models.rs:15:12)
CREATE TABLE boxes (
    id INTEGER NOT NULL PRIMARY KEY,
    first_part_id INTEGER REFERENCES parts (id)
);

-- Add foreign key from box_id to boxes on parts (models.rs:9:26)
-- note: parts is built anew and its rows are moved, because sqlite cannot in place: add foreign key from box_id to boxes on parts
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding parts leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('boxes'));

DROP TABLE IF EXISTS __schemist_new_parts;

CREATE TABLE __schemist_new_parts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    part INTEGER NOT NULL,
    box_id INTEGER REFERENCES boxes (id)
);

INSERT INTO __schemist_new_parts (id, part, box_id)
SELECT id, part, box_id
FROM parts;

DELETE FROM sqlite_sequence WHERE name = '__schemist_new_parts';

INSERT INTO sqlite_sequence (name, seq)
SELECT '__schemist_new_parts', seq FROM sqlite_sequence WHERE name = 'parts';

DROP TABLE parts;
ALTER TABLE __schemist_new_parts RENAME TO parts;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('boxes'))
     + (SELECT count(*) FROM pragma_foreign_key_check('parts'));

DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
