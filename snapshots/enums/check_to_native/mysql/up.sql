-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_to_native
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_status of tickets
ALTER TABLE `tickets` DROP CONSTRAINT `ck_status`;

-- Replace values of tickets.status: 'fixed' by 'closed'
UPDATE `tickets` SET `status` = 'closed' WHERE `status` = 'fixed';

-- Alter column tickets.status (type) (models.rs:8:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('open','closed') NOT NULL DEFAULT 'open';
