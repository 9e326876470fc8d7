-- Revision  2026-11-21-103000-0000 (apply)
-- Message   int_to_native
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_status of tickets
-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE `tickets`
    DROP CONSTRAINT `ck_status`,
    MODIFY COLUMN `status` text NOT NULL;

-- Replace values of tickets.status: '1' by 'open', '5' by 'closed'
UPDATE `tickets` SET `status` = CASE `status` WHEN '1' THEN 'open' WHEN '5' THEN 'closed' ELSE `status` END WHERE `status` IN ('1', '5');

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('open','closed') NOT NULL DEFAULT 'open';
