-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename index ix_tags_by_name of tags to old_index
ALTER TABLE `tags` RENAME INDEX `ix_tags_by_name` TO `old_index`;
