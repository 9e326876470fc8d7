-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_create
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_other_added of other
ALTER TABLE other DROP CONSTRAINT ck_other_added;

-- Drop column other.added
-- DESTRUCTIVE: deletes the data of column other.added
ALTER TABLE other DROP COLUMN added;

-- Drop table kinds
-- DESTRUCTIVE: deletes the rows of table kinds
DROP TABLE kinds;
