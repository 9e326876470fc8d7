-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rebuild_keeps_children
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Drop check constraint (length(name) > 0) of parents
-- Alter column parents.name (nullability)
-- note: parents is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (length(name) > 0) of parents; alter column parents.name (nullability)
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding parents leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('cascading'))
     + (SELECT count(*) FROM pragma_foreign_key_check('clearing'))
     + (SELECT count(*) FROM pragma_foreign_key_check('deferred'))
     + (SELECT count(*) FROM pragma_foreign_key_check('restricting'));

DROP TABLE IF EXISTS __schemist_new_parents;

CREATE TABLE __schemist_new_parents (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT
);

INSERT INTO __schemist_new_parents (id, name)
SELECT id, name
FROM parents;

DROP TABLE parents;
ALTER TABLE __schemist_new_parents RENAME TO parents;

UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('cascading'))
     + (SELECT count(*) FROM pragma_foreign_key_check('clearing'))
     + (SELECT count(*) FROM pragma_foreign_key_check('deferred'))
     + (SELECT count(*) FROM pragma_foreign_key_check('restricting'));

DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
