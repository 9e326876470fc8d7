-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rebuild_keeps_children
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Alter column parents.name (nullability) (models.rs:7:5)
-- Add check constraint (length(name) > 0) on parents (models.rs:4:28)
-- warning[L104]: column parents.name becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE name IS NULL
-- warning[L108]: check constraint (length(name) > 0) on parents fails where a row breaks it
--   help: look for such rows before this runs
-- note: parents is built anew and its rows are moved, because sqlite cannot in place: alter column parents.name (nullability); add check constraint (length(name) > 0) on parents
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
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    CHECK (length(name) > 0)
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
