-- Revision  2026-11-21-103000-0000 (apply)
-- Message   int_to_check
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
    MODIFY COLUMN `status` varchar(12) NOT NULL DEFAULT 'open';

-- Replace values of tickets.status: '1' by 'open', '5' by 'closed'
UPDATE `tickets` SET `status` = CASE `status` WHEN '1' THEN 'open' WHEN '5' THEN 'closed' ELSE `status` END WHERE `status` IN ('1', '5');

-- Add check constraint ck_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint ck_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `tickets` ADD CONSTRAINT `ck_status` CHECK (`status` in ('open','closed'));
