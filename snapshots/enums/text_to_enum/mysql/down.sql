-- Revision  2026-11-21-103000-0000 (undo)
-- Message   text_to_enum
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column shirts.size that the other type cannot hold as they were may not be restored

-- Alter column shirts.size (type)
ALTER TABLE `shirts` MODIFY COLUMN `size` text NOT NULL DEFAULT 'm';
