-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_create
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table kinds (models.rs:13:12)
CREATE TABLE kinds (
    id INTEGER NOT NULL PRIMARY KEY,
    checked VARCHAR(20) NOT NULL,
    "check me" VARCHAR(20) DEFAULT 'it''s',
    free TEXT NOT NULL,
    number SMALLINT NOT NULL,
    unchecked INTEGER NOT NULL DEFAULT 1,
    CHECK ("check me" IN ('open', 'on hold', 'it''s')),
    CHECK (checked IN ('open', 'on hold', 'it''s')),
    CHECK (number IN (-1, 10, 11))
);

-- Add column other.added (models.rs:8:5)
-- Add check constraint (added IN ('open', 'on hold', 'it''s')) on other (models.rs:8:5)
-- warning[L108]: check constraint (added IN ('open', 'on hold', 'it''s')) on other fails where a row breaks it
--   help: look for such rows before this runs
-- note: other is built anew and its rows are moved, because sqlite cannot in place: add check constraint (added IN ('open', 'on hold', 'it''s')) on other
DROP TABLE IF EXISTS __schemist_new_other;

CREATE TABLE __schemist_new_other (
    id INTEGER NOT NULL PRIMARY KEY,
    added VARCHAR(20) NOT NULL DEFAULT 'on hold',
    CHECK (added IN ('open', 'on hold', 'it''s'))
);

INSERT INTO __schemist_new_other (id)
SELECT id
FROM other;

DROP TABLE other;
ALTER TABLE __schemist_new_other RENAME TO other;
