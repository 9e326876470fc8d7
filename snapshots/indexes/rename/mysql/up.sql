-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index old_index of tags
-- Create index ix_tags_by_name on tags (models.rs:4:25)
ALTER TABLE `tags`
    DROP INDEX `old_index`,
    ADD INDEX `ix_tags_by_name` (`name`(255));
