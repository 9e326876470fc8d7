-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename index old_index of tags to ix_tags_by_name
ALTER TABLE `tags` RENAME INDEX `old_index` TO `ix_tags_by_name`;
