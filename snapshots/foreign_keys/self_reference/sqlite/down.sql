-- Revision  2026-11-21-103000-0000 (undo)
-- Message   self_reference
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Drop table comments
-- DESTRUCTIVE: deletes the rows of table comments
DROP TABLE comments;

-- Alter column folders.name (nullability)
-- note: folders is built anew and its rows are moved, because sqlite cannot in place: alter column folders.name (nullability)
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding folders leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('folders'));

DROP TABLE IF EXISTS __schemist_new_folders;

CREATE TABLE __schemist_new_folders (
    id INTEGER NOT NULL PRIMARY KEY,
    parent_id INTEGER,
    name TEXT,
    CONSTRAINT fk_folders_parent FOREIGN KEY (parent_id) REFERENCES folders (id) ON DELETE CASCADE
);

INSERT INTO __schemist_new_folders (id, parent_id, name)
SELECT id, parent_id, name
FROM folders;

DROP TABLE folders;
ALTER TABLE __schemist_new_folders RENAME TO folders;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('folders'));
DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
