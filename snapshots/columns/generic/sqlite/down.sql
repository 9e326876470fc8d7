-- Revision  2026-11-21-103000-0000 (undo)
-- Message   generic
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop column events.before
-- DESTRUCTIVE: deletes the data of column events.before
ALTER TABLE events DROP COLUMN "before";
