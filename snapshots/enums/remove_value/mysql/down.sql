-- Revision  2026-11-21-103000-0000 (undo)
-- Message   remove_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column jobs.state that the other type cannot hold as they were may not be restored

-- Alter column jobs.state (type)
ALTER TABLE `jobs` MODIFY COLUMN `state` enum('idle','busy','lost') NOT NULL DEFAULT 'idle';
