-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_tags_by_name of tags
DROP INDEX ix_tags_by_name;

-- Create index old_index on tags
CREATE INDEX old_index ON tags (name);
