-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rowids_within_a_cycle
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Drop foreign key from box_id to boxes of parts
-- Drop column parts.box_id
-- DESTRUCTIVE: deletes the data of column parts.box_id
-- note: parts is built anew and its rows are moved, because sqlite cannot in place: drop foreign key from box_id to boxes of parts
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
    part INTEGER NOT NULL
);

INSERT INTO __schemist_new_parts (id, part)
SELECT id, part
FROM parts;

DELETE FROM sqlite_sequence WHERE name = '__schemist_new_parts';

INSERT INTO sqlite_sequence (name, seq)
SELECT '__schemist_new_parts', seq FROM sqlite_sequence WHERE name = 'parts';

DROP TABLE parts;
ALTER TABLE __schemist_new_parts RENAME TO parts;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('boxes'));
DROP TABLE temp.__schemist_violations;

-- Drop table boxes
-- DESTRUCTIVE: deletes the rows of table boxes
DROP TABLE boxes;

-- Drop primary key over id of parts
-- Alter column parts.id (autoincrement)
-- Add primary key over part, id on parts
-- Set options of table parts
-- note: parts is built anew and its rows are moved, because sqlite cannot in place: drop primary key over id of parts; alter column parts.id (autoincrement); add primary key over part, id on parts; set options of table parts
DROP TABLE IF EXISTS __schemist_new_parts;

CREATE TABLE __schemist_new_parts (
    id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (part, id)
) WITHOUT ROWID;

INSERT INTO __schemist_new_parts (id, part)
SELECT id, part
FROM parts;

DROP TABLE parts;
ALTER TABLE __schemist_new_parts RENAME TO parts;

COMMIT;
PRAGMA foreign_keys = ON;
