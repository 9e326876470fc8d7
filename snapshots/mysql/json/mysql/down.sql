-- Revision  2026-11-21-103000-0000 (undo)
-- Message   json
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column payloads.from_text that the other type cannot hold as they were may not be restored
-- WARNING: values of column payloads.to_text that the other type cannot hold as they were may not be restored

-- Alter column payloads.from_text (type)
-- Alter column payloads.to_text (type)
-- Drop column payloads.added
-- DESTRUCTIVE: deletes the data of column payloads.added
ALTER TABLE `payloads`
    DROP COLUMN `added`,
    MODIFY COLUMN `from_text` longtext NULL,
    MODIFY COLUMN `to_text` json NULL DEFAULT '{}';
