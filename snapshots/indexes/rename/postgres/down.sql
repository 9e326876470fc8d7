-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename index ix_tags_by_name of tags to old_index
ALTER INDEX ix_tags_by_name RENAME TO old_index;
