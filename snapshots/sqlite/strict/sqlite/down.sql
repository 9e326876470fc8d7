-- Revision  2026-11-21-103000-0000 (undo)
-- Message   strict
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table quotas
-- DESTRUCTIVE: deletes the rows of table quotas
DROP TABLE quotas;

-- Drop check constraint (max >= 0) of limits
-- note: limits is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (max >= 0) of limits
DROP TABLE IF EXISTS __schemist_new_limits;

CREATE TABLE __schemist_new_limits (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    max INT,
    any ANY
) STRICT;

INSERT INTO __schemist_new_limits (id, name, max, any)
SELECT id, name, max, any
FROM limits;

DROP TABLE limits;
ALTER TABLE __schemist_new_limits RENAME TO limits;
