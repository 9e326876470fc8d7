-- Revision  2026-11-21-103000-0000 (undo)
-- Message   periods
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop column tickets.m
-- DESTRUCTIVE: deletes the data of column tickets.m
ALTER TABLE `tickets` DROP COLUMN `m`;
