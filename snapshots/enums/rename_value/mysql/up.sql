-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tickets.status (type) (models.rs:7:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('open','fixed','closed') NOT NULL;

-- Replace values of tickets.status: 'fixed' by 'closed'
UPDATE `tickets` SET `status` = 'closed' WHERE `status` = 'fixed';

-- Alter column tickets.status (type) (models.rs:7:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('open','closed') NOT NULL;
