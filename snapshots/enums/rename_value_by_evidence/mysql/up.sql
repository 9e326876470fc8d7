-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_value_by_evidence
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tickets.status (type) (models.rs:7:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('open','canceled','cancelled') NOT NULL;

-- Replace values of tickets.status: 'canceled' by 'cancelled'
UPDATE `tickets` SET `status` = 'cancelled' WHERE `status` = 'canceled';

-- Alter column tickets.status (type) (models.rs:7:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('open','cancelled') NOT NULL;
