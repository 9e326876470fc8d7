-- Revision  2026-11-21-103000-0000 (undo)
-- Message   int_to_native
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` text NOT NULL;

-- Replace values of tickets.status: 'open' by '1', 'closed' by '5'
UPDATE `tickets` SET `status` = CASE `status` WHEN 'open' THEN '1' WHEN 'closed' THEN '5' ELSE `status` END WHERE `status` IN ('open', 'closed');

-- Alter column tickets.status (type, default)
-- Add check constraint ck_status on tickets
ALTER TABLE `tickets`
    MODIFY COLUMN `status` int NOT NULL DEFAULT 1,
    ADD CONSTRAINT `ck_status` CHECK (`status` in (1,5));
