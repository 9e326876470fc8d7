-- Revision  2026-11-21-103000-0000 (undo)
-- Message   int_renumber
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint tickets_status of tickets
ALTER TABLE `tickets` DROP CONSTRAINT `tickets_status`;

-- Replace values of tickets.status: '100' by '1', '7' by '-7'
UPDATE `tickets` SET `status` = CASE `status` WHEN 100 THEN 1 WHEN 7 THEN -7 ELSE `status` END WHERE `status` IN (100, 7);

-- Alter column tickets.status (default)
-- Add check constraint tickets_status on tickets
ALTER TABLE `tickets`
    MODIFY COLUMN `status` int NOT NULL DEFAULT 1,
    ADD CONSTRAINT `tickets_status` CHECK (`status` in (0,1,-7));
