-- Revision  2026-11-21-103000-0000 (apply)
-- Message   native_to_check
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tickets.status (type) (models.rs:8:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` text NOT NULL DEFAULT 'open';

-- Replace values of tickets.status: 'fixed' by 'closed'
UPDATE `tickets` SET `status` = 'closed' WHERE `status` = 'fixed';

-- Add check constraint ck_tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint ck_tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `tickets` ADD CONSTRAINT `ck_tickets_status` CHECK (`status` in ('open','closed'));
