-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop_required
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column guests.age cannot be restored
-- WARNING: the data of column guests.since cannot be restored

-- Add column guests.age
-- Add column guests.since
-- the data of column guests.age cannot be restored
-- the data of column guests.since cannot be restored
ALTER TABLE `guests`
    ADD COLUMN `age` int NOT NULL,
    ADD COLUMN `since` timestamp NOT NULL;
