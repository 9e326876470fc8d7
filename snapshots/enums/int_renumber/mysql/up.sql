-- Revision  2026-11-21-103000-0000 (apply)
-- Message   int_renumber
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint tickets_status of tickets
-- Alter column tickets.status (default) (models.rs:8:5)
ALTER TABLE `tickets`
    DROP CONSTRAINT `tickets_status`,
    MODIFY COLUMN `status` int NOT NULL DEFAULT 100;

-- Replace values of tickets.status: '1' by '100', '-7' by '7'
UPDATE `tickets` SET `status` = CASE `status` WHEN 1 THEN 100 WHEN -7 THEN 7 ELSE `status` END WHERE `status` IN (1, -7);

-- Add check constraint tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `tickets` ADD CONSTRAINT `tickets_status` CHECK (`status` in (0,100,7));
