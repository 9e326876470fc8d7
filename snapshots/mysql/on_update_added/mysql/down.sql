-- Revision  2026-11-21-103000-0000 (undo)
-- Message   on_update_added
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column notes.gone cannot be restored

-- Add column notes.gone
-- Alter column notes.stars (nullability, default)
-- Drop column notes.changed
-- the data of column notes.gone cannot be restored
-- DESTRUCTIVE: deletes the data of column notes.changed
ALTER TABLE `notes`
    DROP COLUMN `changed`,
    ADD COLUMN `gone` datetime NULL ON UPDATE current_timestamp(),
    MODIFY COLUMN `stars` smallint NULL;
