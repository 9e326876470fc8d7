-- Revision  2026-11-21-103000-0000 (apply)
-- Message   strict
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table quotas (models.rs:16:12)
CREATE TABLE quotas (
    id INTEGER NOT NULL PRIMARY KEY,
    bytes INTEGER NOT NULL,
    share REAL NOT NULL
) STRICT;

-- Add check constraint (max >= 0) on limits (models.rs:4:44)
-- warning[L108]: check constraint (max >= 0) on limits fails where a row breaks it
--   help: look for such rows before this runs
-- note: limits is built anew and its rows are moved, because sqlite cannot in place: add check constraint (max >= 0) on limits
DROP TABLE IF EXISTS __schemist_new_limits;

CREATE TABLE __schemist_new_limits (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    max INT,
    any ANY,
    CHECK (max >= 0)
) STRICT;

INSERT INTO __schemist_new_limits (id, name, max, any)
SELECT id, name, max, any
FROM limits;

DROP TABLE limits;
ALTER TABLE __schemist_new_limits RENAME TO limits;
