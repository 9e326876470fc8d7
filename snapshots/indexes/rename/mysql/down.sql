-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_tags_by_name of tags
-- Create index old_index on tags
ALTER TABLE `tags`
    DROP INDEX `ix_tags_by_name`,
    ADD INDEX `old_index` (`name`(768));
