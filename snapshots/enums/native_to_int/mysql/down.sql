-- Revision  2026-11-21-103000-0000 (undo)
-- Message   native_to_int
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_tickets_status of tickets
-- Drop check constraint ck_tickets_status of tickets
-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE `tickets`
    DROP CONSTRAINT `ck_tickets_status`,
    DROP INDEX `ix_tickets_status`,
    MODIFY COLUMN `status` text NOT NULL;

-- Replace values of tickets.status: '1' by 'open', '5' by 'fixed'
UPDATE `tickets` SET `status` = CASE `status` WHEN '1' THEN 'open' WHEN '5' THEN 'fixed' ELSE `status` END WHERE `status` IN ('1', '5');

-- Alter column tickets.status (type, default)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('open','fixed') NOT NULL DEFAULT 'fixed';
