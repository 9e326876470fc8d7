-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index old_index of tags
DROP INDEX old_index;

-- Create index ix_tags_by_name on tags (models.rs:4:25)
CREATE INDEX ix_tags_by_name ON tags (name);
