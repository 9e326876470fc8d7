-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_create
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table kinds
-- DESTRUCTIVE: deletes the rows of table kinds
DROP TABLE kinds;

-- Drop check constraint (added IN ('open', 'on hold', 'it''s')) of other
-- Drop column other.added
-- DESTRUCTIVE: deletes the data of column other.added
-- note: other is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (added IN ('open', 'on hold', 'it''s')) of other
DROP TABLE IF EXISTS __schemist_new_other;

CREATE TABLE __schemist_new_other (
    id INTEGER NOT NULL PRIMARY KEY
);

INSERT INTO __schemist_new_other (id)
SELECT id
FROM other;

DROP TABLE other;
ALTER TABLE __schemist_new_other RENAME TO other;
