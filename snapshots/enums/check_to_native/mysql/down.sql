-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_to_native
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tickets.status (type)
ALTER TABLE `tickets` MODIFY COLUMN `status` varchar(30) NOT NULL DEFAULT 'open';

-- Replace values of tickets.status: 'closed' by 'fixed'
UPDATE `tickets` SET `status` = 'fixed' WHERE `status` = 'closed';

-- Add check constraint ck_status on tickets
ALTER TABLE `tickets` ADD CONSTRAINT `ck_status` CHECK (`status` in ('open','fixed'));
