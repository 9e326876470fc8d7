-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column moods.spare cannot be restored
-- WARNING: values of column moods.mood that the other type cannot hold as they were may not be restored

-- Add column moods.spare
-- Alter column moods.mood (type)
-- the data of column moods.spare cannot be restored
ALTER TABLE `moods`
    ADD COLUMN `spare` enum('ok','bad') NULL,
    MODIFY COLUMN `mood` enum('ok','bad') NOT NULL DEFAULT 'ok';
